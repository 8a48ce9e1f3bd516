import { serializePrimitiveParam } from 'openapi-fetch'
import type { OutgoingInput } from './outgoing.ts'

/**
 * The contract's template with its parameters filled in, and the query. Of openapi-fetch only what writes a parameter is
 * used: its client builds a `Request` and three `Headers` for each call, can't send again, and is half as large as ours.
 */
export function addressOf(template: string, { path, query }: OutgoingInput): string {
  const filled = path === undefined ? template : template.replace(/\{(\w+)\}/g, valueIn(path))
  if (query === undefined) return filled
  const search = Object.entries(query).flatMap(written).filter(Boolean).join('&')
  return search ? `${filled}?${search}` : filled
}

const valueIn = (path: object) => (_: string, name: string) => encodeURIComponent(Reflect.get(path, name))

/** A list is its name, repeated (OpenAPI's style `form`, exploded); what is absent is left out. */
const written = ([name, value]: [string, unknown]): string[] =>
  (Array.isArray(value) ? value : [value]).map((one) => serializePrimitiveParam(name, one))
