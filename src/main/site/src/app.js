// The look-up page: search, one practice, the address that can be shared.
import { json, rowGroup } from './data.js'
import { folded, search } from './search.js'
import { MEASURES, percent, rate } from './rates.js'
import { csv } from './csv.js'
import { decileChart, funnelChart, say, yearChart } from './chart.js'
import { count, download, h, select, summary, table } from './page.js'

const MOST_RESULTS = 20
const DECIMALS = 2
const LEVELS = [
  { level: 'pcn', name: 'Primary care network', short: 'Network' },
  { level: 'sub_icb', name: 'Sub-ICB location', short: 'Sub-ICB' },
  { level: 'icb', name: 'Integrated care board', short: 'ICB' },
  { level: 'region', name: 'NHS England region', short: 'Region' },
  { level: 'size', name: 'Practices of similar size', short: 'Similar size' },
]
const $ = id => document.getElementById(id)

let manifest
let directory
let state = null

/** Says what the page is doing, for whoever waits for it. */
function says(what) {
  document.documentElement.dataset.state = what
}

async function start() {
  says('loading')
  manifest = await json('look-up.json')
  say(manifest.chart_words)
  directory = await json(manifest.practices)
  directory.folded = directory.names.map(folded)
  directory.position = new Map(directory.codes.map((code, i) => [code, i]))
  const years = manifest.years
  $('about').textContent =
    `Figures of ${years[0].year}${years.length > 1 ? ' to ' + years[years.length - 1].year : ''}. ` +
    (manifest.published ? `Published on ${day(manifest.published)}. ` : '') +
    (manifest.next_release ? `Next release: ${day(manifest.next_release)}. ` : '') +
    'Made with OpenQOF. This is not an NHS product.'
  const form = $('search')
  form.hidden = false
  form.addEventListener('submit', event => {
    event.preventDefault()
    find(true)
  })
  $('query').addEventListener('input', () => find(false))
  addEventListener('hashchange', route)
  await route()
}

// ---------------------------------------------------------------- search

function find(asked) {
  const query = $('query').value
  const tooShort = folded(query).length < 2
  const error = $('query-error')
  error.hidden = !(asked && tooShort)
  error.textContent = error.hidden ? '' : 'Enter at least two letters or digits of a name, code or postcode'
  $('query').setAttribute('aria-describedby', error.hidden ? 'query-hint' : 'query-hint query-error')
  if (tooShort) {
    if (asked) $('query').focus()
    return list([], '')
  }
  const found = search(directory, query)
  const words = found.length === 0
    ? `No practice found for “${query.trim()}”. ` + (directory.has_postcodes ? '' : 'Postcodes are not in these data.')
    : found.length > MOST_RESULTS
      ? `${found.length.toLocaleString('en-GB')} practices found; the first ${MOST_RESULTS} are shown`
      : found.length === 1 ? '1 practice found' : `${found.length} practices found`
  list(found.slice(0, MOST_RESULTS), words)
}

function list(found, words) {
  $('found').textContent = words
  $('results').hidden = found.length === 0
  $('results').replaceChildren(...found.map(i =>
    h('li', {},
      h('a', { href: address(directory.codes[i], state ?? {}) }, directory.names[i]),
      ` ${directory.codes[i]}` + (directory.postcodes[i] ? `, ${directory.postcodes[i]}` : '') +
        (directory.notes[directory.codes[i]]?.last ? ', no figures now' : ''))))
}

// ---------------------------------------------------------------- address

function address(code, { subject, measure, year, level }) {
  const parts = Object.entries({ subject, measure, year, level }).filter(([, value]) => value)
  return '#' + code + (parts.length ? '?' + new URLSearchParams(parts) : '')
}

function subjects(kind) {
  return manifest.subjects[kind]
}

function subjectOf(id) {
  for (const kind of ['prevalence', 'achievement']) {
    const subject = subjects(kind).find(known => known.id === id)
    if (subject) return { kind, subject }
  }
  return null
}

