import { expect, test } from 'vitest'
import type { EnvironmentId } from '../src/kit/environment.ts'
import { retrieveAudit } from '../src/operations/audit.ts'
import { createCreditNote, retrieveCreditNote } from '../src/operations/credit-note.ts'
import { recordGatewayPayment } from '../src/operations/gateway-payment.ts'
import { retrieveInvoice } from '../src/operations/invoice.ts'
import { voidInvoice } from '../src/operations/invoice-send.ts'
import { loadBalances } from '../src/operations/ledger.ts'
import { createPayment, recordPayment, retrievePayment } from '../src/operations/payment.ts'
import { createPaymentLink, retrievePaymentLink, saveLink } from '../src/operations/payment-link.ts'
import { createRefund, failRefund, succeedRefund } from '../src/operations/payment-refund.ts'
import type { Store } from '../src/store/store.ts'
import { openBooks } from './store/books.ts'

const gateway = (invoiceId: string | null, amountMinor: number, gatewayPaymentId = 'pay_rzp1') => ({
  invoiceId,
  paymentLinkId: null,
  mode: 'gateway' as const,
  amountMinor,
  currency: 'INR',
  gatewayPaymentId,
})

async function booksOf(store: Store, environment: EnvironmentId) {
  return store.read(environment, async (tx) => {
    const { checks } = await retrieveAudit(tx)
    expect(checks.filter(({ clean }) => !clean)).toEqual([])
    const balances = await loadBalances(tx)
    return Object.fromEntries(
      balances
        .filter(({ balance }) => balance !== 0n)
        .map(({ account, balance }) => [account, Number(balance)]),
    )
  })
}

const eventTypes = (store: Store, environment: EnvironmentId) =>
  store.read(environment, async (tx) =>
    (await tx.db.selectFrom('events').select('type').orderBy('sequence').execute()).map(({ type }) => type),
  )

test('a payment of the gateway pays the invoice, its surplus is the customer’s', async () => {
  const { store, environment, run, sent } = await openBooks()
  const { id } = await sent()
  const payment = await run((tx) => recordPayment(tx, gateway(id, 12_000)))
  expect(payment).toMatchObject({ amount_minor: 12_000, mode: 'gateway', gateway_payment_id: 'pay_rzp1' })
  const invoice = await store.read(environment, (tx) => retrieveInvoice(tx, id))
  expect(invoice).toMatchObject({ status: 'paid', amount_paid_minor: 10_000, payments: [payment] })
  expect(await booksOf(store, environment)).toEqual({
    gateway_clearing: 12_000,
    customer_credit: -2000,
    sales: -10_000,
  })
})

test('a payment of the gateway is recorded once, however often and at once it is told', async () => {
  const { store, environment, run, sent } = await openBooks()
  const { id } = await sent()
  const tell = () => run((tx) => recordPayment(tx, gateway(id, 10_000)))
  const told = await Promise.all(Array.from({ length: 8 }, tell))
  expect(new Set(told.map((payment) => payment.id)).size).toBe(1)
  expect(await tell()).toEqual(told[0])
  expect((await eventTypes(store, environment)).filter((type) => type === 'payment.recorded')).toHaveLength(1)
  expect(await booksOf(store, environment)).toEqual({ gateway_clearing: 10_000, sales: -10_000 })
})

test('the same payment told for no invoice, at once, is recorded once as well', async () => {
  const { store, environment, run } = await openBooks()
  const told = await Promise.all(
    Array.from({ length: 8 }, () => run((tx) => recordPayment(tx, gateway(null, 500)))),
  )
  expect(new Set(told.map((payment) => payment.id)).size).toBe(1)
  expect(await booksOf(store, environment)).toEqual({ gateway_clearing: 500, customer_credit: -500 })
})

test('money for a void, a paid or a foreign invoice is recorded and is the customer’s', async () => {
  const { store, environment, run, sent } = await openBooks()
  const gone = await sent()
  await run((tx) => voidInvoice(tx, gone.id))
  await run((tx) => recordPayment(tx, gateway(gone.id, 100, 'pay_1')))
  const paid = await sent()
  await run((tx) => createPayment(tx, paid.id, { mode: 'upi', amount: 100 }))
  await run((tx) => recordPayment(tx, gateway(paid.id, 200, 'pay_2')))
  const open = await sent()
  await run((tx) => recordPayment(tx, { ...gateway(open.id, 400, 'pay_3'), currency: 'EUR' }))
  const statuses = await store.read(environment, async (tx) => {
    const invoices = await Promise.all([gone, paid, open].map(({ id }) => retrieveInvoice(tx, id)))
    return invoices.map(({ status, amount_paid_minor }) => [status, amount_paid_minor])
  })
  expect(statuses).toEqual([
    ['void', 0],
    ['paid', 10_000],
    ['open', 0],
  ])
  expect((await booksOf(store, environment)).bank).toBe(10_000)
})

