// Reads lines "events base" and writes the percentage that the page shows for each, or a dash.
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

const { rate, percent } = await import(pathToFileURL(process.argv[2]))
for await (const line of createInterface({ input: process.stdin })) {
  const [events, base, decimals] = line.split(' ').map(Number)
  console.log(percent(rate(events, base), decimals) ?? '-')
}
