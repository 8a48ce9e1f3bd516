import { expect, test } from 'vitest'
import {
  balancesOf,
  credit,
  eventTypes,
  expectCleanBooks,
  invoiceOf,
  pay,
  postingsOf,
  sentInvoice,
} from './support/books.ts'
import { type TestTenant, useServer } from './support/harness.ts'

const { openTenant } = useServer()

const refund = ({ api }: TestTenant, paymentId: string, body: object = {}) =>
  api('POST', `/payments/${paymentId}/refunds`, { body })

test('refund: what a credit note freed goes back the way it came, and invoice.refunded is fired', async () => {
  const tenant = await openTenant()
  const { id } = await sentInvoice(tenant, [60, 40])
  const { body: payment } = await pay(tenant, id, { mode: 'card', amount: 100 })
  const { items } = await invoiceOf(tenant, id)
  await credit(tenant, id, { items: [{ invoice_item_id: items[1].id }] })
  const { status, body } = await refund(tenant, payment.id, { amount: 40, reason: 'Paid twice' })
  expect(status).toBe(201)
  expect(body).toMatchObject({
    object: 'refund',
    payment_id: payment.id,
    invoice_id: id,
    credit_note_id: null,
    amount_minor: 4000,
    currency: 'INR',
    status: 'succeeded',
    reason: 'Paid twice',
    failure_reason: null,
    gateway_refund_id: null,
  })
  expect(await postingsOf(tenant, body.entry_id)).toEqual({ customer_credit: 4000, card_clearing: -4000 })
  const { body: after } = await tenant.api('GET', `/payments/${payment.id}`)
  expect(after).toMatchObject({ refunds: [body], refunded_minor: 4000, amount_minor: 10_000 })
  expect((await invoiceOf(tenant, id)).payments).toEqual([after])
  expect((await eventTypes(tenant)).at(-1)).toBe('invoice.refunded')
  const { body: events } = await tenant.api('GET', '/events?type=invoice.refunded')
  expect(events.data[0].data).toEqual(await invoiceOf(tenant, id))
  await expectCleanBooks(tenant)
})

test('refund: all that is in credit when no amount is given, over several payments', async () => {
  const tenant = await openTenant()
  const { id } = await sentInvoice(tenant)
  const { body: first } = await pay(tenant, id, { amount: 30 })
  const { body: second } = await pay(tenant, id, { amount: 70, mode: 'cash' })
  await credit(tenant, id)
  expect((await refund(tenant, first.id)).body.amount_minor).toBe(3000)
  expect((await refund(tenant, second.id, { amount: 60 })).body.amount_minor).toBe(6000)
  expect((await refund(tenant, second.id)).body.amount_minor).toBe(1000)
  expect(await balancesOf(tenant)).toEqual({})
  await expectCleanBooks(tenant)
})

test('refund: a payment that is owed to nobody, and more than is in credit, are refused', async () => {
  const tenant = await openTenant()
  const { id } = await sentInvoice(tenant)
  const { body: payment } = await pay(tenant, id, { amount: 100 })
  for (const body of [{}, { amount: 1 }]) {
    const refused = await refund(tenant, payment.id, body)
    expect(refused.status).toBe(409)
    expect(refused.body).toMatchObject({ code: 'refund_exceeds_credit', refundable_minor: 0 })
  }
  const { items } = await invoiceOf(tenant, id)
  await credit(tenant, id, { items: [{ invoice_item_id: items[0].id, qty: 0.25 }] })
  const refused = await refund(tenant, payment.id, { amount_minor: 2501 })
  expect(refused.body).toMatchObject({ code: 'refund_exceeds_credit', refundable_minor: 2500 })
  expect((await refund(tenant, payment.id, { amount_minor: 2500 })).status).toBe(201)
  expect((await refund(tenant, payment.id)).body).toMatchObject({ refundable_minor: 0 })
  await expectCleanBooks(tenant)
})

test.each([
  [{ amount: 0 }, '/amount', 'too_small'],
  [{ amount: 0.001 }, '/amount', 'too_many_decimals'],
  [{ amount: 1, amount_minor: 1 }, '/amount', 'one_of'],
])('refund: refuses %j at %s', async (sent, pointer, code) => {
  const tenant = await openTenant()
  const { id } = await sentInvoice(tenant)
  const { body: payment } = await pay(tenant, id, { amount: 100 })
  const { status, body } = await refund(tenant, payment.id, sent)
  expect(status).toBe(422)
  expect(body).toMatchObject({ code: 'validation_failed', errors: [{ pointer, code }] })
})
