/** Throws a TypeError that lists the names, for options that no compiler has checked: a misspelt one would be left out in silence. */
export function requireKnown(call: string, options: object, names: readonly string[]): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new TypeError(`${call}: options are given as an object, not as ${kindOf(options)}.`)
  const unknown = Object.keys(options).find((name) => !names.includes(name))
  if (unknown === undefined) return
  const known = names.length > 1 ? `are ${names.join(', ')}` : `is ${names[0] ?? 'none'}`
  throw new TypeError(`${call}: there is no option ${unknown}; there ${known}.`)
}

/** Not the text itself: it may be a secret. */
const kindOf = (given: unknown) =>
  Array.isArray(given) ? 'a list' : given == null ? String(given) : `a ${typeof given}`
