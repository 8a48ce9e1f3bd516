import { type ProblemCode, problemExample } from '@bahi/spec'
import { beforeAll, expect, test } from 'vitest'
import type { Answer } from '../support/contract.ts'
import { type CallOptions, type TestTenant, useServer } from '../support/harness.ts'

const use = useServer()
let tenant: TestTenant
let ids: Readonly<Record<'invoice' | 'product' | 'sent' | 'line', string>>
beforeAll(async () => {
  tenant = await use.openTenant()
  const make = async (path: string, body: object) => (await tenant.api('POST', path, { body })).body
  const product = await make('/products', { sku: 'AMUL-MILK-1L', name: 'Milk', rate: 68, stock: 1 })
  const invoice = await make('/invoices', { currency: 'EUR' })
  const items = [{ description: 'Milk', qty: 1, rate: 68 }]
  const sent = await make(`/invoices/${(await make('/invoices', { items })).id}/send`, {})
  await make('/contacts', { name: 'Rahul K.', phone: '+919876543210' })
  ids = { invoice: invoice.id, product: product.id, sent: sent.id, line: sent.items[0].id }
})

const post = (path: string, body: object, options: CallOptions = {}) =>
  tenant.api('POST', path, { body, ...options })

const item = (fields: object) => ({ items: [{ description: 'Milk', qty: 1, rate: 68, ...fields }] })
const billable = { description: 'Work', quantity: 1, amount_minor: 1, currency_code: 'INR' }

const provoked: Partial<Record<ProblemCode, () => Promise<Answer>>> = {
  invalid_header: () => post('/contacts', {}, { headers: { 'Key-Inflection': 'kebab' } }),
  unsupported_api_version: () => post('/contacts', {}, { headers: { 'API-Version': '9.9' } }),
  async insufficient_scope() {
    const { body } = await post('/api-keys', { kind: 'secret', scopes: ['invoices:read'] })
    return post('/invoices', {}, { key: body.secret })
  },
  async idempotency_key_reused() {
    await post('/invoices', item({ qty: 1 }), { idempotencyKey: 'once' })
    return post('/invoices', item({ qty: 2 }), { idempotencyKey: 'once' })
  },
  invalid_state: () => post(`/invoices/${ids.invoice}/void`, {}),
  already_exists: () => post('/contacts', { name: 'Asha', phone: '+919876543210' }),
  overpayment: () => post(`/invoices/${ids.sent}/payments`, { mode: 'cash', amount: 69 }),
  insufficient_stock: () =>
    post('/invoices', { items: [{ sku: 'AMUL-MILK-1L', qty: 2 }], payment: { mode: 'cash', amount: 136 } }),
  credit_exceeds_invoice: () =>
    post('/credit-notes', {
      invoice_id: ids.sent,
      reason: 'Returned',
      items: [{ invoice_item_id: ids.line, qty: 2 }],
    }),
  payload_too_large: () => post('/contacts', { name: 'x'.repeat(1_048_576) }),
  validation_failed: () => post('/invoices', item({ qty: 0 })),
  unknown_reference: () => post('/invoices', { contact_id: 'ctc_nobody' }),
  currency_mismatch: () => post('/billables', { invoice_id: ids.invoice, billables: [billable] }),
  amount_too_large: () => post('/invoices', item({ qty: 1_000_000, rate: 10_000_000_000 })),
}

test.each(Object.entries(provoked))('the example of %s is what is answered', async (code, provoke) => {
  const { instance, request_id, shortages, ...answered } = (await provoke()).body
  const { instance: _, request_id: __, shortages: lacking, ...shown } = problemExample(code as ProblemCode)
  expect(answered).toEqual(shown)
  const ofAnyProduct = ({ product_id, store_id, ...shortage }: Record<string, unknown>) => shortage
  expect(shortages?.map(ofAnyProduct)).toEqual((lacking as typeof shortages)?.map(ofAnyProduct))
})
