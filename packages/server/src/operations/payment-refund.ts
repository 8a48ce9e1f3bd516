import type { Refund, RefundCreate } from '@bahi/spec'
import { notFound, Refusal } from '../kit/errors.ts'
import { isId } from '../kit/id.ts'
import { refundPostings } from '../rules/ledger.ts'
import { schedule } from '../schedule.ts'
import type { Tx } from '../store/store.ts'
import { toRefund } from '../tables/payment.ts'
import type { Row } from '../tables/row.ts'
import { loadRefunds } from './invoice-payments.ts'
import { announce, invoiceById, lockInvoice, viewInvoice } from './invoice-view.ts'
import { invoiceBalance, postEntry } from './ledger.ts'
import { forUpdate } from './lock.ts'
import { paymentById, readAmount } from './payment.ts'

/** Sends back what the customer has in credit from this payment; all of it if no amount is given. */
export async function createRefund(tx: Tx, paymentId: string, body: RefundCreate): Promise<Refund> {
  const payment = await lockPayment(tx, paymentId)
  const asked = readAmount(body, payment.currency)
  const refundable_minor = await refundableMinor(tx, payment)
  const amountMinor = asked ?? refundable_minor
  if (amountMinor > refundable_minor || amountMinor === 0) {
    throw new Refusal('refund_exceeds_credit', { refundable_minor })
  }
  const refund = await startRefund(tx, payment, { amountMinor, reason: body.reason ?? null })
  await announceRefund(tx, refund)
  return toRefund(refund, tx)
}

export interface NewRefund {
  readonly amountMinor: number
  readonly reason: string | null
  readonly creditNoteId?: string
}

/** What came by hand goes back by hand, at once; the gateway is asked after the commit. Tells nobody: see `announceRefund`. */
export async function startRefund(
  tx: Tx,
  payment: Row<'payments'>,
  { amountMinor, reason, creditNoteId }: NewRefund,
): Promise<Row<'refunds'>> {
  const now = tx.now.getTime()
  const refund = await tx.db
    .insertInto('refunds')
    .values({
      id: tx.newId('rfd'),
      payment_id: payment.id,
      invoice_id: payment.invoice_id,
      credit_note_id: creditNoteId ?? null,
      amount_minor: amountMinor,
      currency: payment.currency,
      status: 'pending',
      reason,
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  if (payment.mode !== 'gateway') return settleRefund(tx, payment, refund, null)
  await schedule(tx, { kind: 'refund', subjectId: refund.id, dueAt: now })
  return refund
}

/** The gateway has sent the money back: posted once, however often it says so, and also after it had said that it failed. */
export async function succeedRefund(tx: Tx, id: string, gatewayRefundId: string | null): Promise<Refund> {
  const { refund, payment } = await lockRefund(tx, id)
  if (refund.status === 'succeeded') return toRefund(refund, tx)
  const settled = await settleRefund(tx, payment, refund, gatewayRefundId)
  await announceRefund(tx, settled)
  return toRefund(settled, tx)
}

/** The gateway can't send the money back: it is the customer's credit as before. */
export async function failRefund(tx: Tx, id: string, why: string): Promise<Refund> {
  const { refund } = await lockRefund(tx, id)
  if (refund.status !== 'pending') return toRefund(refund, tx)
  return toRefund(await save(tx, id, { status: 'failed', failure_reason: why }), tx)
}

/** Tells that money of an invoice went back, if it did. */
export async function announceRefund(tx: Tx, refund: Row<'refunds'>): Promise<void> {
  if (refund.invoice_id === null || refund.status !== 'succeeded') return
  const invoice = await invoiceById(tx, refund.invoice_id).executeTakeFirstOrThrow()
  announce(tx, 'invoice.refunded', await viewInvoice(tx, invoice))
}

/** What of a payment has not gone back and is not on its way. */
export async function unrefundedMinor(tx: Tx, payment: Row<'payments'>): Promise<number> {
  const refunds = await loadRefunds(tx, [payment.id])
  const taken = refunds.filter(({ status }) => status !== 'failed')
  return taken.reduce((left, { amount_minor }) => left - amount_minor, payment.amount_minor)
}

/** What the customer has in credit from this payment, or from its invoice if that is less. */
async function refundableMinor(tx: Tx, payment: Row<'payments'>): Promise<number> {
  const left = await unrefundedMinor(tx, payment)
  if (payment.invoice_id === null) return left
  const { currency, invoice_id: invoiceId } = payment
  const credit = -(await invoiceBalance(tx, { invoiceId, currency, account: 'customer_credit' }))
  const pending = await tx.db
    .selectFrom('refunds')
    .select('amount_minor')
    .where('invoice_id', '=', invoiceId)
    .where('status', '=', 'pending')
    .where('currency', '=', currency)
    .execute()
  const free = pending.reduce((sum, { amount_minor }) => sum - amount_minor, credit)
  return Math.max(0, Math.min(left, free))
}

async function settleRefund(
  tx: Tx,
  { mode }: Row<'payments'>,
  refund: Row<'refunds'>,
  gatewayRefundId: string | null,
): Promise<Row<'refunds'>> {
  const { currency, amount_minor: amountMinor } = refund
  const entry_id = await postEntry(tx, {
    kind: 'refund',
    postings: refundPostings({ mode, currency, amountMinor }),
    invoiceId: refund.invoice_id,
    paymentId: refund.payment_id,
    creditNoteId: refund.credit_note_id,
    refundId: refund.id,
  })
  const done = { status: 'succeeded' as const, failure_reason: null, gateway_refund_id: gatewayRefundId }
  return save(tx, refund.id, { ...done, entry_id })
}

/** The payment, its invoice locked first: in the order of all locks. */
async function lockPayment(tx: Tx, id: string): Promise<Row<'payments'>> {
  const seen = isId('pay', id) ? await paymentById(tx, id).executeTakeFirst() : undefined
  if (seen === undefined) throw notFound()
  if (seen.invoice_id !== null) await lockInvoice(tx, seen.invoice_id)
  return forUpdate(tx, paymentById(tx, id)).executeTakeFirstOrThrow()
}

async function lockRefund(tx: Tx, id: string) {
  const byId = tx.db.selectFrom('refunds').selectAll().where('id', '=', id)
  const seen = isId('rfd', id) ? await byId.executeTakeFirst() : undefined
  if (seen === undefined) throw notFound()
  const payment = await lockPayment(tx, seen.payment_id)
  return { payment, refund: await byId.executeTakeFirstOrThrow() }
}

const save = (tx: Tx, id: string, columns: Partial<Omit<Row<'refunds'>, 'environment' | 'id'>>) =>
  tx.db
    .updateTable('refunds')
    .set({ ...columns, updated_at: tx.now.getTime() })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
