import { type Document, isJson, nameOfRef, type Schema } from './shape.ts'

/** Requests refuse unknown members; answers may gain some: `additionalProperties: false` stays only where a request is described. */
export function openAnswers({ paths, webhooks, components: { schemas } }: Document): void {
  const operations = Object.values(paths).flatMap((path) => Object.values(path))
  const asked = reachable(
    operations.map(({ requestBody }) => requestBody),
    schemas,
  )
  const answered = reachable([operations.map(({ responses }) => responses), webhooks], schemas)
  for (const name of answered) if (!asked.has(name)) open(schemas[name])
}

function open(value: unknown): void {
  if (Array.isArray(value)) for (const item of value) open(item)
  if (!isJson(value)) return
  if (value.additionalProperties === false) delete value.additionalProperties
  for (const member of Object.values(value)) open(member)
}

/** Names of the schemas that a part of the document leads to. */
function reachable(from: unknown, schemas: Record<string, Schema>, found = new Set<string>()): Set<string> {
  if (Array.isArray(from)) for (const item of from) reachable(item, schemas, found)
  if (!isJson(from)) return found
  if (typeof from.$ref === 'string') {
    const name = nameOfRef(from.$ref)
    if (!found.has(name) && name in schemas) reachable(schemas[name], schemas, found.add(name))
  }
  for (const member of Object.values(from)) reachable(member, schemas, found)
  return found
}
