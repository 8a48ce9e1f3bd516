import type { TestTenant } from '../support/harness.ts'
import { newProduct, newStore } from '../support/stock.ts'
import type { ModelProduct } from './model.ts'

/** What is sold: much of one, little of another, and one of which more may be sold than is there. */
const range = [
  { stock: 16, low_stock_level: 14, tax_rate: 5 },
  { stock: 3.5, low_stock_level: 3, tax_rate: 0 },
  { stock: 1, allow_backorder: true, tax_rate: 18 },
]

/** Whom invoices are for: of the shop's own state, so that taxes are halved. */
export const BUYER = '+919876543210'
const STATE = 'KA'

/** Two stores, and products that lie in the first. */
export async function openShop(tenant: Pick<TestTenant, 'api'>): Promise<ModelProduct[]> {
  await tenant.api('PATCH', '/tenant', { body: { state: STATE } })
  await tenant.api('POST', '/customers', { body: { phone: BUYER, state: STATE } })
  const main: string = (await tenant.api('GET', '/stores')).body.data[0].id
  const other = await newStore(tenant)
  const products: ModelProduct[] = []
  for (const item of range) {
    const { id } = await newProduct(tenant, item)
    const stock = BigInt(item.stock * 1_000)
    products.push({
      id,
      taxRate: item.tax_rate,
      lowLevel: item.low_stock_level === undefined ? null : BigInt(item.low_stock_level * 1_000),
      allowsBackorder: item.allow_backorder === true,
      levels: new Map([
        [main, stock],
        [other, 0n],
      ]),
      history: [`${stock} -> ${stock}`],
    })
  }
  return products
}
