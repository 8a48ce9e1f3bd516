import { expect, test } from 'vitest'
import { useServer } from './support/harness.ts'

const { openTenant } = useServer()

const unknownId = 'itm_01J9XG8A1B3C5D7E9F1G3H5J7K'
const milk = { sku: 'AMUL-MILK-1L', name: 'Amul milk, 1 litre', rate: 68 }

test("create: answers the product, its price in both units and the tenant's currency", async () => {
  const { api } = await openTenant()
  const given = {
    ...milk,
    tax_rate: 0.25,
    tax_inclusive: true,
    hsn_code: '0401',
    stock: 1000,
    low_stock_level: 50,
  }
  const { status, body } = await api('POST', '/products', { body: { ...given, metadata: { shelf: '3' } } })
  expect(status).toBe(201)
  expect(body).toMatchObject({
    ...given,
    object: 'product',
    description: null,
    rate_minor: 6800,
    currency: 'INR',
    allow_backorder: false,
    archived: false,
    metadata: { shelf: '3' },
  })
  expect((await api('GET', `/products/${body.id}`)).body).toEqual(body)
})

test('create: what is left out has its default', async () => {
  const { api } = await openTenant()
  const { body } = await api('POST', '/products', { body: { sku: 'X', name: 'X', rate_minor: 1 } })
  expect(body).toMatchObject({
    rate: 0.01,
    rate_minor: 1,
    tax_rate: 0,
    tax_inclusive: false,
    hsn_code: null,
    stock: 0,
    low_stock_level: null,
  })
})

test('create: a price has no more digits than its currency, and is never rounded', async () => {
  const { api } = await openTenant()
  const cases = [
    { currency: 'JPY', rate: 68.5 },
    { currency: 'INR', rate: 68.005 },
    { currency: 'KWD', rate: 1.0005 },
  ]
  for (const price of cases) {
    const { status, body } = await api('POST', '/products', { body: { ...milk, ...price } })
    expect(status).toBe(422)
    expect(body).toMatchObject({
      code: 'validation_failed',
      errors: [{ pointer: '/rate', code: 'too_many_decimals' }],
    })
  }
  const dinar = await api('POST', '/products', { body: { ...milk, currency: 'KWD', rate: 1.005 } })
  expect(dinar.body).toMatchObject({ rate: 1.005, rate_minor: 1005, currency: 'KWD' })
})

test('create: a price beyond the largest amount is refused', async () => {
  const { api } = await openTenant()
  const { status, body } = await api('POST', '/products', { body: { ...milk, rate: 1e14 } })
  expect(status).toBe(422)
  expect(body.errors).toMatchObject([{ pointer: '/rate', code: 'too_big' }])
})

test('create: the price is given in one of two ways', async () => {
  const { api } = await openTenant()
  for (const price of [{}, { rate: 68, rate_minor: 6800 }]) {
    const { status, body } = await api('POST', '/products', { body: { sku: 'X', name: 'X', ...price } })
    expect(status).toBe(422)
    expect(body.errors).toMatchObject([{ pointer: '/rate', code: 'one_of' }])
  }
})

test('create: a sku is taken once, also when many ask at the same time', async () => {
  const { api } = await openTenant()
  const answers = await Promise.all(Array.from({ length: 6 }, () => api('POST', '/products', { body: milk })))
  expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(5).fill(409)])
  const refused = answers.find(({ status }) => status === 409)
  expect(refused?.body).toMatchObject({
    code: 'already_exists',
    errors: [{ pointer: '/sku', code: 'already_exists' }],
  })
})

test('retrieve, update, archive: an id of nothing is 404', async () => {
  const { api } = await openTenant()
  for (const id of [unknownId, 'itm_', 'ctc_01J9XG7N4P6Q8R0S2T4V6W8X0Y']) {
    expect((await api('GET', `/products/${id}`)).status).toBe(404)
    expect((await api('PATCH', `/products/${id}`, { body: {} })).status).toBe(404)
    expect((await api('POST', `/products/${id}/archive`)).status).toBe(404)
  }
})

test('list: newest first, in pages, and by sku', async () => {
  const { api } = await openTenant()
  const skus = ['A', 'B', 'C']
  for (const sku of skus) await api('POST', '/products', { body: { ...milk, sku } })
  const skusOf = (body: { data: { sku: string }[] }) => body.data.map(({ sku }) => sku)
  const first = await api('GET', '/products?limit=2')
  expect(skusOf(first.body)).toEqual(['C', 'B'])
  const rest = await api('GET', `/products?limit=2&cursor=${first.body.next_cursor}`)
  expect(skusOf(rest.body)).toEqual(['A'])
  expect(rest.body.has_more).toBe(false)
  expect(skusOf((await api('GET', '/products?sku=B')).body)).toEqual(['B'])
  expect(skusOf((await api('GET', '/products?sku=b')).body)).toEqual([])
})

