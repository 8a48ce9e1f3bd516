import type { StatusCode } from 'hono/utils/http-status'
import { toCamel } from '../kit/inflection.ts'
import type { Outcome } from './bind.ts'
import type { Exchange } from './exchange.ts'
import { fromCurrent } from './version.ts'

const FIRST_REFUSAL_STATUS = 400

/** Writes the answer in the version and the inflection that were asked for. */
export function answer(c: Exchange, { status, body }: Outcome): Response {
  c.status(status as StatusCode) // the contract's answers and its problem table name real ones
  if (body === null) return c.newResponse(null)
  c.header('Content-Type', status < FIRST_REFUSAL_STATUS ? 'application/json' : 'application/problem+json')
  const spoken = fromCurrent(c, body)
  return c.newResponse(JSON.stringify(c.get('inflection') === 'camel' ? toCamel(spoken) : spoken))
}
