import { serializePrimitiveParam } from 'openapi-fetch'
import { refusal } from './errors.ts'
import type { Outgoing } from './outgoing.ts'

/**
 * The contract's template with its parameters filled in, and the query. Of openapi-fetch only what writes a parameter is
 * used: its client builds a `Request` and three `Headers` for each call, can't send again, and is half as large as ours.
 */
export function addressOf(operation: string, template: string, { path = {}, query = {} }: Outgoing): string {
  const filled = template.replace(/\{(\w+)\}/g, (_, name) => {
    const value: unknown = Reflect.get(path, name)
    // An empty id would call the list, and dots would climb: `/invoices/..` is `/`.
    if (typeof value === 'string' && !/^\.{0,2}$/.test(value)) return encodeURIComponent(value)
    throw refusal('invalid_argument', `${operation}: ${name} must be an id, not ${JSON.stringify(value)}.`)
  })
  const search = Object.entries(query).flatMap(written).filter(Boolean).join('&')
  return search ? `${filled}?${search}` : filled
}

/** A list is its name, repeated (OpenAPI's style `form`, exploded); what is absent is left out. */
const written = ([name, value]: [string, string | string[]]): string[] =>
  [value].flat().map((one) => serializePrimitiveParam(name, one))
