import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eventTypes, expectCleanBooks, untilDecided } from './support/books.ts'
import { engine } from './support/engines.ts'
import { useServer } from './support/harness.ts'
import { adjust, historyOf, inventoryOf, newProduct, newStore } from './support/stock.ts'

const { openTenant } = useServer()

const unknownStore = 'sto_01J9XG8C0D2F4G6H8J0K2M4N6P'

test('opening stock lies in the default store, and is the first movement', async () => {
  const tenant = await openTenant()
  const product = await newProduct(tenant, { stock: 12.5 })
  const other = await newStore(tenant)
  const { stores, ...inventory } = await inventoryOf(tenant, product.id)
  expect(inventory).toEqual({
    object: 'inventory',
    product_id: product.id,
    sku: product.sku,
    name: product.name,
    stock: 12.5,
    low_stock_level: null,
    is_low: false,
    allow_backorder: false,
    livemode: false,
  })
  expect(stores).toMatchObject([
    { name: 'Main store', is_default: true, stock: 12.5 },
    { store_id: other, is_default: false, stock: 0 },
  ])
  expect(await historyOf(tenant, product.id)).toMatchObject([
    { object: 'stock_movement', kind: 'opening', quantity: 12.5, stock_after: 12.5, reason: null },
  ])
})

test('a product without opening stock has no history yet', async () => {
  const tenant = await openTenant()
  const { id, stock } = await newProduct(tenant, { stock: undefined })
  expect(stock).toBe(0)
  expect(await historyOf(tenant, id)).toEqual([])
  expect((await inventoryOf(tenant, id)).stock).toBe(0)
})

test('adjust: puts in and takes out, in the store that is named or in the default one', async () => {
  const tenant = await openTenant()
  const { id } = await newProduct(tenant)
  const store_id = await newStore(tenant)
  const came = await adjust(tenant, id, 5, { store_id, note: 'From the market' })
  expect(came.status).toBe(201)
  expect(came.body).toMatchObject({
    kind: 'adjustment',
    product_id: id,
    store_id,
    quantity: 5,
    stock_after: 5,
    reason: 'received',
    note: 'From the market',
    invoice_id: null,
    credit_note_id: null,
  })
  expect((await adjust(tenant, id, -2.5)).body).toMatchObject({ quantity: -2.5, stock_after: 7.5 })
  const inventory = await inventoryOf(tenant, id)
  expect(inventory.stock).toBe(12.5)
  expect(inventory.stores.map(({ stock }: { stock: number }) => stock)).toEqual([7.5, 5])
  expect((await tenant.api('GET', `/products/${id}`)).body.stock).toBe(12.5)
  await expectCleanBooks(tenant)
})

test('adjust: below 0 is refused with what is there, and changes nothing', async () => {
  const tenant = await openTenant()
  const { id, sku } = await newProduct(tenant)
  const store_id = await newStore(tenant)
  const { status, body } = await adjust(tenant, id, -1, { store_id })
  expect(status).toBe(409)
  expect(body).toMatchObject({
    code: 'insufficient_stock',
    retryable: false,
    shortages: [{ pointer: '/quantity', product_id: id, sku, store_id, available: 0, requested: 1 }],
    errors: [{ pointer: '/quantity', code: 'insufficient_stock' }],
  })
  expect((await historyOf(tenant, id)).length).toBe(1)
  expect((await adjust(tenant, id, -10.001)).body.shortages).toMatchObject([
    { available: 10, requested: 10.001 },
  ])
  expect((await adjust(tenant, id, -10)).body.stock_after).toBe(0)
})

test('adjust: a product that allows backorder may go below 0', async () => {
  const tenant = await openTenant()
  const { id } = await newProduct(tenant, { stock: 1, allow_backorder: true })
  expect((await adjust(tenant, id, -3)).body.stock_after).toBe(-2)
  expect((await inventoryOf(tenant, id)).stock).toBe(-2)
  await expectCleanBooks(tenant)
})

