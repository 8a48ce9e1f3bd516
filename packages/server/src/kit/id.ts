import { createHash } from 'node:crypto'
import { monotonicFactory } from 'ulid'

/** One prefix a resource; `req`, `att`, `sch` and `ntf` name requests, attempts, appointments and notifications. */
export const idPrefixes = [
  'tnt',
  'key',
  'ctc',
  'itm',
  'sto',
  'mov',
  'inv',
  'li',
  'bil',
  'pay',
  'rfd',
  'ent',
  'crn',
  'cri',
  'lnk',
  'rem',
  'evt',
  'whk',
  'wsec',
  'dlv',
  'att',
  'sch',
  'ntf',
  'req',
] as const
export type IdPrefix = (typeof idPrefixes)[number]

/** Makes prefixed ULIDs, ever growing within this factory and prefix even in one millisecond. */
export type IdFactory = (prefix: IdPrefix, at: number) => string

export function createIdFactory(random?: () => number): IdFactory {
  if (random !== undefined) return createRepeatableIdFactory(random())
  const next = monotonicFactory()
  return (prefix, at) => `${prefix}_${next(at)}`
}

/** Each prefix has a row of its own: what is made beside the requests, deliveries and their attempts, moves no other id. */
function createRepeatableIdFactory(seed: number): IdFactory {
  const rows = new Map<IdPrefix, ReturnType<typeof monotonicFactory>>()
  return (prefix, at) => {
    const next = rows.get(prefix) ?? monotonicFactory(randomRow(`${seed} ${prefix}`))
    rows.set(prefix, next)
    return `${prefix}_${next(at)}`
  }
}

function randomRow(name: string): () => number {
  let count = 0
  return () => createHash('sha256').update(`${name} ${count++}`).digest().readUInt32BE() / 2 ** 32
}

/** True when `value` could be an id of any kind. */
export const isAnyId = (value: string): boolean => idPrefixes.some((prefix) => isId(prefix, value))

const ulidShape = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/

/** True when `value` could be an id of this kind; anything else is not looked up at all. */
export function isId(prefix: IdPrefix, value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.startsWith(`${prefix}_`) &&
    ulidShape.test(value.slice(prefix.length + 1))
  )
}
