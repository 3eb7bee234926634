// CSV files as RFC 4180 has them; a text that a spreadsheet would run gets an apostrophe before it.
const RUNS = /^ *[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

function cell(value) {
  if (value == null) return ''
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  const text = RUNS.test(value) ? "'" + value : value
  return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text
}

/** A file of a header and rows, lines ended by CR and LF. */
export function csv(header, rows) {
  return [header, ...rows].map(row => row.map(cell).join(',') + '\r\n').join('')
}
