// Small tools for the document: elements whose text is always text, and tables of the design system.

/** An element with attributes and children; texts among the children stay texts. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, '')
    else if (value !== false && value != null) element.setAttribute(key, value)
  }
  element.append(...children.flat().filter(child => child != null && child !== false))
  return element
}

/** A select with its label. */
export function select(id, name, options, chosen, changed) {
  const list = h('select', { class: 'nhsuk-select', id })
  const option = ({ value, text }) => h('option', { value, selected: value === chosen }, text)
  for (const entry of options) {
    list.append(entry.options ? h('optgroup', { label: entry.text }, entry.options.map(option)) : option(entry))
  }
  list.value = chosen
  list.addEventListener('change', () => changed(list.value))
  return h('div', { class: 'nhsuk-form-group' }, h('label', { class: 'nhsuk-label', for: id }, name), list)
}

/**
 * A heading, and its table in a box that scrolls by itself on a narrow screen, and by keyboard.
 *
 * columns: [{text, number}]; rows: arrays of texts or elements, the first of which names the row.
 */
export function table(caption, columns, rows) {
  const id = 'table-' + ++tables
  const name = text => 'nhsuk-table__header ' + (String(text).length <= 16 ? 'qof-nowrap' : 'qof-name')
  return [
    h('h3', { class: 'nhsuk-heading-s', id }, caption),
    h('div', { class: 'qof-scroll', tabindex: '0', role: 'region', 'aria-labelledby': id },
      h('table', { class: 'nhsuk-table', 'aria-labelledby': id },
        h('thead', { class: 'nhsuk-table__head' },
          h('tr', { class: 'nhsuk-table__row' },
            columns.map(column => h('th', { class: 'nhsuk-table__header' + (column.number ? ' qof-number' : ''), scope: 'col' }, column.text)))),
        h('tbody', { class: 'nhsuk-table__body' },
          rows.map(row => h('tr', { class: 'nhsuk-table__row' },
            row.map((cell, i) => i === 0
              ? h('th', { class: name(cell.textContent ?? cell), scope: 'row' }, cell)
              : h('td', { class: 'nhsuk-table__cell' + (columns[i].number ? ' qof-number' : '') }, cell ?? ''))))))),
  ]
}

let tables = 0

/** A list of names and values. */
export function summary(pairs) {
  return h('dl', { class: 'nhsuk-summary-list' },
    pairs.map(([key, value]) => h('div', { class: 'nhsuk-summary-list__row' },
      h('dt', { class: 'nhsuk-summary-list__key' }, key),
      h('dd', { class: 'nhsuk-summary-list__value' }, value))))
}

/** Hands a text over as a file. */
export function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = h('a', { href: address, download: name })
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** A count as people read it. */
export function count(value) {
  return value == null ? 'not available' : value.toLocaleString('en-GB')
}
