// Uses the look-up page in headless Chromium and prints what it saw as one JSON object; what must
// hold is said in LookUpPageTest. Run with: node browser.mjs MODULES WISHES.json
import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'

const [modules, wishesFile] = process.argv.slice(2)
const require = createRequire(modules + '/package.json')
const { chromium } = require('playwright-core')
const axe = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8')
const wishes = JSON.parse(await readFile(wishesFile, 'utf8'))
const address = wishes.address

const browser = await chromium.launch({
  executablePath: wishes.chromium,
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})
const seen = { problems: [], hosts: [] }

/** A new visitor; everything that goes wrong in the page and every host asked is kept. */
async function visitor(width, more = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, acceptDownloads: true, ...more })
  const page = await context.newPage()
  page.network = new Map()
  const client = await context.newCDPSession(page)
  await client.send('Network.enable')
  // What came from the browser's own cache was no request.
  client.on('Network.responseReceived', ({ requestId, response }) => {
    if (!response.fromDiskCache) page.network.set(requestId, { path: new URL(response.url).pathname, bytes: 0 })
  })
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const known = page.network.get(requestId)
    if (known) known.bytes = encodedDataLength
  })
  page.on('console', message => { if (message.type() === 'error') seen.problems.push(message.text()) })
  page.on('pageerror', problem => seen.problems.push(String(problem)))
  page.on('request', request => {
    const url = new URL(request.url())
    if (url.protocol !== 'blob:' && !seen.hosts.includes(url.origin + '/')) seen.hosts.push(url.origin + '/')
  })
  return page
}

const ready = page => page.waitForSelector('html[data-state=ready]')

async function open(page, hash) {
  await page.goto(address + hash)
  await ready(page)
}

/** Requests answered by the server since the last call, and bytes that came with them. */
function taken(page) {
  const answers = [...page.network.values()]
  page.network.clear()
  return {
    requests: answers.length,
    bytes: answers.reduce((sum, { bytes }) => sum + bytes, 0),
    paths: answers.map(({ path }) => path),
  }
}

/** axe is put in by the DevTools protocol: the page's policy would not let a script in. */
async function violations(page) {
  const client = await page.context().newCDPSession(page)
  await client.send('Runtime.evaluate', { expression: axe })
  const { result } = await client.send('Runtime.evaluate', {
    expression: `axe.run(document, {runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']})
      .then(r => JSON.stringify({violations: r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target).join(' ')), passes: r.passes.length}))`,
    awaitPromise: true, returnByValue: true,
  })
  return JSON.parse(result.value)
}

/** Texts of charts that leave their chart, and whether the page is wider than the screen. */
const cut = page => page.evaluate(() => {
  const outside = []
  const texts = [...document.querySelectorAll('svg text')]
  for (const text of texts) {
    const box = text.getBoundingClientRect()
    const chart = text.closest('svg').getBoundingClientRect()
    if (box.left < chart.left - 0.5 || box.right > chart.right + 0.5 || box.top < chart.top - 0.5 || box.bottom > chart.bottom + 0.5) outside.push(text.textContent)
  }
  const small = texts.filter(text => text.getBoundingClientRect().height < 12).map(text => text.textContent)
  return { texts: texts.length, outside, small, wider: document.documentElement.scrollWidth > innerWidth }
})

const openSpread = async page => {
  await page.click('#spread summary')
  await page.waitForSelector('#spread[data-shown]')
}

// The first chart, and what it costs.
for (const width of [1000, 375]) {
  const page = await visitor(width)
  await open(page, '')
  const home = await violations(page)
  await page.fill('#query', wishes.name.slice(0, 6))
  await page.waitForSelector('#results li')
  const results = await violations(page)
  const visit = { home, results }
  const fresh = await visitor(width)
  await open(fresh, `#${wishes.code}`)
  // The browser asks for the icon when it finds the time; it belongs to the first visit.
  const isIcon = request => request.url().endsWith('/icon.svg')
  const hasIcon = () => [...fresh.network.values()].some(({ path }) => path === '/icon.svg')
  if (!hasIcon()) await fresh.waitForEvent('requestfinished', isIcon)
  visit.first = taken(fresh)
  visit.label = await fresh.textContent('#chart svg')
  await fresh.goto(address + `#${wishes.next}`)
  await fresh.waitForSelector(`html[data-shown="${wishes.next}"]`)
  visit.next = taken(fresh)
  visit.heading = await fresh.textContent('#heading')
  await openSpread(fresh)
  visit.practice = await violations(fresh)
  visit.cut = await cut(fresh)
  await open(fresh, `#${wishes.code}?subject=${wishes.broken}&measure=achievement`)
  await fresh.waitForSelector('#spread[data-shown], #spread:not([open])')
  visit.cutAtBreak = await cut(fresh)
  visit.breaks = await fresh.$$eval('#chart .break', lines => lines.length)
  visit.paths = await fresh.$$eval('#chart path.line', paths => paths.map(path => path.getAttribute('d')))
  await fresh.goto(address + 'areas/index.html')
  const areas = await violations(fresh)
  await fresh.click('main ul a')
  await fresh.waitForURL(/areas\/(?!index)/, { waitUntil: 'load' })
  visit.areas = [areas, await violations(fresh)]
  seen[`at${width}`] = visit
  if (wishes.pictures) {
    await open(page, `#${wishes.code}?subject=${wishes.broken}&measure=achievement&level=icb`)
    await page.screenshot({ path: `${wishes.pictures}/practice-${width}.png`, fullPage: true })
  }
}