test('adjust: a key makes it once, and a refusal is remembered', async () => {
  const tenant = await openTenant()
  const { id } = await newProduct(tenant)
  const path = `/inventory/${id}/adjustments`
  const body = { quantity: -4, reason: 'lost' }
  const twice = [1, 2].map(() => tenant.api('POST', path, { body, idempotencyKey: 'a' }))
  expect((await Promise.all(twice)).map(({ body: { stock_after } }) => stock_after)).toEqual([6, 6])
  const tooMuch = { body: { quantity: -7, reason: 'lost' }, idempotencyKey: 'b' }
  expect((await tenant.api('POST', path, tooMuch)).status).toBe(409)
  await adjust(tenant, id, 100)
  const again = await tenant.api('POST', path, tooMuch)
  expect([again.status, again.headers.get('Idempotent-Replayed')]).toEqual([409, 'true'])
})

test('adjust: what makes no sense is refused, each fault at its place', async () => {
  const tenant = await openTenant()
  const { id } = await newProduct(tenant)
  const cases = [
    [{ quantity: 0 }, '/quantity', 'too_small'],
    [{ quantity: 0.0001 }, '/quantity', 'too_many_decimals'],
    [{ quantity: 1_000_001 }, '/quantity', 'too_big'],
    [{ quantity: '1' }, '/quantity', 'invalid_type'],
    [{ reason: 'stolen' }, '/reason', 'invalid_value'],
    [{ reason: undefined }, '/reason', 'required'],
    [{ store_id: unknownStore }, '/store_id', 'unknown_reference'],
  ] as const
  for (const [wrong, pointer, code] of cases) {
    const { status, body } = await adjust(tenant, id, 1, wrong)
    expect([status, body.errors]).toMatchObject([422, [{ pointer, code }]])
  }
})

test('adjust: a store holds no more than sums keep whole', async () => {
  const tenant = await openTenant()
  const { id } = await newProduct(tenant, { stock: 1_000_000_000 })
  const { status, body } = await adjust(tenant, id, 0.001)
  expect([status, body.errors]).toMatchObject([422, [{ pointer: '/quantity', code: 'too_big' }]])
  const backordered = await newProduct(tenant, { stock: 0, allow_backorder: true })
  for (const _ of Array(3)) await adjust(tenant, backordered.id, -1_000_000)
  expect((await inventoryOf(tenant, backordered.id)).stock).toBe(-3_000_000)
})

test('stock.low: told once when the stock of all stores falls so far, and again after it was above', async () => {
  const tenant = await openTenant()
  const { id } = await newProduct(tenant, { low_stock_level: 5 })
  const store_id = await newStore(tenant)
  const lows = async () => (await eventTypes(tenant, '&type=stock.low')).length
  await adjust(tenant, id, 3, { store_id })
  await adjust(tenant, id, -7)
  expect(await lows()).toBe(0)
  await adjust(tenant, id, -1)
  expect(await lows()).toBe(1)
  await adjust(tenant, id, -3, { store_id })
  await adjust(tenant, id, 3)
  expect(await lows()).toBe(1)
  await adjust(tenant, id, 1)
  await adjust(tenant, id, -2)
  expect(await lows()).toBe(2)
  const { body } = await tenant.api('GET', '/events?type=stock.low&limit=1')
  expect(body.data).toMatchObject([
    {
      type: 'stock.low',
      data: { object: 'inventory', product_id: id, stock: 4, low_stock_level: 5, is_low: true },
    },
  ])
  expect((await tenant.api('GET', `/events?resource=${id}`)).body.data).toHaveLength(2)
})

test('stock.low: changing the level tells nothing, the next fall does', async () => {
  const tenant = await openTenant()
  const { id } = await newProduct(tenant, { low_stock_level: 0 })
  await tenant.api('PATCH', `/products/${id}`, { body: { low_stock_level: 20 } })
  await adjust(tenant, id, -1)
  expect(await eventTypes(tenant)).not.toContain('stock.low')
  expect((await inventoryOf(tenant, id)).is_low).toBe(true)
  await tenant.api('PATCH', `/products/${id}`, { body: { low_stock_level: 8 } })
  await adjust(tenant, id, -1)
  expect(await eventTypes(tenant, '&type=stock.low')).toHaveLength(1)
})

