import { expect, test } from 'vitest'
import { balancesOf, credit, eventTypes, expectCleanBooks, untilDecided } from './support/books.ts'
import type { Answer } from './support/contract.ts'
import { useServer } from './support/harness.ts'
import { adjust, historyOf, inventoryOf, newProduct, newStore, sell } from './support/stock.ts'

const { openTenant } = useServer()
const payment = { mode: 'cash', amount: 1 }

test('100 tills sell the last 50 at once: 50 are sold, 50 refused, none is left', async () => {
  const shop = await openTenant()
  const { id, sku } = await newProduct(shop, { stock: 50, low_stock_level: 10 })
  const sale = { items: [{ sku, qty: 1, rate: 1 }], payment }
  const answers = await Promise.all(Array.from({ length: 100 }, () => untilDecided(() => sell(shop, sale))))
  const sold = answers.filter(({ status }) => status === 201)
  const refused = answers.filter(({ body }) => body.code === 'insufficient_stock')
  expect([sold.length, refused.length]).toEqual([50, 50])
  expect((await inventoryOf(shop, id)).stock).toBe(0)
  const numbers = sold.map(({ body }) => body.invoice_no.slice(-5)).sort()
  expect(numbers).toEqual(Array.from({ length: 50 }, (_, n) => String(n + 1).padStart(5, '0')))
  expect(await balancesOf(shop)).toEqual({ cash: 5_000, sales: -5_000 })
  expect(await eventTypes(shop, '&type=stock.low')).toHaveLength(1)
  expect((await historyOf(shop, id)).map(({ stock_after }: { stock_after: number }) => stock_after)).toEqual(
    Array.from({ length: 51 }, (_, n) => 50 - n),
  )
  await expectCleanBooks(shop)
})

test('baskets in any order, counts, returns and drafts at once never wait for one another for ever', async () => {
  const shop = await openTenant()
  const products = await Promise.all(Array.from({ length: 4 }, () => newProduct(shop, { stock: 200 })))
  const store_id = await newStore(shop)
  const lines = products.map(({ sku }) => ({ sku, qty: 1, rate: 1 }))
  const first = await sell(shop, { items: lines, payment })
  const acts: ((n: number) => Promise<Answer>)[] = [
    () => sell(shop, { items: lines, payment }),
    () => sell(shop, { items: lines.toReversed(), payment, customer: { phone: '+919876543210' } }),
    (n) => adjust(shop, products[n % 4].id, 1, n % 2 === 0 ? {} : { store_id }),
    (n) => {
      const items = [{ invoice_item_id: first.body.items[n % 4].id, qty: 0.01 }]
      return credit(shop, first.body.id, { restock: true, items })
    },
    () => sell(shop, { items: lines, customer: { phone: '+919876543210' } }),
    (n) => shop.api('PATCH', `/products/${products[n % 4].id}`, { body: { low_stock_level: n } }),
  ]
  const rounds = Array.from({ length: 10 }, () => acts).flat()
  const answers = await Promise.all(rounds.map((act, n) => untilDecided(() => act(n))))
  expect(answers.filter(({ status }) => status >= 300).map(({ text }) => text)).toEqual([])
  await expectCleanBooks(shop)
})
