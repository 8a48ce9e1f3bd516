import { expect, test } from 'vitest'
import { type TestTenant, useServer } from './support/harness.ts'

const { openTenant } = useServer()

const milk = { sku: 'AMUL-MILK-1L', name: 'Amul milk, 1 litre', rate: 68, hsn_code: '0401' }
const noodles = { sku: 'MAGGI-70G', name: 'Maggi, 70 g', rate: 14, hsn_code: '1902' }
const basket = [
  { sku: milk.sku, qty: 2, rate: 68 },
  { sku: noodles.sku, qty: 6, rate: 14 },
]

async function openShop(tax: object = {}, tenant: object = {}): Promise<TestTenant> {
  const shop = await openTenant(tenant)
  for (const product of [milk, noodles]) await shop.api('POST', '/products', { body: { ...product, ...tax } })
  return shop
}

const raise = ({ api }: TestTenant, items: readonly object[], body: object = {}) =>
  api('POST', '/invoices', { body: { items, ...body } })

test('items: 2 × 68 and 6 × 14 are 220, with no tax and with 5 % contained in the price', async () => {
  const plain = (await raise(await openShop(), basket)).body
  expect(plain).toMatchObject({ grand_total: 220, total_minor: 22000, tax_minor: 0, taxes: [] })
  const shop = await openShop({ tax_rate: 5, tax_inclusive: true })
  expect((await raise(shop, basket)).body).toMatchObject({
    grand_total: 220,
    subtotal_minor: 20952,
    tax_minor: 1048,
    taxes: [{ name: 'Tax', rate: 5, base_minor: 20952, amount_minor: 1048 }],
    items: [
      { subtotal_minor: 12952, tax_minor: 648, total_minor: 13600 },
      { subtotal_minor: 8000, tax_minor: 400, total_minor: 8400 },
    ],
  })
})

test('items: what an item leaves out comes from the product, what it says goes before', async () => {
  const shop = await openShop({ tax_rate: 5, tax_inclusive: true })
  const own = { rate_minor: 6650, tax_rate: 18, tax_inclusive: false, hsn_code: null }
  const { body } = await raise(shop, [
    { sku: milk.sku, qty: 1 },
    { sku: milk.sku, qty: 1, ...own },
  ])
  expect(body.items).toMatchObject([
    { description: milk.name, rate: 68, tax_rate: 5, tax_inclusive: true, hsn_code: '0401' },
    { description: milk.name, rate: 66.5, ...own, total_minor: 7847 },
  ])
})

test('items: a line of its own has a description and a price', async () => {
  const tenant = await openTenant()
  const items = [{ description: 'Repair', qty: 0.333, rate: 100.01, tax_rate: 0.25, hsn_code: '9987' }]
  expect((await raise(tenant, items)).body.items).toMatchObject([
    {
      catalog_item_id: null,
      sku: null,
      billable_id: null,
      description: 'Repair',
      qty: 0.333,
      rate: 100.01,
      rate_minor: 10001,
      tax_rate: 0.25,
      subtotal_minor: 3330,
      tax_minor: 8,
      total_minor: 3338,
    },
  ])
})

test('items: an item has exactly one of product, sku and description, and one price', async () => {
  const tenant = await openTenant()
  const { status, body } = await raise(tenant, [
    { qty: 1, rate: 1 },
    { sku: 'X', description: 'X', qty: 1, rate: 1 },
    { description: 'X', qty: 1 },
    { description: 'X', qty: 1, rate: 1, rate_minor: 100 },
    { description: 'X', qty: 0, rate: -1, colour: 'red' },
  ])
  expect(status).toBe(422)
  const faults = body.errors.map(({ pointer, code }: Record<string, string>) => `${pointer} ${code}`)
  expect(faults.sort()).toEqual([
    '/items/0/catalog_item_id one_of',
    '/items/1/catalog_item_id one_of',
    '/items/2/rate required',
    '/items/3/rate one_of',
    '/items/4/colour unknown_field',
    '/items/4/qty too_small',
    '/items/4/rate too_small',
  ])
})

test('items: every unknown product is named', async () => {
  const shop = await openShop()
  const unknown = 'itm_01J9XG8A1B3C5D7E9F1G3H5J7K'
  const items = [{ sku: 'NONE', qty: 1 }, basket[0] ?? {}, { catalog_item_id: unknown, qty: 1 }]
  const { status, body } = await raise(shop, items)
  expect(status).toBe(422)
  expect(body).toMatchObject({
    code: 'unknown_reference',
    errors: [
      { pointer: '/items/0/sku', code: 'unknown_reference' },
      { pointer: '/items/2/catalog_item_id', code: 'unknown_reference' },
    ],
  })
})

test('items: a product in another currency is named, whatever price the item gives', async () => {
  const shop = await openShop()
  const { body: product } = await shop.api('GET', `/products?sku=${milk.sku}`)
  const items = [
    { catalog_item_id: product.data[0].id, qty: 1 },
    { sku: noodles.sku, qty: 1, rate: 2 },
  ]
  const { status, body } = await raise(shop, items, { currency: 'EUR' })
  expect(status).toBe(422)
  expect(body).toMatchObject({
    code: 'currency_mismatch',
    errors: [{ pointer: '/items/0/catalog_item_id' }, { pointer: '/items/1/sku' }],
  })
})