/** What an address asks for, with what it leaves out or gets wrong put right. */
function understood(hash) {
  const [code, query] = decodeURI(hash.slice(1)).split('?')
  const asked = Object.fromEntries(new URLSearchParams(query ?? ''))
  const known = subjectOf(asked.subject) ?? subjectOf(subjects('prevalence')[0]?.id ?? subjects('achievement')[0]?.id)
  const measures = known.kind === 'prevalence' ? ['raw_prevalence'] : ['achievement', 'pca_rate', 'intervention_rate']
  const years = manifest.years.map(entry => entry.year)
  return {
    code: code.toUpperCase(),
    subject: known.subject.id,
    measure: measures.includes(asked.measure) ? asked.measure : measures[0],
    year: years.includes(asked.year) ? asked.year : years[years.length - 1],
    level: LEVELS.some(known => known.level === asked.level) ? asked.level : 'sub_icb',
  }
}

async function route() {
  const hash = location.hash
  if (hash.length < 2 || hash === '#maincontent') {
    if (hash !== '#maincontent') {
      state = null
      $('practice').replaceChildren()
      document.title = 'Look up a GP practice: Quality and Outcomes Framework'
    }
    delete document.documentElement.dataset.shown
    return says('ready')
  }
  state = understood(hash)
  list([], '')
  const i = directory.position.get(state.code)
  if (i === undefined) {
    $('practice').replaceChildren(
      h('h2', { class: 'nhsuk-heading-m', id: 'heading', tabindex: '-1' }, 'No such practice'),
      h('p', {}, `No practice with published figures has the code “${state.code}”. Search for its name or postcode.`))
    $('heading').focus()
    return says('ready')
  }
  $('query').value = ''
  document.title = `${directory.names[i]} (${state.code}): Quality and Outcomes Framework`
  frame(i)
  $('heading').focus()
  await update()
}

function changed(part) {
  state = { ...state, ...part }
  const { subject, kind } = { ...subjectOf(state.subject) }
  if (kind === 'prevalence') state.measure = 'raw_prevalence'
  else if (state.measure === 'raw_prevalence') state.measure = 'achievement'
  if (subject && 'subject' in part) measureChoice()
  history.replaceState(null, '', address(state.code, state))
  return update()
}

// ---------------------------------------------------------------- one practice

/** The parts of the page about a practice that stay while choices change. */
function frame(i) {
  const code = directory.codes[i]
  const note = directory.notes[code]
  const placed = LEVELS.filter(({ level }) => level !== 'size').map(({ level, name }) => [name, areaName(i, level) ?? 'none'])
  $('practice').replaceChildren(
    h('h2', { class: 'nhsuk-heading-l', id: 'heading', tabindex: '-1' }, directory.names[i]),
    ...notes(note),
    summary([
      ['Practice code', code],
      directory.postcodes[i] ? ['Postcode', directory.postcodes[i]] : null,
      directory.patients[i] != null ? ['Registered patients', count(directory.patients[i])] : null,
      ...placed,
    ].filter(Boolean)),
    h('div', { class: 'qof-choices' },
      select('subject', 'Register or indicator', subjectOptions(), state.subject, value => changed({ subject: value })),
      h('div', { id: 'measure-choice' }),
      select('level', 'Compare with',
        LEVELS.filter(({ level }) => level === 'size' || areaName(i, level) !== null).map(({ level, name }) => ({ value: level, text: name })),
        state.level, value => changed({ level: value })),
      select('year', 'Year of the tables', [...manifest.years].reverse().map(({ year }) => ({ value: year, text: year })), state.year,
        value => changed({ year: value }))),
    h('div', { id: 'shown' }),
    h('details', { class: 'nhsuk-details', id: 'spread' },
      h('summary', { class: 'nhsuk-details__summary' }, h('span', { class: 'nhsuk-details__summary-text' }, 'How practices vary: deciles and funnel')),
      h('div', { class: 'nhsuk-details__text', id: 'spread-text' })))
  if ($('level').value !== state.level) {
    state.level = 'icb'
    $('level').value = 'icb'
  }
  measureChoice()
  $('spread').addEventListener('toggle', () => spread().catch(failed))
}

