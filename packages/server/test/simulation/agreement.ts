import { expect } from 'vitest'
import { expectCleanBooks } from '../support/books.ts'
import type { TestTenant } from '../support/harness.ts'
import { allOf } from './all.ts'
import { thousandths } from './amount.ts'
import { dueOf, type Model, type ModelProduct, stockOf, totalOf, unrefunded } from './model.ts'

type Caller = Pick<TestTenant, 'api'>

/** Every invoice with its payments, every account, all stock with its last movements, and the audit: as the model has them. */
export async function expectAgreement(tenant: TestTenant, model: Model): Promise<void> {
  expect(await invoicesOf(tenant)).toEqual(invoicesIn(model))
  expect(await accountsOf(tenant)).toEqual(accountsIn(model))
  for (const product of model.products.values())
    expect(await inventoryOf(tenant, product.id)).toEqual(inventoryIn(product))
  await expectCleanBooks(tenant)
  const { body } = await tenant.api('GET', '/ledger/trial-balance')
  expect(body.currencies.filter(({ balanced }: { balanced: boolean }) => !balanced)).toEqual([])
}

/** As many events of every type as the acts were to fire; what time alone brings about is let be. */
export async function expectEvents(tenant: Caller, model: Model): Promise<void> {
  const counts = new Map<string, number>()
  for (const { type } of await allOf(tenant, '/events')) counts.set(type, (counts.get(type) ?? 0) + 1)
  const fired = [...model.events.keys()].map((type) => [type, counts.get(type) ?? 0])
  expect(Object.fromEntries(fired)).toEqual(Object.fromEntries(model.events))
}

async function invoicesOf({ api }: Caller) {
  const { body } = await api('GET', '/invoices?limit=100')
  return body.data
    .map((invoice: (typeof body.data)[number]) => ({
      id: invoice.id,
      status: invoice.status,
      total: invoice.total_minor,
      paid: invoice.amount_paid_minor,
      credited: invoice.amount_credited_minor,
      due: invoice.amount_due_minor,
      payments: Object.fromEntries(
        invoice.payments.map((payment: (typeof invoice.payments)[number]) => [
          payment.id,
          `${payment.amount_minor} - ${payment.refunded_minor}`,
        ]),
      ),
    }))
    .reverse()
}

const invoicesIn = (model: Model) =>
  [...model.invoices.values()]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((invoice) => ({
      id: invoice.id,
      status: invoice.status,
      total: Number(totalOf(invoice)),
      paid: Number(invoice.paid),
      credited: Number(invoice.credited),
      due: Number(dueOf(invoice)),
      payments: Object.fromEntries(
        invoice.payments.map((payment) => [
          payment.id,
          `${payment.amount} - ${payment.amount - unrefunded(payment)}`,
        ]),
      ),
    }))

async function accountsOf({ api }: Caller): Promise<Record<string, number>> {
  const { body } = await api('GET', '/ledger/accounts')
  const rows: { account: string; balance_minor: number }[] = body.data
  return Object.fromEntries(
    rows.filter((row) => row.balance_minor !== 0).map((row) => [row.account, row.balance_minor]),
  )
}

const accountsIn = (model: Model): Record<string, number> =>
  Object.fromEntries(
    [...model.balances].filter(([, sum]) => sum !== 0n).map(([name, sum]) => [name, Number(sum)]),
  )

/** As many as tell in which order two acts at once came. */
const LAST_MOVEMENTS = 8

async function inventoryOf({ api }: Caller, productId: string) {
  const { body: inventory } = await api('GET', `/inventory/${productId}`)
  const { body: history } = await api('GET', `/inventory/${productId}/history?limit=${LAST_MOVEMENTS}`)
  const stores: { store_id: string; stock: number }[] = inventory.stores
  const movements: { quantity: number; stock_after: number }[] = history.data
  return {
    stock: String(thousandths(inventory.stock)),
    stores: Object.fromEntries(stores.map(({ store_id, stock }) => [store_id, String(thousandths(stock))])),
    movements: movements.map(
      ({ quantity, stock_after }) => `${thousandths(quantity)} -> ${thousandths(stock_after)}`,
    ),
  }
}

const inventoryIn = (product: ModelProduct) => ({
  stock: String(stockOf(product)),
  stores: Object.fromEntries([...product.levels].map(([store, level]) => [store, String(level)])),
  movements: product.history.slice(-LAST_MOVEMENTS).reverse(),
})