test('items: an archived product goes on no new invoice', async () => {
  const shop = await openShop()
  const { body } = await shop.api('GET', `/products?sku=${milk.sku}`)
  await shop.api('POST', `/products/${body.data[0].id}/archive`)
  const answer = await raise(shop, basket)
  expect(answer.status).toBe(422)
  expect(answer.body).toMatchObject({
    code: 'validation_failed',
    errors: [{ pointer: '/items/0/sku', code: 'archived' }],
  })
})

test('items: faults of several kinds are listed together', async () => {
  const shop = await openShop()
  const items = [
    { sku: 'NONE', qty: 1, rate: 0.001 },
    { sku: milk.sku, qty: 1 },
  ]
  const { status, body } = await raise(shop, items, { currency: 'EUR', contact_id: 'ctc_1' })
  expect(status).toBe(422)
  expect(body.code).toBe('validation_failed')
  expect(body.errors.map(({ pointer, code }: Record<string, string>) => `${pointer} ${code}`)).toEqual([
    '/contact_id unknown_reference',
    '/items/0/sku unknown_reference',
    '/items/0/rate too_many_decimals',
    '/items/1/sku currency_mismatch',
  ])
})

test('items: a price has no more digits than the currency of the invoice', async () => {
  const tenant = await openTenant()
  const priced = (currency: string, rate: number) =>
    raise(tenant, [{ description: 'X', qty: 1, rate }], { currency })
  for (const [currency, rate] of [
    ['JPY', 0.5],
    ['INR', 0.005],
    ['KWD', 0.0005],
  ] as const) {
    const { status, body } = await priced(currency, rate)
    expect(status).toBe(422)
    expect(body.errors).toMatchObject([{ pointer: '/items/0/rate', code: 'too_many_decimals' }])
  }
  expect((await priced('JPY', 5)).body).toMatchObject({ total_minor: 5, grand_total: 5 })
  expect((await priced('KWD', 0.005)).body).toMatchObject({ total_minor: 5, grand_total: 0.005 })
})

test('items: a line, or all of them, of more than the largest amount is refused', async () => {
  const tenant = await openTenant()
  const line = { description: 'X', qty: 1, rate_minor: 1e15 }
  const largest = await raise(tenant, [line])
  expect(largest.body).toMatchObject({ total_minor: 1e15, grand_total: 1e13 })
  const dear = await raise(tenant, [
    { ...line, rate_minor: 1 },
    { ...line, qty: 2 },
    { ...line, tax_rate: 5 },
  ])
  expect(dear.status).toBe(422)
  expect(dear.body).toMatchObject({
    code: 'amount_too_large',
    errors: [{ pointer: '/items/1' }, { pointer: '/items/2' }],
  })
  const many = await raise(tenant, [line, { ...line, rate_minor: 1 }])
  expect(many.status).toBe(422)
  expect(many.body).toMatchObject({ code: 'amount_too_large', errors: [{ pointer: '/items' }] })
})

test('items: as many as allowed keep their order; one more is refused', async () => {
  const tenant = await openTenant()
  const items = Array.from({ length: 500 }, (_, n) => ({ description: `Line ${n}`, qty: 1, rate_minor: n }))
  const { status, body } = await raise(tenant, items)
  expect(status).toBe(201)
  expect(body.items.map((item: { rate_minor: number }) => item.rate_minor)).toEqual(items.map((_, n) => n))
  expect((await tenant.api('GET', `/invoices/${body.id}`)).body).toEqual(body)
  const more = await raise(tenant, [...items, ...items.slice(0, 1)])
  expect(more.status).toBe(422)
  expect(more.body.errors).toMatchObject([{ pointer: '/items', code: 'too_big' }])
})

test("tax: within the tenant's state it is CGST and SGST, to another IGST, else Tax", async () => {
  const shop = await openShop({ tax_rate: 18 }, { state: 'KA' })
  const namesFor = async (state: string | null) => {
    const { body: contact } = await shop.api('POST', '/contacts', { body: { name: 'X', state } })
    const { body } = await raise(shop, [{ sku: milk.sku, qty: 1, rate: 0.5 }], { contact_id: contact.id })
    return body.taxes.map((tax: Record<string, unknown>) => [tax.name, tax.rate, tax.amount_minor])
  }
  expect(await namesFor('KA')).toEqual([
    ['CGST', 9, 5],
    ['SGST', 9, 4],
  ])
  expect(await namesFor('MH')).toEqual([['IGST', 18, 9]])
  expect(await namesFor(null)).toEqual([['Tax', 18, 9]])
  const stateless = await openShop({ tax_rate: 18 }, { state: null })
  const { body } = await raise(stateless, [{ sku: milk.sku, qty: 1 }])
  expect(body.taxes).toMatchObject([{ name: 'Tax', rate: 18 }])
})

test('tax: another contact on a draft names its taxes anew', async () => {
  const shop = await openShop({ tax_rate: 18 })
  const { body: near } = await shop.api('POST', '/contacts', { body: { name: 'Near', state: 'KA' } })
  const { body: far } = await shop.api('POST', '/contacts', { body: { name: 'Far', state: 'MH' } })
  const { body: invoice } = await raise(shop, basket, { contact_id: near.id })
  expect(invoice.taxes).toHaveLength(2)
  const { body } = await shop.api('PATCH', `/invoices/${invoice.id}`, { body: { contact_id: far.id } })
  expect(body).toMatchObject({ taxes: [{ name: 'IGST' }], total_minor: invoice.total_minor })
})
