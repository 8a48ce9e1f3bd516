import { expect, test } from 'vitest'
import { credit, eventTypes, expectCleanBooks, sentInvoice, untilDecided } from './support/books.ts'
import { type TestTenant, useServer } from './support/harness.ts'
import { historyOf, inventoryOf, newProduct, newStore, sell } from './support/stock.ts'

const { openTenant } = useServer()

/** Three of a product, sold in a store of their own, and a bag that has no stock. */
async function sold(shop: TestTenant, product: object = {}) {
  const { id, sku } = await newProduct(shop, { stock: 0, ...product })
  const store_id = await newStore(shop)
  const came = { quantity: 10, reason: 'received', store_id }
  await shop.api('POST', `/inventory/${id}/adjustments`, { body: came })
  const items = [
    { sku, qty: 3, rate: 100 },
    { description: 'Bag', qty: 1, rate: 5 },
  ]
  const { body: sale } = await sell(shop, { items, store_id, payment: { mode: 'cash', amount: 305 } })
  return { id, store_id, sale }
}

const stockOf = async (shop: TestTenant, id: string): Promise<number> => (await inventoryOf(shop, id)).stock

test('restock: what is credited goes back into the store that it came from, with its cause', async () => {
  const shop = await openTenant()
  const { id, store_id, sale } = await sold(shop)
  const { status, body } = await credit(shop, sale.id, { restock: true, refund: true })
  expect([status, body.restock]).toEqual([201, true])
  expect(await stockOf(shop, id)).toBe(10)
  expect((await historyOf(shop, id)).at(-1)).toMatchObject({
    kind: 'restock',
    quantity: 3,
    stock_after: 10,
    store_id,
    invoice_id: sale.id,
    invoice_item_id: sale.items[0].id,
    credit_note_id: body.id,
  })
  await expectCleanBooks(shop)
})

test('restock: a part goes back as a part, and what was credited without it stays out', async () => {
  const shop = await openTenant()
  const { id, sale } = await sold(shop)
  const invoice_item_id = sale.items[0].id
  const part = (qty: number, restock?: boolean) =>
    credit(shop, sale.id, {
      items: [{ invoice_item_id, qty }],
      ...(restock === undefined ? {} : { restock }),
    })
  await part(0.5, true)
  expect(await stockOf(shop, id)).toBe(7.5)
  expect((await part(1)).body.restock).toBe(false)
  expect(await stockOf(shop, id)).toBe(7.5)
  await credit(shop, sale.id, { restock: true })
  expect(await stockOf(shop, id)).toBe(9)
  expect((await part(0.001, true)).body.code).toBe('credit_exceeds_invoice')
  await expectCleanBooks(shop)
})

test('restock: an invoice that took no stock gives none back', async () => {
  const shop = await openTenant()
  const { id, sku } = await newProduct(shop)
  const { id: invoiceId } = await sentInvoice(shop, [], { items: [{ sku, qty: 2 }] })
  expect((await credit(shop, invoiceId, { restock: true })).body.restock).toBe(true)
  expect(await stockOf(shop, id)).toBe(10)
  await expectCleanBooks(shop)
})

test('restock: stock that rises above its low level may fall low again', async () => {
  const shop = await openTenant()
  const { id, sale } = await sold(shop, { low_stock_level: 8 })
  await credit(shop, sale.id, { restock: true })
  const lost = { quantity: -2, reason: 'lost', store_id: sale.store_id }
  expect((await shop.api('POST', `/inventory/${id}/adjustments`, { body: lost })).status).toBe(201)
  expect(await eventTypes(shop, '&type=stock.low')).toHaveLength(2)
})

test('restock: many notes at once put back what was taken, and no more', async () => {
  const shop = await openTenant()
  const { id, sale } = await sold(shop)
  const items = [{ invoice_item_id: sale.items[0].id, qty: 0.25 }]
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => untilDecided(() => credit(shop, sale.id, { items, restock: true }))),
  )
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(12)
  expect(await stockOf(shop, id)).toBe(10)
  await expectCleanBooks(shop)
})
