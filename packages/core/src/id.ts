import { prefixes } from './generated/prefixes.ts'

/** What an id says of itself. */
export interface ParsedId {
  /** What the resource's `object` says: `invoice`. Null for a kind that this version doesn't know. */
  readonly type: string | null
  readonly prefix: string
  /** When it was made, to the millisecond. */
  readonly time: Date
}

/** Reads type and time off an id; null when it isn't one. `parseId('inv_01J9XG6T4S0Q2V8N3M5K7P9R1A')` */
export function parseId(id: string): ParsedId | null {
  const [, prefix, time] = /^([a-z]+)_([0-7][0-9A-HJKMNP-TV-Z]{9})[0-9A-HJKMNP-TV-Z]{16}$/.exec(id) ?? []
  if (prefix === undefined || time === undefined) return null
  const milliseconds = [...time].reduce((sum, digit) => sum * 32 + CROCKFORD.indexOf(digit), 0)
  return {
    type: Object.hasOwn(prefixes, prefix) ? (prefixes[prefix] ?? null) : null,
    prefix,
    time: new Date(milliseconds),
  }
}

// ULID: ten digits of time, sixteen of chance, in Crockford's base 32 (https://github.com/ulid/spec).
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