function notes(note) {
  if (!note) return []
  const texts = []
  if (note.closed) texts.push(`The practice reference gives ${day(note.closed)} as the day this practice closed.`)
  if (note.last) texts.push(`It has no figures after ${note.last}.`)
  for (const { practice, date, percent } of note.to ?? []) {
    texts.push([`On ${day(date)} ${percent === '100' ? 'its patients' : percent + '% of its patients'} went to `, named(practice), '.'])
  }
  for (const { practice, date, percent } of note.from ?? []) {
    texts.push([`On ${day(date)} it took ${percent === '100' ? 'the patients' : percent + '% of the patients'} of `, named(practice),
      '. Figures before that day are of its own patients only.'])
  }
  return texts.length ? [h('div', { class: 'nhsuk-inset-text', id: 'closed' }, texts.map(text => h('p', {}, text)))] : []
}

function named(code) {
  const i = directory.position.get(code)
  return i === undefined ? code : h('a', { href: address(code, state) }, `${directory.names[i]} (${code})`)
}

function areaName(i, level) {
  const at = directory[level]?.[i] ?? -1
  return at < 0 ? null : directory.areas[level][at][1]
}

function areaCode(i, level) {
  const at = directory[level]?.[i] ?? -1
  return at < 0 ? null : directory.areas[level][at][0]
}

function subjectOptions() {
  const registers = subjects('prevalence').map(({ id, name, years }) => ({ value: id, text: name + gone(years) }))
  const groups = new Map()
  for (const { id, name, group, years } of subjects('achievement')) {
    if (!groups.has(group)) groups.set(group, [])
    groups.get(group).push({ value: id, text: `${id} ${short(name)}${gone(years)}` })
  }
  return [
    { text: 'Prevalence', options: registers },
    ...[...groups].map(([text, options]) => ({ text: `Indicators: ${text}`, options })),
  ].filter(entry => entry.options.length)
}

/** Says to which year a subject was counted that is not counted any more. */
function gone(years) {
  const last = manifest.years[manifest.years.length - 1]
  if (years[last.start]) return ''
  const to = [...manifest.years].reverse().find(({ start }) => years[start])
  return ` (to ${to.year})`
}

function short(text) {
  return text.length > 70 ? text.slice(0, 69).trimEnd() + '…' : text
}

function measureChoice() {
  const { kind } = subjectOf(state.subject)
  const options = Object.entries(MEASURES)
    .filter(([key]) => (key === 'raw_prevalence') === (kind === 'prevalence'))
    .map(([value, { name }]) => ({ value, text: name }))
  $('measure-choice').replaceChildren(select('measure', 'Measure', options, state.measure, value => changed({ measure: value })))
}

let turn = 0

/** Fetches what the choices need and shows it; a slow answer never overwrites a later one. */
async function update() {
  const mine = ++turn
  says('loading')
  try {
    const figures = await fetchFigures(state)
    if (mine !== turn) return
    show(figures)
    await spread()
    if (mine !== turn) return
    document.documentElement.dataset.shown = state.code
    says('ready')
  } catch (problem) {
    if (mine === turn) failed(problem)
  }
}

function failed(problem) {
  console.error(problem)
  const message = h('div', { class: 'nhsuk-inset-text', role: 'alert' },
    h('p', {}, 'The figures could not be fetched. Check the connection and load this page again, or use the ',
      h('a', { href: 'areas/index.html' }, 'pages and CSV files by integrated care board'), '.'))
  ;($('shown') ?? $('found')).replaceChildren(message)
  says('failed')
}

