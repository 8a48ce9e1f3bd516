import { expect, test } from 'vitest'
import { startBin } from './convention/support/bin.ts'
import { expectCleanBooks, untilDecided } from './support/books.ts'
import { testLocation } from './support/engines.ts'
import { inventoryOf, newProduct, sell } from './support/stock.ts'

test('100 tills at two processes sell the last 50 at once: 50 are sold, 50 refused, none is left', async () => {
  const location = await testLocation({ fresh: true })
  const one = await startBin(location)
  const other = await startBin(location)
  const key: string = one.keys.test.secret
  const shops = [one, other].map(({ call }) => ({
    api: (method: string, path: string, options: object = {}) => call(method, path, { key, ...options }),
  }))
  const [shop] = shops
  if (shop === undefined) throw new Error('There is no shop.')
  const { id, sku } = await newProduct(shop, { stock: 50 })
  const sale = { items: [{ sku, qty: 1, rate: 1 }], payment: { mode: 'cash', amount: 1 } }
  const tills = Array.from({ length: 50 }, () => shops).flat()
  const answers = await Promise.all(tills.map((till) => untilDecided(() => sell(till, sale))))
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(50)
  expect(answers.filter(({ body }) => body.code === 'insufficient_stock')).toHaveLength(50)
  for (const till of shops) expect((await inventoryOf(till, id)).stock).toBe(0)
  await expectCleanBooks(shop)
})