test('money that comes in after its link has expired still pays the invoice', async () => {
  const { store, environment, run, sent } = await openBooks()
  const invoice = await sent()
  const { id } = await run(async (tx) => {
    const link = await createPaymentLink(tx, { invoice_id: invoice.id }, { collects: true })
    return saveLink(tx, link.id, { expires_at: tx.now.getTime() })
  })
  const payment = { id: 'pay_1', reference: id, amountMinor: 10_000, currency: 'INR', method: 'upi' }
  await run((tx) => recordGatewayPayment(tx, payment))
  const paid = await store.read(environment, (tx) => retrieveInvoice(tx, invoice.id))
  expect(paid).toMatchObject({ status: 'paid', amount_paid_minor: 10_000 })
  expect((await store.read(environment, (tx) => retrievePaymentLink(tx, id))).status).toBe('paid')
})

test('money in another currency than its link’s pays nothing of the link', async () => {
  const { store, environment, run } = await openBooks()
  const { id } = await run((tx) => createPaymentLink(tx, { amount_minor: 400 }, { collects: true }))
  const payment = { id: 'pay_1', reference: id, amountMinor: 400, currency: 'EUR', method: 'card' }
  await run((tx) => recordGatewayPayment(tx, payment))
  const link = await store.read(environment, (tx) => retrievePaymentLink(tx, id))
  expect(link).toMatchObject({ status: 'open', currency: 'INR', amount_paid_minor: 0 })
  expect(await eventTypes(store, environment)).toEqual(['payment.recorded'])
  expect(await booksOf(store, environment)).toEqual({ gateway_clearing: 400, customer_credit: -400 })
})

test('refund: the gateway takes its time; what is on its way can’t be sent back twice', async () => {
  const { store, environment, run, sent } = await openBooks()
  const { id } = await sent()
  const payment = await run((tx) => recordPayment(tx, gateway(id, 12_000)))
  const refund = await run((tx) => createRefund(tx, payment.id, {}))
  expect(refund).toMatchObject({ status: 'pending', amount_minor: 2000, entry_id: null, invoice_id: id })
  const due = await store.read(environment, (tx) =>
    tx.db.selectFrom('schedule').select('kind').where('subject_id', '=', refund.id).execute(),
  )
  expect(due).toEqual([{ kind: 'refund' }])
  await expect(run((tx) => createRefund(tx, payment.id, {}))).rejects.toMatchObject({
    code: 'refund_exceeds_credit',
    facts: { refundable_minor: 0 },
  })
  const done = await run((tx) => succeedRefund(tx, refund.id, 'rfnd_1'))
  expect(done).toMatchObject({
    status: 'succeeded',
    gateway_refund_id: 'rfnd_1',
    entry_id: expect.any(String),
  })
  expect(await run((tx) => succeedRefund(tx, refund.id, 'rfnd_1'))).toEqual(done)
  expect(await run((tx) => failRefund(tx, refund.id, 'too late'))).toEqual(done)
  expect((await eventTypes(store, environment)).filter((type) => type === 'invoice.refunded')).toHaveLength(1)
  expect(await booksOf(store, environment)).toEqual({ gateway_clearing: 10_000, sales: -10_000 })
})

test('refund: what the gateway can’t send back is in credit again', async () => {
  const { store, environment, run, sent } = await openBooks()
  const { id } = await sent()
  const payment = await run((tx) => recordPayment(tx, gateway(id, 12_000)))
  const refund = await run((tx) => createRefund(tx, payment.id, { amount: 15 }))
  const failed = await run((tx) => failRefund(tx, refund.id, 'account closed'))
  expect(failed).toMatchObject({ status: 'failed', failure_reason: 'account closed', entry_id: null })
  expect((await run((tx) => createRefund(tx, payment.id, {}))).amount_minor).toBe(2000)
  const seen = await store.read(environment, (tx) => retrievePayment(tx, payment.id))
  expect(seen.refunds.map(({ status }) => status)).toEqual(['failed', 'pending'])
  expect(seen.refunded_minor).toBe(0)
  expect(await booksOf(store, environment)).toMatchObject({ customer_credit: -2000 })
})

test('credit note: what it frees of the gateway’s payment is on its way, and told of when it is back', async () => {
  const { store, environment, run, read, sent } = await openBooks()
  const invoice = await sent()
  const payment = await run((tx) => recordPayment(tx, gateway(invoice.id, 10_000)))
  const note = await run((tx) =>
    createCreditNote(tx, { invoice_id: invoice.id, reason: 'Returned', refund: true }),
  )
  expect(note).toMatchObject({
    refunds: [{ payment_id: payment.id, credit_note_id: note.id, status: 'pending', amount_minor: 10_000 }],
    refunded_minor: 0,
  })
  expect(await booksOf(store, environment)).toEqual({ gateway_clearing: 10_000, customer_credit: -10_000 })
  await run((tx) => succeedRefund(tx, note.refunds[0]?.id ?? '', 'rfnd_1'))
  expect((await eventTypes(store, environment)).at(-1)).toBe('invoice.refunded')
  expect(await read((tx) => retrieveCreditNote(tx, note.id))).toMatchObject({ refunded_minor: 10_000 })
  expect(await booksOf(store, environment)).toEqual({})
})