/** Counts of the practice and of everything it is compared with, by level, subject and year. */
async function fetchFigures({ code, subject }) {
  const i = directory.position.get(code)
  const { kind } = subjectOf(subject)
  const bundle = directory.bundles[kind][i]
  const [rows, nation] = await Promise.all([
    bundle < 0 ? [] : rowGroup(manifest.figures[kind], 'bundle', bundle),
    json(manifest.nation[kind]),
  ])
  const places = new Map([[code, 'practice']])
  for (const { level } of LEVELS) {
    const area = areaCode(i, level)
    if (area !== null) places.set(`${level}:${area}`, level)
  }
  const found = new Map()
  for (const row of rows) {
    const level = places.get(row.place)
    if (level) found.set(`${level} ${row.subject} ${row.start_year}`, row)
  }
  const row = kind === 'prevalence'
    ? ([register_size, list_size]) => ({ register_size, list_size })
    : ([numerator, denominator, pca_count]) => ({ numerator, denominator, pca_count })
  const years = new Map(manifest.years.map(({ start }, at) => [start, at]))
  return {
    i,
    kind,
    at(level, code, start) {
      const ofNation = nation[code]?.[start]
      if (level === 'england') return ofNation?.england ? row(ofNation.england) : null
      if (level === 'size') {
        const tenth = directory.sizes[i].charCodeAt(years.get(start)) - 97
        return tenth >= 0 && ofNation?.sizes?.[tenth] ? row(ofNation.sizes[tenth]) : null
      }
      return found.get(`${level} ${code} ${start}`) ?? null
    },
  }
}

/** A figure of one place, subject and year: counts, rate, percentage, or why there is none. */
function figure(figures, level, subject, start, measure) {
  const entry = subject.years[start]
  const row = entry ? figures.at(level, entry.code, start) : null
  const { events, base } = MEASURES[measure]
  const above = row ? events(row) ?? null : null
  const below = row ? base(row) ?? null : null
  const scaled = entry?.newly ? null : rate(above, below)
  return {
    events: above,
    base: below,
    scaled,
    value: scaled == null ? null : Number(scaled) / 1e10,
    digits: percent(scaled, DECIMALS),
    shown: scaled != null ? percent(scaled, DECIMALS) + '%' : row == null || above == null || below == null ? 'not available' : 'not applicable',
  }
}

function levelName(i, level) {
  if (level === 'practice') return directory.names[i]
  if (level === 'england') return 'England'
  if (level === 'size') return 'Practices of similar size'
  return areaName(i, level)
}

function comparedLevels(i) {
  return ['practice', ...LEVELS.filter(({ level }) => level === 'size' || areaName(i, level) !== null).map(({ level }) => level), 'england']
}

function chartWidth() {
  return Math.max(280, Math.min(760, $('practice').clientWidth))
}