test('list: a filter that it has not is refused', async () => {
  const { api } = await openTenant()
  const { status, body } = await api('GET', '/products?name=milk')
  expect(status).toBe(422)
  expect(body.errors).toMatchObject([{ pointer: '/name', in: 'query' }])
})

test('update: changes what is sent and nothing else', async () => {
  const { api } = await openTenant()
  const { body: before } = await api('POST', '/products', {
    body: { ...milk, hsn_code: '0401', low_stock_level: 50, stock: 10 },
  })
  const changes = { rate: 70.5, tax_rate: 5, tax_inclusive: true, hsn_code: null, allow_backorder: true }
  const { status, body } = await api('PATCH', `/products/${before.id}`, { body: changes })
  expect(status).toBe(200)
  expect(body).toEqual({ ...before, ...changes, rate_minor: 7050, updated_at: body.updated_at })
  const minor = await api('PATCH', `/products/${before.id}`, { body: { rate_minor: 6900 } })
  expect(minor.body).toMatchObject({ rate: 69, rate_minor: 6900 })
})

test("update: a price is exact in the product's own currency", async () => {
  const { api } = await openTenant()
  const { body: product } = await api('POST', '/products', { body: { ...milk, currency: 'JPY' } })
  const { status, body } = await api('PATCH', `/products/${product.id}`, { body: { rate: 0.5 } })
  expect(status).toBe(422)
  expect(body.errors).toMatchObject([{ pointer: '/rate', code: 'too_many_decimals' }])
})

test('update: a sku that another product has is refused, its own is not', async () => {
  const { api } = await openTenant()
  await api('POST', '/products', { body: milk })
  const { body: other } = await api('POST', '/products', { body: { ...milk, sku: 'OTHER' } })
  const taken = await api('PATCH', `/products/${other.id}`, { body: { sku: milk.sku } })
  expect(taken.status).toBe(409)
  expect(taken.body).toMatchObject({ code: 'already_exists', errors: [{ pointer: '/sku' }] })
  expect((await api('PATCH', `/products/${other.id}`, { body: { sku: 'OTHER' } })).status).toBe(200)
  expect((await api('PATCH', `/products/${other.id}`, { body: { sku: 'NEW' } })).body.sku).toBe('NEW')
  expect((await api('GET', '/products')).body.data).toHaveLength(2)
})

test('update: of many at once to one sku one gets it', async () => {
  const { api } = await openTenant()
  const made = await Promise.all(
    ['A', 'B', 'C', 'D'].map((sku) => api('POST', '/products', { body: { ...milk, sku } })),
  )
  const answers = await Promise.all(
    made.map(({ body }) => api('PATCH', `/products/${body.id}`, { body: { sku: 'ONE' } })),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
})

test('archive: it stays readable; archiving it again changes nothing', async () => {
  const { api } = await openTenant()
  const { body: product } = await api('POST', '/products', { body: milk })
  const archived = await api('POST', `/products/${product.id}/archive`)
  expect(archived.status).toBe(200)
  expect(archived.body).toMatchObject({ id: product.id, archived: true })
  expect((await api('POST', `/products/${product.id}/archive`)).body).toEqual(archived.body)
  expect((await api('GET', `/products/${product.id}`)).body).toEqual(archived.body)
})

test('a publishable key reads what a shop window shows', async () => {
  const { api, keys } = await openTenant()
  const { body: product } = await api('POST', '/products', {
    body: { ...milk, stock: 10, low_stock_level: 2 },
  })
  const shown = {
    id: product.id,
    object: 'product',
    sku: milk.sku,
    name: milk.name,
    description: null,
    rate: 68,
    rate_minor: 6800,
    currency: 'INR',
    tax_rate: 0,
    tax_inclusive: false,
    archived: false,
    livemode: false,
  }
  const key = keys.test.publishable
  expect((await api('GET', `/products/${product.id}`, { key })).body).toEqual(shown)
  expect((await api('GET', '/products', { key })).body.data).toEqual([shown])
  expect((await api('POST', '/products', { key, body: milk })).status).toBe(403)
})
