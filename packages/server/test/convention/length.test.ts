import { beforeAll, expect, test } from 'vitest'
import { type TestTenant, useServer } from '../support/harness.ts'

const use = useServer()
let tenant: TestTenant
let invoice_id: string
beforeAll(async () => {
  tenant = await use.openTenant()
  invoice_id = (await tenant.api('POST', '/invoices', { body: {} })).body.id
})

/** One character, and two units of UTF-16. */
const WIDE = '😀'

const billable = (fields: object) => ({
  invoice_id,
  billables: [{ description: 'Work', quantity: 1, amount_minor: 1, currency_code: 'INR', ...fields }],
})

const texts: readonly [what: string, max: number, path: string, body: (text: string) => object][] = [
  ['the name of a contact', 200, '/contacts', (name) => ({ name })],
  ['the sku of a product', 64, '/products', (sku) => ({ sku, name: 'Milk', rate: 1 })],
  ['the reference of a billable', 255, '/billables', (reference_id) => billable({ reference_id })],
  ['a value of metadata', 500, '/stores', (mood) => ({ name: 'Shop', metadata: { mood } })],
  ['a name in metadata', 40, '/stores', (name) => ({ name: 'Shop', metadata: { [name]: 'x' } })],
]

test.each(texts)('%s has %d characters at most, whatever units they take', async (_, max, path, body) => {
  const whole = await tenant.api('POST', path, { body: body(WIDE.repeat(max)) })
  expect(whole.status).toBe(201)
  expect(JSON.stringify(whole.body)).toContain(`"${WIDE.repeat(max)}"`)
  for (const one of [WIDE, 'x']) {
    const { status, body: problem } = await tenant.api('POST', path, { body: body(one.repeat(max + 1)) })
    expect([status, problem.errors]).toEqual([422, [expect.objectContaining({ code: expect.any(String) })]])
    expect(problem.errors[0].detail).toMatch(new RegExp(`ust have at most ${max} characters`))
  }
})

test('the tax id of a tenant is counted without the spaces around it', async () => {
  const set = (tax_id: string) => tenant.api('PATCH', '/tenant', { body: { tax_id } })
  expect((await set(`  ${WIDE.repeat(32)}  `)).body.tax_id).toBe(WIDE.repeat(32))
  expect((await set(WIDE.repeat(33))).body.errors).toMatchObject([{ pointer: '/tax_id', code: 'too_big' }])
})

test('a filter is counted as what it looks for', async () => {
  const sku = WIDE.repeat(64)
  const { data } = (await tenant.api('GET', `/products?sku=${encodeURIComponent(sku)}`)).body
  expect(data).toMatchObject([{ sku }])
  const problemOf = async (name: string, length: number) =>
    (await tenant.api('GET', `/payments?${name}=${encodeURIComponent(WIDE.repeat(length))}`)).body
  expect((await problemOf('invoice_id', 255)).errors).toMatchObject([{ code: 'unknown_reference' }])
  expect((await problemOf('invoice_id', 256)).errors).toMatchObject([{ code: 'too_big' }])
  expect((await problemOf('cursor', 1024)).code).toBe('invalid_cursor')
  expect((await problemOf('cursor', 1025)).errors).toMatchObject([{ code: 'too_big' }])
})
