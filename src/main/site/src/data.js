// What the page fetches, each file once: the manifest, the directory of practices, sums of England,
// and of the Parquet files the footer and then one row group at a time, by range.
import { asyncBufferFromUrl, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'

const kept = new Map()

/** The answer to a question asked before, or that of asking now; a failure is asked again. */
function once(key, ask) {
  if (!kept.has(key)) {
    const answer = ask()
    kept.set(key, answer)
    answer.catch(() => kept.delete(key))
  }
  return kept.get(key)
}

async function fetched(path) {
  const answer = await fetch(path, { credentials: 'omit' })
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return answer
}

/** A JSON file that may be packed with gzip; some hosts unpack it on the way, some do not. */
export function json(path) {
  return once(path, async () => {
    const bytes = new Uint8Array(await (await fetched(path)).arrayBuffer())
    if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return JSON.parse(new TextDecoder().decode(bytes))
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
    return new Response(unpacked).json()
  })
}

/** A Parquet file of which size and footer are known, so that nothing need be asked for them. */
function opened({ path, bytes, footer }) {
  return once(path, async () => {
    const file = await asyncBufferFromUrl({ url: path, byteLength: bytes, requestInit: { credentials: 'omit' } })
    const metadata = await parquetMetadataAsync(file, { initialFetchSize: footer, geoparquet: false })
    return { file, metadata }
  })
}

/**
 * All rows of the row group in which a column has a value, by the group's least and greatest value.
 * The groups hold one value each, or one range of values; the first column decides.
 */
export function rowGroup(source, column, value) {
  return once(`${source.path}#${value}`, async () => {
    const { file, metadata } = await opened(source)
    return parquetReadObjects({ file, metadata, filter: { [column]: { $eq: value } } })
  })
}
