import type { Answer } from './contract.ts'
import type { TestTenant } from './harness.ts'

type Caller = Pick<TestTenant, 'api'>

let count = 0

/** A product that nobody else sells, of which there are ten unless the body says otherwise. */
export async function newProduct({ api }: Caller, body: object = {}) {
  count += 1
  const fresh = { sku: `SKU-${count}`, name: `Product ${count}`, rate: 100, stock: 10 }
  const made = await api('POST', '/products', { body: { ...fresh, ...body } })
  if (made.status !== 201) throw new Error(made.text)
  return made.body
}

export const newStore = async ({ api }: Caller, name = 'Indiranagar'): Promise<string> =>
  (await api('POST', '/stores', { body: { name } })).body.id

export const inventoryOf = async ({ api }: Caller, productId: string) =>
  (await api('GET', `/inventory/${productId}`)).body

export const adjust = (
  { api }: Caller,
  productId: string,
  quantity: number,
  more: object = {},
): Promise<Answer> =>
  api('POST', `/inventory/${productId}/adjustments`, {
    body: { quantity, reason: quantity > 0 ? 'received' : 'damaged', ...more },
  })

/** The movements of a product, the oldest first. */
export async function historyOf({ api }: Caller, productId: string, query = '') {
  const { body } = await api('GET', `/inventory/${productId}/history?limit=100${query}`)
  return body.data.reverse()
}

/** Rings up a sale, or what the body says. */
export const sell = ({ api }: Caller, body: object, options: object = {}): Promise<Answer> =>
  api('POST', '/invoices', { body, ...options })
