import { openAnswers } from './open-answers.ts'
import { type Document, isJson, type Json, type Operation } from './shape.ts'

/** Mends what the registry writes, shares what is written often, and leaves answers open: a new member must break no client. */
export function tidy(document: Document): Document {
  const mended = mapObjects(document, (object) => nullableReference(siblingReference(object)))
  for (const operation of operationsOf(mended)) {
    operation.parameters = operation.parameters?.map((parameter) => shared(ordered(parameter), mended))
  }
  shareExamples(mended)
  openAnswers(mended)
  return mended
}

const operationsOf = ({ paths, webhooks }: Document): Operation[] =>
  [...Object.values(paths), ...Object.values(webhooks)].flatMap((path) => Object.values(path))

/** Rebuilds a value from the leaves up. */
function mapObjects<T>(value: T, change: (object: Json) => Json): T
function mapObjects(value: unknown, change: (object: Json) => Json): unknown {
  if (Array.isArray(value)) return value.map((item) => mapObjects(item, change))
  if (!isJson(value)) return value
  const entries = Object.entries(value).map(([name, member]) => [name, mapObjects(member, change)])
  return change(Object.fromEntries(entries))
}

/** `allOf: [reference, { type: [X, null] }]`, which no null passes -> `anyOf: [reference, null]`. */
function nullableReference(schema: Json): Json {
  const parts = referenceAndRest(schema)
  if (parts === undefined || !Array.isArray(parts.rest.type) || !parts.rest.type.includes('null'))
    return schema
  const { type: _, ...rest } = parts.rest
  return { anyOf: [parts.reference, { type: 'null' }], ...rest }
}

const annotations = ['description', 'example', 'x-sensitive']

/** `allOf: [reference, { description }]` -> a reference with siblings, as OpenAPI 3.1 allows. */
function siblingReference(schema: Json): Json {
  const parts = referenceAndRest(schema)
  if (parts === undefined || !Object.keys(parts.rest).every((name) => annotations.includes(name)))
    return schema
  return { ...parts.reference, ...parts.rest }
}

function referenceAndRest(schema: Json) {
  if (!Array.isArray(schema.allOf) || schema.allOf.length !== 2 || Object.keys(schema).length !== 1)
    return undefined
  const [reference, rest]: unknown[] = schema.allOf
  return isJson(reference) && '$ref' in reference && isJson(rest) ? { reference, rest } : undefined
}

/** The registry writes a parameter's description and example twice, and its name last. */
function ordered(parameter: Json): Json {
  if (!isJson(parameter.schema)) return parameter
  const { name, in: place, required, description, example, schema, ...rest } = parameter
  const { description: _, example: shown, ...bare } = schema
  return {
    name,
    in: place,
    ...(required === true && { required }),
    ...(description !== undefined && { description }),
    ...rest,
    schema: bare,
    ...((example ?? shown) !== undefined && { example: example ?? shown }),
  }
}

const everyList: Record<string, string> = { limit: 'Limit', cursor: 'Cursor' }

/** `limit` and `cursor` are the same in every list. */
function shared(parameter: Json, { components }: Document): Json {
  const name = parameter.in === 'query' ? everyList[String(parameter.name)] : undefined
  if (name === undefined) return parameter
  components.parameters = { ...components.parameters, [name]: parameter }
  return { $ref: `#/components/parameters/${name}` }
}

/** An example that several operations show is written once. */
function shareExamples(document: Document): void {
  const media = operationsOf(document).flatMap((operation) => mediaTypesOf(operation))
  const byText = Map.groupBy(media, ({ example }) => JSON.stringify(example))
  for (const same of byText.values()) {
    const [first] = same
    if (first === undefined || same.length < 2) continue
    const name = freeName(document, first)
    document.components.examples = { ...document.components.examples, [name]: { value: first.example } }
    for (const one of same) {
      delete one.example
      one.examples = { [name]: { $ref: `#/components/examples/${name}` } }
    }
  }
}

function mediaTypesOf({ requestBody, responses }: Operation): Json[] {
  const contents = [requestBody, ...Object.values(responses)].map(
    (holder) => isJson(holder) && holder.content,
  )
  const media = contents.flatMap((content) => (isJson(content) ? Object.values(content) : [])).filter(isJson)
  for (const one of media) {
    const { example } = one
    delete one.example
    if (example !== undefined) one.example = example
  }
  return media.filter(({ example }) => example !== undefined)
}

/** `Invoice`, `Invoice2`, … after the schema that it is an example of. */
function freeName({ components: { examples = {} } }: Document, { schema }: Json): string {
  const ref = isJson(schema) && typeof schema.$ref === 'string' ? schema.$ref : 'Example'
  const name = ref.slice(ref.lastIndexOf('/') + 1)
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? name : `${name}${count}`
    if (!(candidate in examples)) return candidate
  }
}
