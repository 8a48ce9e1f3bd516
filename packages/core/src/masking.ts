import { sensitiveNames } from './generated/sensitive-names.ts'

/**
 * A body with what the contract marks as personal or secret made unreadable, for `logBodies`. A member is known by its
 * name, wherever it stands; what users wrote into `metadata` is masked whole.
 *
 * @example
 * createClient({ logger: console, logBodies: masked })
 */
export function masked(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(masked)
  if (typeof body !== 'object' || body === null) return body
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, hidden.has(name) ? mask(value) : masked(value)]),
  )
}

const hidden: ReadonlySet<string> = new Set([...sensitiveNames, 'metadata'])

// Whether there is one at all may be told.
const mask = (value: unknown): unknown => (value === null || value === undefined ? value : '••••')