// Searching.
{
  const page = await visitor(1000)
  await open(page, '')
  seen.found = {}
  for (const query of wishes.queries) {
    await page.fill('#query', query)
    await page.press('#query', 'Enter')
    seen.found[query] = await page.$$eval('#results a', links => links.map(link => link.getAttribute('href').slice(1)))
  }
  seen.nothing = await page.textContent('#found')
  await page.fill('#query', 'x')
  await page.press('#query', 'Enter')
  seen.tooShort = await page.textContent('#query-error')
}

// By keyboard alone, from the top of the page to a practice and on to its choices.
{
  const page = await visitor(1000)
  await open(page, '')
  const steps = []
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.className || document.activeElement.textContent)
  await page.keyboard.press('Tab')
  steps.push(await focused())
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  steps.push(await focused())
  await page.keyboard.type(wishes.code)
  await page.keyboard.press('Enter')
  await page.waitForSelector('#results li')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.waitForSelector(`html[data-shown="${wishes.code}"]`)
  steps.push(await focused())
  seen.resultsClosed = await page.isHidden('#results')
  await page.keyboard.press('Tab')
  steps.push(await focused())
  await page.keyboard.press('ArrowDown')
  await ready(page)
  seen.keyboard = steps
  seen.afterArrow = await page.evaluate(() => location.hash)
}

// An address that can be shared, changed by choices, restored by another visitor.
{
  const page = await visitor(1000)
  await open(page, `#${wishes.code}`)
  await page.selectOption('#subject', wishes.indicator)
  await ready(page)
  await page.selectOption('#measure', 'pca_rate')
  await page.selectOption('#level', 'pcn')
  await page.selectOption('#year', wishes.year)
  await ready(page)
  const shared = await page.evaluate(() => location.hash)
  const shown = await page.textContent('#shown')
  const other = await visitor(1000)
  await open(other, shared)
  seen.shared = {
    hash: shared,
    same: shown === await other.textContent('#shown'),
    choices: await other.$$eval('select', all => all.map(select => select.value)),
    title: await other.title(),
  }
  const [download] = await Promise.all([other.waitForEvent('download'), other.click('#csv')])
  seen.csvName = download.suggestedFilename()
  seen.csv = await readFile(await download.path(), 'utf8')
  await open(other, `#${wishes.code}?subject=${wishes.register}`)
  const [second] = await Promise.all([other.waitForEvent('download'), other.click('#csv')])
  seen.registerCsv = await readFile(await second.path(), 'utf8')
  await open(other, '#nowhere')
  seen.unknown = await other.textContent('#practice')
  await open(other, `#${wishes.code}?subject=NONE&measure=none&year=1999-00&level=none`)
  seen.mended = await other.$$eval('select', all => all.map(select => select.value))
}

// A name full of markup is a text; a practice that went says so.
{
  const page = await visitor(1000)
  await open(page, `#${wishes.hostile}`)
  seen.hostile = { heading: await page.textContent('#heading'), title: await page.title(), made: await page.$$eval('#practice img, #practice script', all => all.length) }
  await page.fill('#query', wishes.hostile)
  await page.waitForSelector('#results li')
  seen.hostile.result = await page.textContent('#results li a')
  await open(page, `#${wishes.gone}`)
  seen.gone = await page.textContent('#closed')
}

// Without JavaScript.
{
  const page = await visitor(1000, { javaScriptEnabled: false })
  await page.goto(address)
  seen.withoutScript = await page.$$eval('noscript a', links => links.map(link => link.getAttribute('href')))
  await page.goto(address + seen.withoutScript[0])
  seen.areaPage = await page.textContent('main')
}

// A network that fails in the middle; what the browser says of it is wanted here.
{
  const page = await visitor(1000)
  await open(page, `#${wishes.code}`)
  const before = seen.problems.length
  await page.route('**/*.parquet', route => route.abort())
  await page.goto(address + `#${wishes.next}`)
  await page.waitForSelector('html[data-state=failed]')
  seen.failed = await page.textContent('#shown [role=alert]')
  seen.problems.length = before
  await page.unroute('**/*.parquet')
  await page.goto(address + `#${wishes.code}`)
  await page.goto(address + `#${wishes.next}`)
  await page.waitForSelector(`html[data-shown="${wishes.next}"]`)
  seen.recovered = await page.textContent('#heading')
}

await browser.close()
console.log(JSON.stringify(seen))
