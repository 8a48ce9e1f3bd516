import type { RouteDefinition } from '@bahi/spec'
import fc from 'fast-check'
import { z } from 'zod'
import { bodyFor } from './bodies.ts'
import type { Specimens } from './specimen.ts'

type JsonSchema = z.core.JSONSchema.BaseSchema

/** What breaks programs: edges of numbers, odd text, wrong types, names with a meaning. */
const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], { a: { b: {} } }),
  fc.constantFrom(0, -0, -1, 0.1, 1.005, 1e-7, 1e15, 1e15 + 1, 2 ** 53, 1e21, 1e308, -1e308, 5e-324),
  fc.constantFrom('', ' ', '\0', '\n', '\u007f', '\ud800', '\udc00\ud800', '\u{1f9fe}', '\ufeff', '%', '$&'),
  fc.constantFrom('null', 'NaN', '__proto__', "'; DROP TABLE contacts; --", '../..', 'x'.repeat(3_000)),
  fc.constantFrom(Array(600).fill(0), Array(150).fill({}), { __proto__x: 1, constructor: 2 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.jsonValue({ maxDepth: 3 }),
)

const hostileText = hostile.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))

/** The documented body and others by the route's own schema, most of them valid, some wrong in a place or two. */
export function bodies(route: RouteDefinition, specimens: Specimens): fc.Arbitrary<unknown> {
  const valid = fc.oneof(
    fc.constant(null).map(() => bodyFor(route, specimens) ?? {}),
    route.body === undefined ? fc.constant({}) : ofSchema(jsonSchema(route.body), specimens),
  )
  return fc.oneof(
    { weight: 5, arbitrary: valid },
    { weight: 4, arbitrary: fc.tuple(valid, fc.array(fault, { minLength: 1, maxLength: 3 })).map(broken) },
    { weight: 1, arbitrary: hostile },
  )
}

/** Queries by a route's own schema, and others. */
export function queries(route: RouteDefinition, specimens: Specimens): fc.Arbitrary<[string, string][]> {
  const known = Object.keys(route.query?.shape ?? {})
  const value = fc.oneof(
    ids(specimens),
    fc.constantFrom('1', '100', '0', '-1', 'draft', '2026-01-01T00:00:00Z', '9'.repeat(30), 'a.b.c'),
    hostileText,
  )
  const name = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('limit', ...known) },
    { weight: 1, arbitrary: fc.constantFrom('nosuch', '__proto__', 'constructor', '', 'limit[]', '\0') },
  )
  return fc.array(fc.tuple(name, value), { maxLength: 3 })
}

/** Real ids, of the right kind and of others, and what is none. */
export const ids = (specimens: Specimens): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...Object.values(specimens)) },
    { weight: 1, arbitrary: hostileText },
  )

const jsonSchema = (schema: z.ZodType): JsonSchema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' })

function ofSchema(schema: JsonSchema, specimens: Specimens): fc.Arbitrary<unknown> {
  const each = (inner: JsonSchema | boolean) =>
    typeof inner === 'boolean' ? hostile : ofSchema(inner, specimens)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return fc.oneof(...choices.map(each))
  if (schema.enum !== undefined) return fc.constantFrom<unknown>(...schema.enum)
  if ('const' in schema) return fc.constant(schema.const)
  switch (schema.type) {
    case 'object':
      return objectOf(schema, specimens, each)
    case 'array': {
      const items = Array.isArray(schema.items) ? undefined : schema.items
      return fc.array(each(items ?? true), { minLength: schema.minItems ?? 0, maxLength: 3 })
    }
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -100, max: Math.min(schema.maximum ?? 1_000, 1_000) })
    case 'number':
      return fc.integer({ min: 0, max: 100_000 }).map((units) => units / 1_000)
    case 'boolean':
      return fc.boolean()
    case 'string':
      return textOf(schema, specimens)
    case 'null':
      return fc.constant(null)
    default:
      return hostile
  }
}

/** What a schema does not tell: which ids and which of all currencies go together. */
const likelyNames = ({ ctc, inv, itm }: Specimens): Readonly<Record<string, fc.Arbitrary<unknown>>> => ({
  contact_id: fc.constant(ctc),
  invoice_id: fc.constant(inv),
  catalog_item_id: fc.constant(itm),
  currency: fc.constant('INR'),
  currency_code: fc.constant('INR'),
})

function objectOf(
  schema: JsonSchema,
  specimens: Specimens,
  each: (inner: JsonSchema | boolean) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  if (schema.properties === undefined) {
    return fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), fc.string({ maxLength: 20 }), { maxKeys: 3 })
  }
  const members = Object.entries(schema.properties).map(([name, inner]) => {
    const likely = likelyNames(specimens)[name]
    const any = each(inner)
    return [name, likely === undefined ? any : fc.oneof({ weight: 4, arbitrary: likely }, any)] as const
  })
  return fc.record(Object.fromEntries(members), { requiredKeys: [...(schema.required ?? [])] })
}

function textOf({ pattern, format, maxLength }: JsonSchema, specimens: Specimens): fc.Arbitrary<string> {
  if (format === 'email') return fc.constantFrom('a@example.com', 'b.c+d@example.org')
  if (format === 'uri') return fc.constantFrom('https://127.0.0.1:9/', 'http://127.0.0.1:9/x?y=z')
  if (format === 'date-time') return fc.constantFrom('2031-01-01T00:00:00.000Z', '2020-02-29T23:59:59.999Z')
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern))
  const known = fc.constantFrom(
    'INR',
    'EUR',
    'JPY',
    'KWD',
    'Asia/Kolkata',
    'Asha',
    ...Object.values(specimens),
  )
  return fc.oneof(known, fc.string({ minLength: 1, maxLength: Math.min(maxLength ?? 20, 20) }))
}

interface Fault {
  /** Leads to a place, whatever the shape. */
  readonly at: readonly number[]
  readonly act: 'replace' | 'remove' | 'add'
  readonly value: unknown
}

const fault = fc.record<Fault>({
  at: fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
  act: fc.constantFrom('replace', 'remove', 'add'),
  value: hostile,
})

const broken = ([valid, faults]: [unknown, readonly Fault[]]): unknown => faults.reduce(change, valid)

function change(value: unknown, { at: [step = 0, ...rest], ...fault }: Fault): unknown {
  if (typeof value !== 'object' || value === null) return fault.value
  const copy: object = Array.isArray(value) ? [...value] : { ...value }
  const names = Object.keys(copy)
  const name = names[step % Math.max(1, names.length)]
  if (name === undefined || fault.act === 'add') Reflect.set(copy, `nosuch${names.length}`, fault.value)
  else if (rest.length > 0) Reflect.set(copy, name, change(Reflect.get(copy, name), { at: rest, ...fault }))
  else if (fault.act === 'remove') Reflect.deleteProperty(copy, name)
  else Reflect.set(copy, name, fault.value)
  return copy
}