function show(figures) {
  const { i } = figures
  const { subject, kind } = subjectOf(state.subject)
  const { measure, level, year } = state
  const words = MEASURES[measure]
  const years = manifest.years
  const shortLevel = LEVELS.find(known => known.level === level).short
  const series = ['practice', level, 'england'].map(at => years.map(({ start }) => figure(figures, at, subject, start, measure)))
  const breaks = years.map(({ start }) => Boolean(subject.years[start]?.break))
  const all = series.flat().map(({ value }) => value).filter(value => value != null)
  const title = kind === 'prevalence' ? `Prevalence: ${subject.name}` : `${words.name}: ${subject.id}`
  const parts = [h('h3', { class: 'nhsuk-heading-m', id: 'what' }, title)]
  if (kind === 'achievement') parts.push(h('p', {}, subject.name + '.'))
  if (all.length) {
    const fromZero = measure !== 'achievement' && measure !== 'intervention_rate'
    const { svg, low } = yearChart({
      title: `${title}, ${directory.names[i]}`,
      description: years.map((entry, at) => `${breaks[at] ? 'Break. ' : ''}${entry.year}: practice ${series[0][at].shown}, ${shortLevel} ${series[1][at].shown}, England ${series[2][at].shown}.`).join(' '),
      width: chartWidth(),
      years: years.map(entry => entry.year),
      lines: ['This practice', shortLevel, 'England'].map((name, k) => ({
        name, values: series[k].map(({ value }) => value), shown: series[k].map(({ shown }) => shown),
      })),
      breaks,
      least: fromZero ? 0 : Math.min(...all),
      most: Math.max(...all),
    })
    parts.push(h('figure', { class: 'qof-chart', id: 'chart' }, svg,
      h('figcaption', {}, (low === 0 ? manifest.chart_words.from_zero : manifest.chart_words.not_from_zero) +
        (breaks.some(Boolean) ? ' ' + manifest.chart_words.break_means : ''))))
  } else {
    parts.push(h('p', {}, 'There are no figures to draw.'))
  }
  for (const { start } of years) {
    const entry = subject.years[start]
    if (entry?.why) parts.push(h('p', { class: 'qof-note' }, `${entry.break ? 'Not comparable with the year before' : 'Compare with care'}. ${entry.why}.`))
  }
  parts.push(h('p', {}, csvButton(figures, subject, title)))
  parts.push(...table(`${title}, by year`,
    [{ text: 'Year' }, { text: words.eventsName, number: true }, { text: words.baseName, number: true }, { text: 'This practice', number: true },
      { text: shortLevel, number: true }, { text: 'England', number: true }],
    years.map(({ year, start }, at) => [
      year + (subject.years[start] && subject.years[start].code !== subject.id ? ` (${subject.years[start].code})` : ''),
      count(series[0][at].events), count(series[0][at].base), series[0][at].shown, series[1][at].shown, series[2][at].shown,
    ])))
  const start = years.find(entry => entry.year === year).start
  parts.push(...table(`${title}, ${year}, at every level`,
    [{ text: 'Place' }, { text: words.eventsName, number: true }, { text: words.baseName, number: true }, { text: words.name, number: true }],
    comparedLevels(i).map(at => {
      const found = figure(figures, at, subject, start, measure)
      return [levelName(i, at), count(found.events), count(found.base), found.shown]
    })))
  parts.push(...table(kind === 'prevalence' ? `All registers, ${year}` : `${words.name} of all indicators, ${year}`,
    [{ text: kind === 'prevalence' ? 'Register' : 'Indicator' }, { text: words.eventsName, number: true }, { text: words.baseName, number: true },
      { text: 'This practice', number: true }, { text: shortLevel, number: true }, { text: 'England', number: true }],
    subjects(kind).filter(known => known.years[start]).map(known => {
      const [own, near, nation] = ['practice', level, 'england'].map(at => figure(figures, at, known, start, measure))
      return [
        h('a', { href: address(state.code, { ...state, subject: known.id }), title: kind === 'prevalence' ? null : known.name }, kind === 'prevalence' ? known.name : known.id),
        count(own.events), count(own.base), own.shown, near.shown, nation.shown,
      ]
    })))
  parts.push(h('p', { class: 'qof-note' },
    `Areas are those of ${years[years.length - 1].year} in every year. Similar size: the tenth of practices by registered patients that the practice is in, year by year. ` +
    `Figures of ${year} are of the financial year that ended on ${day(years.find(entry => entry.year === year).to)}.`))
  $('shown').replaceChildren(...parts)
}

function csvButton(figures, subject, title) {
  const button = h('button', { class: 'nhsuk-button nhsuk-button--secondary', type: 'button', id: 'csv' }, 'Download these figures (CSV)')
  const chosen = { ...state }
  button.addEventListener('click', () =>
    download(`${chosen.code}-${chosen.subject}-${chosen.measure}.csv`, 'text/csv;charset=utf-8', shownAsCsv(figures, subject, chosen)))
  return button
}

/** What is shown of one subject: every level and year, counts and percentage. */
function shownAsCsv(figures, subject, { code, measure }) {
  const { i } = figures
  const rows = []
  for (const { year, start } of manifest.years) {
    const entry = subject.years[start]
    if (!entry) continue
    for (const level of comparedLevels(i)) {
      const found = figure(figures, level, subject, start, measure)
      const tenth = directory.sizes[i][manifest.years.findIndex(known => known.start === start)]
      const place = level === 'practice' ? code : level === 'england' ? 'ENG' : level === 'size' ? (tenth === '-' ? '' : String(tenth.charCodeAt(0) - 96).padStart(2, '0')) : areaCode(i, level)
      rows.push([year, level === 'size' ? 'list_size_tenth' : level, place, levelName(i, level), entry.code, subject.name, measure,
        found.events, found.base, found.digits,
        entry.break ? 'not comparable' : entry.care ? 'with care' : ''])
    }
  }
  return csv(['financial_year', 'level', 'area_code', 'area_name', 'subject_code', 'subject_name', 'measure', 'events', 'base', 'percent', 'with_the_year_before'], rows)
}

// ---------------------------------------------------------------- deciles and funnel