test('history: newest first, in pages that belong to one product and its filter', async () => {
  const tenant = await openTenant()
  const { api } = tenant
  const { id } = await newProduct(tenant)
  const other = await newProduct(tenant)
  const store_id = await newStore(tenant)
  for (const quantity of [1, 2, 3]) await adjust(tenant, id, quantity, { store_id })
  const path = `/inventory/${id}/history`
  const first = await api('GET', `${path}?limit=2`)
  const quantities = (body: { data: { quantity: number }[] }) => body.data.map(({ quantity }) => quantity)
  expect(quantities(first.body)).toEqual([3, 2])
  await adjust(tenant, id, 9)
  const rest = await api('GET', `${path}?limit=2&cursor=${first.body.next_cursor}`)
  expect([quantities(rest.body), rest.body.has_more]).toEqual([[1, 10], false])
  expect(quantities((await api('GET', `${path}?store_id=${store_id}`)).body)).toEqual([3, 2, 1])
  for (const foreign of [`/inventory/${other.id}/history?limit=2`, `${path}?limit=2&store_id=${store_id}`]) {
    const refused = await api('GET', `${foreign}&cursor=${first.body.next_cursor}`)
    expect([refused.status, refused.body.code]).toEqual([400, 'invalid_cursor'])
  }
  const unknown = await api('GET', `${path}?store_id=${unknownStore}`)
  expect([unknown.status, unknown.body.code]).toEqual([422, 'unknown_reference'])
})

test('a publishable key reads how much there is in all, and no more', async () => {
  const tenant = await openTenant()
  const { id, sku, name } = await newProduct(tenant, { low_stock_level: 3 })
  const key = tenant.keys.test.publishable
  const { body } = await tenant.api('GET', `/inventory/${id}`, { key })
  expect(body).toEqual({ object: 'inventory', product_id: id, sku, name, stock: 10, livemode: false })
  expect((await tenant.api('GET', `/inventory/${id}/history`, { key })).status).toBe(403)
})

test('many adjustments at once: each is counted, none goes below 0, and the history is in order', async () => {
  const tenant = await openTenant()
  const { id } = await newProduct(tenant, { stock: 20, low_stock_level: 10 })
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => untilDecided(() => adjust(tenant, id, -1))),
  )
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(20)
  expect(answers.filter(({ body }) => body.code === 'insufficient_stock')).toHaveLength(10)
  const history = await historyOf(tenant, id)
  expect(history.map(({ stock_after }: { stock_after: number }) => stock_after)).toEqual(
    Array.from({ length: 21 }, (_, n) => 20 - n),
  )
  expect(await eventTypes(tenant, '&type=stock.low')).toHaveLength(1)
  await expectCleanBooks(tenant)
})

const change = fc.record({
  thousandths: fc.integer({ min: -3_000, max: 3_000 }).filter((n) => n !== 0),
  store: fc.constantFrom(0, 1),
})
const RUNS = { memory: 25, disk: 6, postgres: 6 }

test('stock is exactly what came less what went, in thousandths, and never below 0', async () => {
  const tenant = await openTenant()
  const stores = [(await tenant.api('GET', '/stores')).body.data[0].id, await newStore(tenant)]
  const property = fc.asyncProperty(fc.array(change, { maxLength: 12 }), async (changes) => {
    const { id } = await newProduct(tenant, { stock: 0 })
    const model = [0, 0]
    for (const { thousandths, store } of changes) {
      const after = (model[store] ?? 0) + thousandths
      const { status } = await adjust(tenant, id, thousandths / 1000, { store_id: stores[store] })
      expect(status).toBe(after < 0 ? 409 : 201)
      if (after >= 0) model[store] = after
    }
    const inventory = await inventoryOf(tenant, id)
    expect(inventory.stores.map(({ stock }: { stock: number }) => stock)).toEqual(model.map((n) => n / 1000))
    expect(inventory.stock).toBe(((model[0] ?? 0) + (model[1] ?? 0)) / 1000)
  })
  await fc.assert(property, { numRuns: RUNS[engine()] })
  await expectCleanBooks(tenant)
})
