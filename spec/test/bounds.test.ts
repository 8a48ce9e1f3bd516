import { expect, test } from 'vitest'
import { openapiDocument } from '../generate/openapi/document.ts'
import { isJson, type Json } from '../generate/openapi/shape.ts'

const document = openapiDocument()
const { schemas } = document.components

/** What the contract says of a member of a body. */
function member(body: string, name: string): Json {
  const schema = schemas[body]?.properties?.[name]
  if (!isJson(schema)) throw new Error(`${body} has no ${name}`)
  return schema
}

test.each(Object.keys(schemas).filter((name) => schemas[name]?.properties?.metadata !== undefined))(
  'metadata of %s: how many keys there may be and how long they are',
  (name) => {
    const { maxProperties, propertyNames } = member(name, 'metadata')
    expect(maxProperties).toBe(50)
    expect(propertyNames).toEqual({ type: 'string', minLength: 1, maxLength: 40 })
  },
)

test.each([
  ['ProductCreate', 'currency', 'INR', 'inr'],
  ['BillableInput', 'currency_code', 'EUR', 'euro'],
  ['TenantUpdate', 'currency', 'JPY', ''],
  ['WebhookEndpointCreate', 'url', 'HTTPS://example.com', 'ftp://example.com'],
  ['PaymentLinkCreate', 'callback_url', 'http://example.com', 'javascript:alert(1)'],
])('%s.%s: %s has the form that it says, and %j has not', (body, name, good, bad) => {
  const pattern = new RegExp(String(member(body, name).pattern))
  expect(good).toMatch(pattern)
  expect(bad).not.toMatch(pattern)
})

test('a percentage says how many decimals it may have', () => {
  expect(member('ProductCreate', 'tax_rate').description).toBe('Percent, up to 3 decimals.')
})

test('a query says what its numbers and dates are', () => {
  const query = (path: string, name: string) =>
    document.paths[path]?.get?.parameters?.find((parameter) => parameter.name === name)?.schema
  expect(query('/events', 'since')).toMatchObject({ minimum: 0, maximum: 999_999_999_999_999 })
  expect(query('/reports/sales', 'from')).toMatchObject({ pattern: '^2\\d{3}-\\d{2}(-\\d{2})?$' })
})

test('the contract tells of the header by which a test breaks a request, at every operation', () => {
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
  for (const { parameters, operationId } of operations)
    expect(parameters, String(operationId)).toContainEqual({ $ref: '#/components/parameters/TestFault' })
  const { name, schema } = document.components.parameters?.TestFault ?? {}
  expect(name).toBe('X-Test-Fault')
  const pattern = new RegExp(String(isJson(schema) && schema.pattern))
  for (const fault of [
    'before_commit',
    'after_commit',
    'delay:300',
    'status:500',
    'status:503',
    'rate_limit',
  ])
    expect(fault).toMatch(pattern)
  for (const fault of ['explode', 'status:404', 'delay:soon', '']) expect(fault).not.toMatch(pattern)
})

test('the contract says what texts hold and how they are counted', () => {
  expect(JSON.stringify(document.info)).toContain('counts Unicode code points, as JSON Schema does')
  expect(member('ContactCreate', 'name')).toMatchObject({ minLength: 1, maxLength: 200 })
  expect(member('InvoiceCreate', 'contact_id')).toMatchObject({ maxLength: 255 })
  expect(member('TenantUpdate', 'tax_id')).toMatchObject({ minLength: 1, maxLength: 32 })
})
