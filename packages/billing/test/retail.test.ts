import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest'
import { type Billing, isProblem } from '../src/index.ts'
import { failureOf, served, ways } from './served.ts'

describe.each(ways)('%s', (way) => {
  let server: Awaited<ReturnType<typeof served>>
  let billing: Billing

  beforeAll(async () => {
    server = await served(way)
    billing = server.billing
  })
  afterAll(() => server.close())

  test('stores: create, retrieve, list', async () => {
    const made = await billing.stores.create({ name: 'Indiranagar' })
    expect(await billing.stores.retrieve(made.id)).toEqual(made)
    const all = await billing.stores.list().toArray({ limit: 10 })
    expect(all.map(({ name, is_default }) => [name, is_default])).toEqual([
      ['Indiranagar', false],
      ['Main store', true],
    ])
  })

  test('inventory: adjust, retrieve, history; a shortage says what is there', async () => {
    const { id, sku } = await billing.products.create({
      sku: 'RICE',
      name: 'Rice, loose',
      rate: 60,
      stock: 10,
    })
    const movement = await billing.inventory.adjust(id, { quantity: -2.5, reason: 'damaged' })
    expect(movement).toMatchObject({ kind: 'adjustment', stock_after: 7.5 })
    expect(await billing.inventory.retrieve(id)).toMatchObject({ product_id: id, stock: 7.5 })
    const history = await billing.inventory.history(id).toArray({ limit: 10 })
    expect(history.map(({ kind }) => kind)).toEqual(['adjustment', 'opening'])
    const error = await failureOf(billing.inventory.adjust(id, { quantity: -8, reason: 'lost' }))
    if (!isProblem(error, 'insufficient_stock')) throw error
    expectTypeOf(error.problem.shortages[0]?.available).toEqualTypeOf<number | undefined>()
    expect(error.problem.shortages).toMatchObject([{ sku, available: 7.5, requested: 8 }])
  })

  test('invoices: a sale is paid at once and out of stock; the same operation rings it up once', async () => {
    const { id, sku } = await billing.products.create({ sku: 'TEA', name: 'Tea', rate: 120, stock: 5 })
    const sale = { items: [{ sku, qty: 2, rate: 115 }], payment: { mode: 'upi', amount: 230 } }
    const [first, again] = [
      await billing.invoices.create(sale, { operationId: 'till-1-slip-1' }),
      await billing.invoices.create(sale, { operationId: 'till-1-slip-1' }),
    ]
    expect(first).toMatchObject({ status: 'paid', grand_total: 230, sent_at: null })
    expect(again.id).toBe(first.id)
    expect((await billing.inventory.retrieve(id)).stock).toBe(3)
  })

  test('invoices: a sale that is refused says why, line by line', async () => {
    const { sku } = await billing.products.create({ sku: 'MILK', name: 'Milk', rate: 68, stock: 1 })
    const sale = { items: [{ sku, qty: 2 }], payment: { mode: 'cash', amount: 136 } }
    const short = await failureOf(billing.invoices.create(sale))
    if (!isProblem(short, 'insufficient_stock')) throw short
    expect(short.errors).toMatchObject([{ pointer: '/items/0/qty', code: 'insufficient_stock' }])
    expect(short).toMatchObject({ outcome: 'rejected', retryable: false })
    const generous = { items: [{ sku, qty: 1 }], payment: { mode: 'cash', amount: 70 } }
    const over = await failureOf(billing.invoices.create(generous))
    if (!isProblem(over, 'overpayment')) throw over
    expect(over.problem.amount_due_minor).toBe(6800)
  })

  test('creditNotes: what comes back is in stock again', async () => {
    const { id, sku } = await billing.products.create({ sku: 'GHEE', name: 'Ghee', rate: 500, stock: 3 })
    const sale = { items: [{ sku, qty: 2 }], payment: { mode: 'cash', amount: 1000 } }
    const { id: invoice_id } = await billing.invoices.create(sale)
    const note = await billing.creditNotes.create({
      invoice_id,
      reason: 'Returned',
      restock: true,
      refund: true,
    })
    expect(note).toMatchObject({ restock: true, refunded_minor: 100_000 })
    expect((await billing.inventory.retrieve(id)).stock).toBe(3)
    expect((await billing.audit.retrieve()).clean).toBe(true)
  })

  test('events: stock.low tells of the inventory', async () => {
    const { id } = await billing.products.create({
      sku: 'DAL',
      name: 'Dal',
      rate: 90,
      stock: 3,
      low_stock_level: 2,
    })
    await billing.inventory.adjust(id, { quantity: -1, reason: 'counted' })
    const [event] = (await billing.events.list({ resource: id })).data
    if (event?.type !== 'stock.low') throw new Error('it was fired')
    expectTypeOf(event.data.stock).toEqualTypeOf<number>()
    expect(event.data).toMatchObject({ product_id: id, stock: 2, low_stock_level: 2 })
  })
})