async function spread() {
  if (!$('spread')?.open) return
  const mine = turn
  const { subject, kind } = subjectOf(state.subject)
  const { measure, year, code } = state
  const years = manifest.years
  const start = years.find(entry => entry.year === year).start
  const entry = subject.years[start]
  const [figures, deciles, funnels, rows] = await Promise.all([
    fetchFigures(state),
    json(manifest.deciles[kind]),
    json(manifest.funnels[kind][year]),
    entry && !entry.newly ? rowGroup(manifest.practices_by_subject[kind][year], 'subject', entry.code) : [],
  ])
  if (mine !== turn) return
  const { i } = figures
  const own = years.map(at => figure(figures, 'practice', subject, at.start, measure))
  const nines = years.map(at => deciles[subject.years[at.start]?.code]?.[at.start]?.[measure]?.map(value => value / 1e6) ?? null)
  const values = [...nines.flat(), ...own.map(({ value }) => value)].filter(value => value != null)
  const breaks = years.map(at => Boolean(subject.years[at.start]?.break))
  const name = kind === 'prevalence' ? subject.name : subject.id
  const parts = []
  if (nines.some(Boolean)) {
    const { svg } = decileChart({
      title: `Deciles of practices in England, ${name}`,
      description: years.map((at, k) => nines[k] ? `${at.year}: lowest tenth to ${part(nines[k][0])}, median ${part(nines[k][4])}, highest tenth from ${part(nines[k][8])}, this practice ${own[k].shown}.` : '').join(' '),
      width: chartWidth() - 40, years: years.map(at => at.year), deciles: nines, values: own.map(({ value }) => value), breaks,
      least: measure === 'achievement' || measure === 'intervention_rate' ? Math.min(...values) : 0, most: Math.max(...values), shown: 'This practice',
    })
    parts.push(h('h3', { class: 'nhsuk-heading-s' }, 'Deciles of practices in England'), h('figure', { class: 'qof-chart' }, svg,
      h('figcaption', {}, manifest.chart_words.deciles_mean)))
  }
  const { events, base } = MEASURES[measure]
  const dots = rows.map(row => ({ base: base(row), events: events(row) })).filter(dot => dot.base > 0 && dot.events != null)
    .map(dot => ({ base: dot.base, rate: Math.min(1, dot.events / dot.base) }))
  if (dots.length > 1) {
    const mineNow = figure(figures, 'practice', subject, start, measure)
    const funnel = funnels[entry.code]?.[measure] ?? null
    const { svg } = funnelChart({
      title: `Funnel of practices, ${name}, ${year}`,
      description: `${dots.length.toLocaleString('en-GB')} practices by patients and rate. This practice: ${mineNow.shown} of ${count(mineNow.base)}.` +
        (funnel ? ` All together: ${part(funnel.target)}. ${funnel.outside} practices lie outside the outer limits.` : ''),
      width: chartWidth() - 40, dots, funnel, own: { base: mineNow.base, rate: mineNow.value == null ? null : Math.min(1, mineNow.value) },
    })
    parts.push(h('h3', { class: 'nhsuk-heading-s' }, `Funnel of practices, ${year}`), h('figure', { class: 'qof-chart', id: 'funnel' }, svg,
      h('figcaption', {}, `This practice is the large blue dot. ` + (funnel
        ? `${funnel.outside} practices lie outside the outer limits at ${funnel.confidence}%. ${manifest.chart_words.limits_mean}`
        : 'Too few practices for limits.'))))
  }
  if (!parts.length) parts.push(h('p', {}, 'There are no deciles and no funnel of this measure.'))
  $('spread-text').replaceChildren(...parts)
  $('spread').dataset.shown = `${code} ${subject.id} ${measure} ${year}`
}

function part(value) {
  return (value * 100).toFixed(1) + '%'
}

function day(text) {
  const [year, month, date] = text.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1, date)).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
}

// The charts are drawn for the width there is: a turned phone draws them anew.
let drawn = 0
addEventListener('resize', () => {
  if (state && $('shown') && chartWidth() !== drawn) {
    drawn = chartWidth()
    update()
  }
})

start().catch(failed)
