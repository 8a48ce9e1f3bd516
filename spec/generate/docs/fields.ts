import { type Document, isJson, nameOfRef, type Schema } from '../openapi/shape.ts'
import { anchor, code, page, table } from './markdown.ts'

/** The notes of a query parameter: what it is, and its values. */
export const parameterNotes = (schema: Schema, document: Document): string =>
  notes(schema, resolved(schema, document), false)

export interface Fields {
  readonly document: Document
  /** Members that a publishable key reads. */
  readonly publishable?: readonly string[]
}

/** The members of an object: name, type, notes. */
export function fieldTable(schema: Schema, { document, publishable }: Fields): string {
  const rows = Object.entries(schema.properties ?? {}).map(([name, member]) => [
    code(name),
    typeOf(member, document),
    notes(member, resolved(member, document), publishable?.includes(name) === true),
  ])
  return table(['member', 'type', 'notes'], rows)
}

/** The members of a request's body: which of them must be sent. */
export function bodyTable(schema: Schema, { document }: Fields): string {
  const rows = Object.entries(schema.properties ?? {}).map(([name, member]) => [
    code(name),
    typeOf(member, document),
    schema.required?.includes(name) ? 'yes' : '',
    [notes(member, resolved(member, document), false), bounds(member)]
      .filter((part) => part !== '')
      .join(' '),
  ])
  return table(['member', 'type', 'required', 'notes'], rows)
}

/** The objects that schemas lead to, each once under a heading of its own. */
export function innerObjects(
  schemas: readonly Schema[],
  fields: Fields & { readonly body: boolean; readonly told?: readonly string[] },
): string {
  const { components } = fields.document
  const all = schemas.reduce<string[]>((found, schema) => innerNames(schema, fields.document, found), [])
  const names = all.filter((name) => fields.told?.includes(name) !== true)
  const tables = names.flatMap((name) => {
    const object = components.schemas[name]
    if (object?.properties === undefined) return []
    const members = fields.body ? bodyTable(object, fields) : fieldTable(object, fields)
    return [page(`### ${name}`, object.description, members)]
  })
  return tables.join('\n').trimEnd()
}

/** The named schemas that a schema leads to. */
export function innerNames(schema: Schema, document: Document, found: string[] = []): string[] {
  for (const name of refsIn(schema)) {
    if (found.includes(name)) continue
    found.push(name)
    innerNames(document.components.schemas[name] ?? {}, document, found)
  }
  return found
}

function refsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(refsIn)
  if (!isJson(value)) return []
  const own = typeof value.$ref === 'string' ? [nameOfRef(value.$ref)] : []
  return [...own, ...Object.values(value).flatMap(refsIn)]
}

function resolved(schema: Schema, { components }: Document): Schema {
  const ref = schema.$ref ?? schema.anyOf?.find(({ $ref }) => $ref !== undefined)?.$ref
  return ref === undefined ? schema : { ...components.schemas[nameOfRef(ref)], ...schema }
}

function typeOf(schema: Schema, document: Document): string {
  if (schema.$ref !== undefined) return named(nameOfRef(schema.$ref), document)
  if (schema.anyOf !== undefined) return schema.anyOf.map((one) => typeOf(one, document)).join(' or ')
  const types = [schema.type ?? []].flat()
  return types
    .map((type) => (type === 'array' ? `list of ${typeOf(schema.items ?? {}, document)}` : type))
    .join(' or ')
}

/** Enumerations have no heading to lead to; their values stand in the notes. */
const named = (name: string, { components }: Document) =>
  components.schemas[name]?.properties === undefined ? 'string' : `[${name}](#${anchor(name)})`

function notes(schema: Schema, target: Schema, publishable: boolean): string {
  const values = (target.enum ?? target.items?.enum)?.filter((value) => value !== null)
  const parts = [
    schema.description ?? target.description,
    choices(values),
    inlineMembers(schema),
    schema['x-sensitive'] === true ? 'Personal or secret.' : undefined,
    publishable ? 'Publishable.' : undefined,
  ]
  return parts.filter((part) => part !== undefined && part !== '').join(' ')
}

/** An object without a name of its own, or a list of such, stands in one cell. */
function inlineMembers({ items, ...schema }: Schema): string | undefined {
  const { properties, required } = items ?? schema
  if (properties === undefined) return undefined
  const names = Object.keys(properties).map(
    (name) => `${code(name)}${required?.includes(name) ? '' : ' (optional)'}`,
  )
  return `Members: ${names.join(', ')}.`
}

function choices(values: readonly unknown[] = []): string | undefined {
  const all = values.map((value) => code(String(value))).join(', ')
  return values.length > 1 ? `One of ${all}.` : all
}

function bounds(schema: Schema): string {
  const { minLength, maxLength, minimum, exclusiveMinimum, maximum, minItems, maxItems, pattern } = schema
  const range = (low: unknown, high: unknown, unit: string) =>
    high === undefined ? undefined : `${low === undefined ? 'Up to' : `${low} to`} ${high}${unit}.`
  const parts = [
    range(minLength, maxLength, ' characters'),
    exclusiveMinimum === undefined
      ? range(minimum, maximum, '')
      : `Above ${exclusiveMinimum}, up to ${maximum}.`,
    range(minItems, maxItems, ' items'),
    typeof pattern === 'string' ? `Pattern ${code(pattern)}.` : undefined,
  ]
  return parts.filter((part) => part !== undefined).join(' ')
}
