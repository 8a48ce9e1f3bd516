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

/** Makes prefixed ULIDs, ever growing within this factory even in one millisecond. */
export type IdFactory = (prefix: IdPrefix, at: number) => string

export function createIdFactory(random?: () => number): IdFactory {
  const next = monotonicFactory(random)
  return (prefix, at) => `${prefix}_${next(at)}`
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
