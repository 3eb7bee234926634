// Opens pages that need no server in headless Chromium, at each width and on paper, and prints what
// axe found and what went wrong as one JSON object. Run with: node pages.mjs MODULES WISHES.json
import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'

const [modules, wishesFile] = process.argv.slice(2)
const require = createRequire(modules + '/package.json')
const { chromium } = require('playwright-core')
const axe = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8')
const wishes = JSON.parse(await readFile(wishesFile, 'utf8'))

const browser = await chromium.launch({
  executablePath: wishes.chromium,
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
})
const seen = { passes: 0, violations: [], problems: [], sideways: [] }
for (const width of wishes.widths) {
  const context = await browser.newContext({ viewport: { width, height: 900 } })
  const page = await context.newPage()
  page.on('pageerror', problem => seen.problems.push(String(problem)))
  page.on('console', message => { if (message.type() === 'error') seen.problems.push(message.text()) })
  const client = await context.newCDPSession(page)
  for (const [name, address] of Object.entries(wishes.pages)) {
    await page.goto(address)
    await client.send('Runtime.evaluate', { expression: axe })
    const { result } = await client.send('Runtime.evaluate', {
      expression: `axe.run(document, {preload: false, runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']})
        .then(r => JSON.stringify({passes: r.passes.length, violations: r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | '))}))`,
      awaitPromise: true,
      returnByValue: true,
    })
    const found = JSON.parse(result.value)
    seen.passes += found.passes
    found.violations.forEach(violation => seen.violations.push(`${name} at ${width}: ${violation}`))
    const over = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
    if (over > 0) seen.sideways.push(`${name} at ${width}: ${over} pixels`)
    if (wishes.pictures) {
      await page.screenshot({ path: `${wishes.pictures}/${name}-${width}.png`, fullPage: true })
      if (width === wishes.widths[0]) await page.pdf({ path: `${wishes.pictures}/${name}.pdf`, format: 'A4' })
    }
  }
  await context.close()
}
await browser.close()
console.log(JSON.stringify(seen))
