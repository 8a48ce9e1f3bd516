import { refusal } from './errors.ts'
import { requireObject } from './known-options.ts'
import type { Outgoing } from './outgoing.ts'
import { queryOf } from './query.ts'

/** The contract's template with its parameters filled in, and the query. */
export function addressOf(operation: string, template: string, { path, query = {} }: Outgoing): string {
  const filled = template.replace(/\{(\w+)\}/g, (_, name) => {
    const value = (path as Record<string, unknown> | undefined)?.[name]
    // An empty id would call the list, dots would climb (`/invoices/..` is `/`), and half a character can't be written.
    if (typeof value === 'string' && !/^\.{0,2}$|[\ud800-\udfff]/u.test(value))
      return encodeURIComponent(value)
    throw refusal('invalid_argument', `${operation}: ${name} must be an id, not ${JSON.stringify(value)}.`)
  })
  requireObject('The query of a call', query)
  const search = queryOf(Object.entries(query).flatMap(pairsOf))
  return search ? `${filled}?${search}` : filled
}

/** A list is its name, repeated (OpenAPI's style `form`, exploded); what is absent is left out. */
function pairsOf([name, value]: [string, string | readonly string[]]): [string, string][] {
  const values = [value].flat().filter((one) => one !== undefined && one !== null)
  return values.map((one) => [name, one])
}
