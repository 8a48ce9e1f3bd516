import { type Document, nameOfRef, type Schema } from '../openapi/shape.ts'

/** What is known of a value: 0 nothing, a list its values, a text the schema that it follows, an object its members. */
type Known = 0 | string | readonly unknown[] | { readonly [member: string]: Known }

/** Shapes of what has an `object`, by that; of events by their type; of what they refer to, by schema. */
export function knownShapes(document: Document): Record<string, Known> {
  const { schemas } = document.components
  const shapes: Record<string, Known> = {}
  const add = (key: string, schema: Schema) => {
    if (key in shapes) return
    shapes[key] = 0 // a schema may lead back to itself
    shapes[key] = membersOf(schema, known)
  }
  const known = (schema: Schema): Known => {
    const target = referred(schema)
    if (target !== undefined) {
      const one = schemas[target] ?? {}
      if (one.properties === undefined) return known(one)
      add(keyOf(target, one), one)
      return keyOf(target, one)
    }
    if (schema.type === 'array') return known(schema.items ?? {})
    if (schema.properties !== undefined) return membersOf(schema, known)
    return valuesOf(schema)
  }
  for (const [name, schema] of Object.entries(schemas)) {
    if (schema.properties?.object !== undefined) add(keyOf(name, schema), schema)
  }
  return Object.fromEntries(Object.entries(shapes).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** `invoice`; `event invoice.paid`; `InvoiceItem`, which has no `object`. */
function keyOf(name: string, { properties = {} }: Schema): string {
  const object = properties.object?.enum?.[0]
  if (object === undefined) return name
  return object === 'event' ? `event ${properties.type?.enum?.[0]}` : String(object)
}

function membersOf({ properties = {} }: Schema, known: (schema: Schema) => Known): Known {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, known(schema)]))
}

/** The schema that this one stands for, also where it may be null instead. */
function referred({ $ref, anyOf, allOf, oneOf }: Schema): string | undefined {
  if ($ref !== undefined) return nameOfRef($ref)
  const others = [anyOf, allOf, oneOf]
    .flatMap((schemas = []) => schemas)
    .filter((one) => one.$ref !== undefined)
  return others.length === 1 && others[0]?.$ref !== undefined ? nameOfRef(others[0].$ref) : undefined
}

/** A single value is a discriminant; what it isn't, is told as an unknown kind. */
function valuesOf({ enum: values = [] }: Schema): Known {
  const texts = values.filter((value) => typeof value === 'string')
  return texts.length > 1 ? texts : 0
}
