// Finds practices by name, code, or full or half postcode.

/** A text as it is compared: upper case, nothing but letters and digits, one space between words. */
export function folded(text) {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/['’.]/g, '')
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim()
}

/** The first half of a postcode, before its last three signs. */
function outward(postcode) {
  return postcode.length > 4 ? postcode.slice(0, -3) : postcode
}

/**
 * Positions of the practices that fit, best first: the code, then the postcode (its half exactly
 * before longer ones that begin alike), then names in which every word asked for begins a word.
 */
export function search(directory, asked) {
  const query = folded(asked)
  if (query.length < 2) return []
  const joined = query.replace(/ /g, '')
  const words = query.split(' ')
  const found = []
  for (let i = 0; i < directory.codes.length; i++) {
    const rank = fit(directory, i, joined, words)
    if (rank > 0) found.push({ i, rank })
  }
  const order = (a, b) =>
    a.rank - b.rank || (directory.names[a.i] < directory.names[b.i] ? -1 : directory.names[a.i] > directory.names[b.i] ? 1 : a.i - b.i)
  return found.sort(order).map(hit => hit.i)
}

function fit(directory, i, joined, words) {
  const code = directory.codes[i]
  if (code === joined) return 1
  const postcode = directory.postcodes[i].replace(/ /g, '')
  if (postcode && /^[A-Z]{1,2}[0-9]/.test(joined)) {
    if (postcode === joined) return 2
    if (outward(postcode) === joined) return 3
    if (postcode.startsWith(joined)) return 4
  }
  if (joined.length > 2 && code.startsWith(joined)) return 5
  const name = ' ' + directory.folded[i]
  if (words.every(word => name.includes(' ' + word))) return 6
  return 0
}
