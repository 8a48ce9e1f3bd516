import { type Document, isJson, type Json, nameOfRef } from '../openapi/shape.ts'

/**
 * The document without what would only lengthen the types: headers, which core writes and reads itself, whole examples,
 * and what operations are about. Every refusal is the one `Problem`, as an open list of codes per status promises nothing more. Events narrow
 * by the literals of `type`, so they need no discriminator.
 */
export function lean(document: Document): Document {
  const { paths, webhooks, components, ...head } = structuredClone(document)
  const { examples: _, headers: __, ...kept } = components
  const parameters = Object.entries(components.parameters ?? {}).filter(
    ([, parameter]) => parameter.in !== 'header',
  )
  const operations = [paths, webhooks]
    .flatMap(Object.values<Document['paths'][string]>)
    .flatMap(Object.values<Json>)
  for (const operation of operations) {
    // Told at the methods of the SDK; nothing shows it where a path is a string.
    delete operation.summary
    delete operation.description
    operation.parameters = list(operation.parameters).filter((parameter) => !isHeader(parameter, document))
    if (isJson(operation.responses)) operation.responses = oneRefusal(operation.responses)
    for (const holder of [operation.requestBody, ...members(operation.responses)]) shorten(holder)
  }
  delete components.schemas.Event?.discriminator
  const shared = { parameters: Object.fromEntries(parameters), responses: { [REFUSAL]: refusal } }
  return { ...head, paths, webhooks, components: { ...kept, ...shared } }
}

const REFUSAL = 'Problem'
const refusal = {
  description: 'A refusal; `code` says which.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

/** What is shared by reference are the refusals, one a status: told as one. */
function oneRefusal(responses: Json): Json {
  const own = Object.entries(responses).filter(([, answer]) => !isJson(answer) || answer.$ref === undefined)
  const refuses = own.length < Object.keys(responses).length
  return {
    ...Object.fromEntries(own),
    ...(refuses && { default: { $ref: `#/components/responses/${REFUSAL}` } }),
  }
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const members = (value: unknown): unknown[] => (isJson(value) ? Object.values(value) : [])

function isHeader(parameter: unknown, { components }: Document): boolean {
  if (!isJson(parameter)) return false
  const target =
    typeof parameter.$ref === 'string' ? components.parameters?.[nameOfRef(parameter.$ref)] : parameter
  return target?.in === 'header'
}

function shorten(holder: unknown): void {
  if (!isJson(holder)) return
  delete holder.headers
  for (const media of members(holder.content).filter(isJson)) {
    delete media.example
    delete media.examples
  }
}
