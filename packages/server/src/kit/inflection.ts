import { Refusal } from './errors.ts'

export type Inflection = 'snake' | 'camel'

export const camelName = (name: string): string =>
  name.replace(/(?<=[^_])_([a-z])/g, (_, letter: string) => letter.toUpperCase())

export const snakeName = (name: string): string =>
  name.replace(/(?<=.)[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** A body's names in camelCase: not inside `metadata`, and not in events, which are signed as they are. */
export function toCamel(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(toCamel)
  if (!isRecord(body) || body.object === 'event') return body
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [camelName(name), camelValue(name, value)]),
  )
}

/** A request's names in snake_case, not inside `metadata`. A name given in both forms is refused. */
export function toSnake(body: unknown, pointer = ''): unknown {
  if (Array.isArray(body)) return body.map((entry, index) => toSnake(entry, `${pointer}/${index}`))
  if (!isRecord(body)) return body
  const seen = new Set<string>()
  const entries = Object.entries(body).map(([name, value]): [string, unknown] => {
    const snake = snakeName(name)
    if (seen.has(snake)) throw givenTwice(`${pointer}/${snake}`)
    seen.add(snake)
    return [snake, snake === 'metadata' ? value : toSnake(value, `${pointer}/${snake}`)]
  })
  return Object.fromEntries(entries)
}

/** `/billables/7/amount_minor` becomes `/billables/7/amountMinor`; what follows `metadata` is the user's own. */
function camelPointer(pointer: string): string {
  const segments = pointer.split('/')
  const own = segments.indexOf('metadata')
  return segments
    .map((segment, index) => (own !== -1 && index > own ? segment : camelName(segment)))
    .join('/')
}

function camelValue(name: string, value: unknown): unknown {
  if (name === 'metadata') return value
  if (name === 'pointer' && typeof value === 'string') return camelPointer(value)
  if (name === 'mismatches' && Array.isArray(value))
    return value.map((pointer) => camelPointer(String(pointer)))
  return toCamel(value)
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const givenTwice = (pointer: string) =>
  new Refusal('validation_failed', {
    errors: [
      {
        pointer,
        code: 'given_twice',
        detail: 'The field was sent in snake_case and in camelCase: send one.',
      },
    ],
  })
