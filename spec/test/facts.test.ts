import { expect, test } from 'vitest'
import { facts } from '../generate/facts/index.ts'
import { knownShapes } from '../generate/facts/known-shapes.ts'
import { prefixes } from '../generate/facts/prefixes.ts'
import { sensitiveNames } from '../generate/facts/sensitive-names.ts'
import { openapiDocument } from '../generate/openapi/document.ts'
import { words } from '../generate/words.ts'

const document = openapiDocument()

test('the prefix of every resource leads to what its `object` says', () => {
  const known = prefixes(document)
  for (const { prefix, schema } of words) {
    const object = document.components.schemas[schema]?.properties?.object?.enum?.[0]
    // Events are a union of schemas, one a type.
    if (prefix !== undefined && object !== undefined)
      expect([prefix, known[prefix]]).toEqual([prefix, object])
  }
})

test('what is personal or secret is listed by name, also where a reference says so', () => {
  expect(sensitiveNames(document)).toEqual(
    expect.arrayContaining(['address', 'customer', 'email', 'name', 'phone', 'secret', 'tax_id']),
  )
  const { phone } = document.components.schemas.Contact?.properties ?? {}
  expect(phone).toHaveProperty('x-sensitive', true)
  expect(sensitiveNames(document)).not.toContain('id')
})

test('shapes name every member of a resource, follow references and know values', () => {
  const shapes = knownShapes(document)
  expect(shapes.invoice).toMatchObject({
    id: 0,
    status: expect.arrayContaining(['draft', 'paid']),
    items: 'InvoiceItem',
    customer: { name: 0, phone: 0 },
  })
  expect(shapes['event invoice.paid']).toMatchObject({ data: 'invoice' })
  const objects = Object.values(document.components.schemas).flatMap(({ properties = {} }) => {
    const object = properties.object?.enum?.[0]
    return typeof object === 'string' && object !== 'event' ? [object] : []
  })
  expect(Object.keys(shapes)).toEqual(expect.arrayContaining(objects))
})

test('each fact is a file of its own', () => {
  expect(Object.keys(facts(document)).sort()).toEqual([
    'known-shapes.ts',
    'prefixes.ts',
    'problem-members.ts',
    'sensitive-names.ts',
  ])
})
