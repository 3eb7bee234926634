// Charts as SVG elements, drawn for the width there is. Text is set as text, never as markup.
const NS = 'http://www.w3.org/2000/svg'
const INK = '#212b32'
const GREY = '#4c6272'
const PALE = '#aeb7bd'
const BLUE = '#005eb8'
const FONT = 'arial, sans-serif'
const SIZE = 14

/** Looks of the lines: they differ by dash and mark as well as by colour. */
const LOOKS = [
  { stroke: BLUE, 'stroke-width': 3, mark: 'circle' },
  { stroke: GREY, 'stroke-width': 2, 'stroke-dasharray': '7 4', mark: 'square' },
  { stroke: INK, 'stroke-width': 2, 'stroke-dasharray': '2 3', mark: 'diamond' },
]

let words

/** What charts say: from the manifest, so that report and page say the same. */
export function say(chartWords) {
  words = chartWords
}

function el(name, attributes, text) {
  const element = document.createElementNS(NS, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  if (text != null) element.textContent = text
  return element
}

function label(x, y, anchor, text, more = {}) {
  return el('text', { x: round(x), y: round(y), 'text-anchor': anchor, 'font-size': SIZE, 'font-family': FONT, fill: INK, ...more }, text)
}

function round(value) {
  return Math.round(value * 10) / 10
}

let numbered = 0

function frame(width, height, title, description) {
  const id = 'chart-' + ++numbered
  const svg = el('svg', {
    viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-labelledby': `${id}-t ${id}-d`,
  })
  svg.append(el('title', { id: id + '-t' }, title), el('desc', { id: id + '-d' }, description))
  return svg
}

/** Round numbers from below the least to above the greatest value, four to six steps. */
function ticks(least, most) {
  const span = Math.max(most - least, 1e-4)
  const power = 10 ** Math.floor(Math.log10(span / 4))
  const step = [1, 2, 2.5, 5, 10].map(m => m * power).find(s => span / s <= 5)
  const from = Math.max(0, Math.floor(least / step + 1e-9))
  const to = Math.ceil(most / step - 1e-9)
  const found = []
  for (let k = from; k <= Math.max(to, from + 1); k++) found.push(k * step)
  return { values: found, step }
}

function percentTick(value, step) {
  const decimals = Math.max(0, Math.ceil(-Math.log10(step * 100) - 1e-9) + (Math.abs(step * 100 - Math.round(step * 100)) > 1e-9 && step * 100 > 1 ? 1 : 0))
  return (value * 100).toFixed(decimals) + '%'
}

/** The upright axis with its lines; answers the place of a value. */
function upright(svg, { left, right, top, bottom, width, height }, least, most) {
  const { values, step } = ticks(least, most)
  const low = values[0]
  const high = values[values.length - 1]
  const y = value => top + (height - top - bottom) * (1 - (value - low) / (high - low))
  for (const value of values) {
    svg.append(
      el('line', { x1: left, x2: width - right, y1: round(y(value)), y2: round(y(value)), stroke: '#d8dde0' }),
      label(left - 8, y(value) + 5, 'end', percentTick(value, step)))
  }
  return { y, low }
}

/** The years below, and an upright dashed line where one may not be compared with the one before. */
function yearAxis(svg, { left, right, top, bottom, width, height }, years, breaks) {
  const inner = width - left - right - 40
  const room = years.length === 1 ? inner : inner / (years.length - 1)
  const x = i => left + 20 + (years.length === 1 ? inner / 2 : room * i)
  const each = Math.ceil(62 / room)
  years.forEach((year, i) => {
    if ((years.length - 1 - i) % each === 0) svg.append(label(x(i), height - bottom + 24, 'middle', year))
    if (i > 0 && breaks[i]) {
      const at = round((x(i - 1) + x(i)) / 2)
      svg.append(
        el('line', { x1: at, x2: at, y1: top - 8, y2: height - bottom, stroke: INK, 'stroke-dasharray': '4 4', class: 'break' }),
        label(at, top - 14, 'middle', words.break))
    }
  })
  return x
}

function mark(kind, x, y, fill) {
  if (kind === 'square') return el('rect', { x: round(x - 4), y: round(y - 4), width: 8, height: 8, fill })
  if (kind === 'diamond') return el('path', { d: `M${round(x)} ${round(y - 5)}l5 5l-5 5l-5 -5z`, fill })
  return el('circle', { cx: round(x), cy: round(y), r: 5, fill })
}

/** A path that is lifted where a value is missing and before a break. */
function path(points, breaks, x, y) {
  let data = ''
  let drawing = false
  points.forEach((value, i) => {
    if (value == null) {
      drawing = false
      return
    }
    data += (drawing && !breaks[i] ? 'L' : 'M') + round(x(i)) + ' ' + round(y(value))
    drawing = true
  })
  return data
}

/**
 * Lines by year. The line is never drawn across a break; the break is an upright dashed line.
 *
 * lines: [{name, values: number or null by year, shown: text by year}]; breaks: true for a year
 * that may not be compared with the one before it.
 */
export function yearChart({ title, description, width, years, lines, breaks, least, most }) {
  const narrow = width < 560
  const key = narrow ? 26 * lines.length + 8 : 0
  const height = (narrow ? 270 : 340) + key
  const box = { left: 58, right: narrow ? 16 : 200, top: 30, bottom: 34 + key, width, height }
  const svg = frame(width, height, title, description)
  const { y, low } = upright(svg, box, least, most)
  const x = yearAxis(svg, box, years, breaks)
  const ends = []
  for (let k = lines.length - 1; k >= 0; k--) {
    const { mark: kind, ...stroke } = LOOKS[k]
    const { name, values, shown } = lines[k]
    svg.append(el('path', { d: path(values, breaks, x, y), fill: 'none', class: 'line', ...stroke }))
    let last = -1
    values.forEach((value, i) => {
      if (value == null) return
      svg.append(mark(kind, x(i), y(value), stroke.stroke))
      last = i
    })
    if (last >= 0) ends.push({ k, kind, text: `${name} ${shown[last]}`, fill: stroke.stroke, at: y(values[last]), x: x(last) })
  }
  if (narrow) {
    ends.sort((a, b) => a.k - b.k).forEach((end, n) => {
      const at = height - key + 22 + 26 * n
      const { mark: kind, ...stroke } = LOOKS[end.k]
      svg.append(
        el('line', { x1: 12, x2: 44, y1: at - 5, y2: at - 5, ...stroke }),
        mark(kind, 28, at - 5, end.fill),
        label(54, at, 'start', end.text))
    })
  } else {
    apart(ends, box.top, height - box.bottom)
    for (const end of ends) svg.append(label(width - box.right + 4, end.at + 5, 'start', end.text, { fill: end.fill, 'font-weight': end.k === 0 ? 'bold' : 'normal' }))
  }
  return { svg, low }
}

/** Moves labels apart so that none covers another and none leaves the chart. */
function apart(ends, top, bottom) {
  const gap = SIZE + 5
  ends.sort((a, b) => a.at - b.at)
  ends.forEach((end, n) => { if (n > 0) end.at = Math.max(end.at, ends[n - 1].at + gap) })
  for (let n = ends.length - 1, limit = bottom; n >= 0; n--, limit = ends[n + 1].at - gap) {
    ends[n].at = Math.max(top, Math.min(ends[n].at, limit))
  }
}

/** Deciles of practices by year, the median bold, and one practice among them. */
export function decileChart({ title, description, width, years, deciles, values, breaks, least, most, shown }) {
  const narrow = width < 560
  const height = 300
  const box = { left: 58, right: 16, top: 30, bottom: 62, width, height }
  const svg = frame(width, height, title, description)
  const { y, low } = upright(svg, box, least, most)
  const x = yearAxis(svg, box, years, breaks)
  for (let k = 0; k < 9; k++) {
    const points = deciles.map(nine => (nine ? nine[k] : null))
    const look = k === 4 ? { stroke: INK, 'stroke-width': 2.5 } : { stroke: PALE, 'stroke-width': 1.5, 'stroke-dasharray': '3 3' }
    svg.append(el('path', { d: path(points, breaks, x, y), fill: 'none', ...look }))
    points.forEach((value, i) => {
      if (value != null) svg.append(el('circle', { cx: round(x(i)), cy: round(y(value)), r: k === 4 ? 3 : 1.5, fill: k === 4 ? INK : PALE }))
    })
  }
  svg.append(el('path', { d: path(values, breaks, x, y), fill: 'none', stroke: BLUE, 'stroke-width': 3 }))
  values.forEach((value, i) => { if (value != null) svg.append(mark('circle', x(i), y(value), BLUE)) })
  svg.append(
    el('line', { x1: 12, x2: 40, y1: height - 17, y2: height - 17, stroke: BLUE, 'stroke-width': 3 }),
    label(46, height - 12, 'start', shown),
    el('line', { x1: width / 2 + 4, x2: width / 2 + 32, y1: height - 17, y2: height - 17, stroke: INK, 'stroke-width': 2.5 }),
    label(width / 2 + 38, height - 12, 'start', narrow ? words.median.split(' ')[0] : words.median))
  return { svg, low }
}

/**
 * A funnel: every practice by patients and rate, the rate of all, limits with over-dispersion drawn
 * through and by chance alone dotted, and one practice marked. The limits come with the data.
 */
export function funnelChart({ title, description, width, dots, funnel, own }) {
  const narrow = width < 560
  const height = narrow ? 300 : 360
  const box = { left: 58, right: 18, top: 16, bottom: 58, width, height }
  const svg = frame(width, height, title, description)
  const least = Math.max(1, Math.min(...dots.map(dot => dot.base)))
  const greatest = Math.max(least + 1, ...dots.map(dot => dot.base))
  const rates = dots.map(dot => dot.rate)
  const { y, low } = upright(svg, box, Math.min(...rates), Math.min(1, Math.max(...rates)))
  const bottom = height - box.bottom
  const x = base => box.left + 6 + ((width - box.left - box.right - 12) * (Math.log(base) - Math.log(least))) / (Math.log(greatest) - Math.log(least))
  let last = -Infinity
  for (let power = 1; power <= greatest; power *= 10) {
    for (const tick of [power, 2 * power, 5 * power]) {
      if (tick >= least && tick <= greatest && x(tick) - last > 56) {
        svg.append(label(Math.max(box.left + 4, Math.min(x(tick), width - 26)), bottom + 20, 'middle', tick.toLocaleString('en-GB')))
        last = x(tick)
      }
    }
  }
  svg.append(label((box.left + width - box.right) / 2, height - 12, 'middle', words.patients_by_powers))
  const seen = new Set()
  let cloud = ''
  for (const dot of dots) {
    const at = `${Math.round(x(dot.base) * 2) / 2} ${Math.round(y(dot.rate) * 2) / 2}`
    if (!seen.has(at)) cloud += `M${at}h0`
    seen.add(at)
  }
  svg.append(el('path', { d: cloud, stroke: PALE, 'stroke-width': 3, 'stroke-linecap': 'round' }))
  if (funnel) {
    const line = (values, more) => {
      const d = funnel.at.map((base, i) => ({ base, value: values[i] / 1e6 }))
        .filter(point => point.base >= least && point.base <= greatest)
        .map((point, i) => (i ? 'L' : 'M') + round(x(point.base)) + ' ' + round(Math.min(bottom, Math.max(box.top, y(point.value)))))
        .join('')
      svg.append(el('path', { d, fill: 'none', stroke: INK, ...more }))
    }
    line(funnel.at.map(() => funnel.target * 1e6), { 'stroke-width': 1.5 })
    line(funnel.lower, {})
    line(funnel.upper, {})
    line(funnel.lower_by_chance, { 'stroke-dasharray': '2 3' })
    line(funnel.upper_by_chance, { 'stroke-dasharray': '2 3' })
  }
  if (own && own.base > 0 && own.rate != null) {
    svg.append(el('circle', { cx: round(x(own.base)), cy: round(y(own.rate)), r: 7, fill: BLUE, stroke: '#ffffff', 'stroke-width': 2, class: 'own' }))
  }
  return { svg, low }
}
