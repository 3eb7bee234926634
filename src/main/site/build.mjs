// Bundles the look-up page. Run by `./qof site build`, in a folder that holds this source and its
// installed modules:  node build.mjs OUT
import { build } from 'esbuild'
import { PurgeCSS } from 'purgecss'
import * as sass from 'sass'
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const out = process.argv[2]
if (!out) {
  console.error('usage: node build.mjs OUT')
  process.exit(2)
}
await mkdir(out, { recursive: true })

await build({
  entryPoints: [join(here, 'src/app.js')],
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2020',
  legalComments: 'none',
  outfile: join(out, 'app.js'),
})

// The design system is 200 KB; the pages use a tenth of it. They are what the classes are taken from.
const pages = ['index.html', 'area.html', 'src/app.js', 'src/page.js', 'src/chart.js']
const { css } = sass.compile(join(here, 'site.scss'), {
  style: 'compressed',
  loadPaths: [join(here, 'node_modules')],
  quietDeps: true,
})
const [{ css: used }] = await new PurgeCSS().purge({
  content: pages.map(page => join(here, page)),
  // The pictures of the design system are not shipped.
  css: [{ raw: css.replace(/url\("\/assets[^)]*\)/g, 'none') }],
})
if (/url\(|@import|https?:/.test(used)) {
  throw new Error('the style sheet would fetch something: ' + /.{60}(url\(|@import|https?:).{60}/.exec(used)?.[0])
}
const licence = `/* Parts: nhsuk-frontend (MIT). */\n`
await writeFile(join(out, 'site.css'), licence + used)
const code = await readFile(join(out, 'app.js'), 'utf8')
await writeFile(join(out, 'app.js'), '/* Parts: hyparquet (MIT). */\n' + code)
for (const file of ['index.html', 'area.html', 'icon.svg']) {
  await copyFile(join(here, file), join(out, file))
}
