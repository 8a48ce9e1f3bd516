import type { Specimens } from './specimen.ts'

export type StrangeId = readonly [what: string, id: string]

/** Ids that name nothing here; `elsewhere` are real ones of another tenant and of the other mode. */
export function strangeIds(
  prefix: string,
  own: string,
  elsewhere: readonly (readonly [string, Specimens])[],
): StrangeId[] {
  const ulid = own.slice(prefix.length + 1)
  return [
    ['made up', `${prefix}_01J9XG6T4S0Q2V8N3M5K7P9R1A`],
    ...elsewhere.map(([where, ids]): StrangeId => [where, realId(prefix, ids)]),
    ['of another kind', `zzz_${ulid}`],
    ['in lower case', own.toLowerCase()],
    ['in capitals', own.toUpperCase()],
    ['without a prefix', ulid],
    ['the prefix alone', `${prefix}_`],
    ['cut', own.slice(0, -1)],
    ['too long by one', `${own}A`],
    ['beyond the largest ULID', `${prefix}_8ZZZZZZZZZZZZZZZZZZZZZZZZZ`],
    ['with letters that ULIDs lack', `${prefix}_01J9XG6T4S0Q2V8N3M5K7P9RIL`],
    ['with NUL behind', `${own}\0`],
    ['NUL', '\0'],
    ['with a newline behind', `${own}\n`],
    ['with a space before', ` ${own}`],
    ['as long as an id may be', 'x'.repeat(255)],
    ['an emoji', '\u{1f9fe}'],
    ['full width', own.replace('0', '\uff10')],
    ['SQL', "' OR 1=1 --"],
    ['a path', '../contacts'],
    ['a pattern', '$&$1{id}%'],
    ['a number', '0'],
    ['null', 'null'],
    ['a name of every object', '__proto__'],
  ]
}

/** What only an address can hold: these are sent as they stand. */
export const strangeSegments: readonly StrangeId[] = [
  ['broken percent encoding', '%zz'],
  ['cut percent encoding', 'inv_%E0%A4'],
  ['bytes that are no UTF-8', '%ff%fe'],
  ['a slash inside', 'a%2Fb'],
  ['very long', 'x'.repeat(4_000)],
]

function realId(prefix: string, ids: Specimens): string {
  const found = Object.entries(ids).find(([name]) => name === prefix)
  if (found === undefined) throw new Error(`There is no specimen with the prefix ${prefix}.`)
  return found[1]
}
