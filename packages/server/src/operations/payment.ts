import type { Payment, PaymentCreate, PaymentMode } from '@bahi/spec'
import { invalidField, notFound, Refusal, unknownReference } from '../kit/errors.ts'
import { isId } from '../kit/id.ts'
import { definedMembers } from '../kit/members.ts'
import { type AnyAmount, readMinor } from '../kit/money.ts'
import type { PageRequest, PageRows } from '../kit/page.ts'
import { recordEvent } from '../outbox.ts'
import { owedMinor, requireAct } from '../rules/invoice.ts'
import { paymentPostings } from '../rules/ledger.ts'
import { newestPage } from '../store/newest-page.ts'
import type { Tx } from '../store/store.ts'
import type { Row } from '../tables/row.ts'
import { viewPayments } from './invoice-payments.ts'
import { announceIfPaid, settleInvoice } from './invoice-settle.ts'
import { invoiceExists, lockInvoice } from './invoice-view.ts'
import { postEntry } from './ledger.ts'

/** Money that came in by hand: of what is due or less. */
export async function createPayment(tx: Tx, invoiceId: string, body: PaymentCreate): Promise<Payment> {
  const invoice = await lockInvoice(tx, invoiceId)
  const amountMinor = readAmount(body, invoice.currency)
  if (amountMinor === undefined) throw new Error('A payment without an amount passed its schema.')
  requireAct(invoice, 'pay')
  const amount_due_minor = owedMinor(invoice, tx.now.getTime())
  if (amountMinor > amount_due_minor) throw new Refusal('overpayment', { amount_due_minor })
  return record(tx, invoice, {
    invoiceId,
    paymentLinkId: null,
    mode: body.mode,
    amountMinor,
    currency: invoice.currency,
    reference: body.reference ?? null,
    ...(body.received_at === undefined ? {} : { receivedAt: Date.parse(body.received_at) }),
    ...(body.metadata === undefined ? {} : { metadata: body.metadata }),
  })
}

export interface NewPayment {
  readonly invoiceId: string | null
  readonly paymentLinkId: string | null
  readonly mode: PaymentMode
  readonly amountMinor: number
  readonly currency: string
  readonly reference?: string | null
  /** Records the payment once, however often it is told of. */
  readonly gatewayPaymentId?: string | null
  /** Epoch ms; now if left out. */
  readonly receivedAt?: number
  readonly metadata?: Readonly<Record<string, string>>
}

/**
 * Records money that has come in: a fact, whatever has become of the invoice. What isn't due, or in another currency
 * than the invoice, goes to the customer's credit. A payment of the gateway that is known already is answered as it is.
 */
export async function recordPayment(tx: Tx, payment: NewPayment): Promise<Payment> {
  const invoice = payment.invoiceId === null ? null : await lockInvoice(tx, payment.invoiceId)
  return record(tx, invoice, payment)
}

export async function retrievePayment(tx: Tx, id: string): Promise<Payment> {
  const row = isId('pay', id) ? await paymentById(tx, id).executeTakeFirst() : undefined
  return viewPayment(tx, row)
}

export interface PaymentFilters {
  readonly invoice_id?: string | undefined
  readonly payment_link_id?: string | undefined
  readonly mode?: PaymentMode | undefined
}

export async function listPayments(
  tx: Tx,
  { invoice_id, payment_link_id, mode }: PaymentFilters,
  request: PageRequest,
): Promise<PageRows<Payment>> {
  if (invoice_id !== undefined && !(await invoiceExists(tx, invoice_id))) {
    throw unknownReference('/invoice_id', { in: 'query' })
  }
  if (payment_link_id !== undefined && !(await linkExists(tx, payment_link_id))) {
    throw unknownReference('/payment_link_id', { in: 'query' })
  }
  const found = tx.db
    .selectFrom('payments')
    .selectAll()
    .where((eb) => eb.and(definedMembers({ invoice_id, payment_link_id, mode })))
  const page = await newestPage(found, request)
  return { ...page, rows: await viewPayments(tx, page.rows) }
}

const linkExists = async (tx: Tx, id: string): Promise<boolean> =>
  isId('lnk', id) &&
  (await tx.db.selectFrom('payment_links').select('id').where('id', '=', id).executeTakeFirst()) !== undefined

export const paymentById = (tx: Tx, id: string) =>
  tx.db.selectFrom('payments').selectAll().where('id', '=', id)

/** The amount in the minor unit, if one was given; refused when it is nothing, or finer than the currency. */
export function readAmount(given: AnyAmount, currency: string): number | undefined {
  const { amount, amount_minor } = given
  if (amount === undefined && amount_minor === undefined) return undefined
  const pointer = amount === undefined ? '/amount_minor' : '/amount'
  const outcome = readMinor(given, currency)
  if ('fault' in outcome) throw invalidField(pointer, outcome.fault.code, outcome.fault.detail)
  if (outcome.minor === 0) throw invalidField(pointer, 'too_small', 'Must be above 0.')
  return outcome.minor
}

async function record(tx: Tx, invoice: Row<'invoices'> | null, payment: NewPayment): Promise<Payment> {
  const row = await claimPayment(tx, payment)
  if (row === undefined) return viewPayment(tx, await byGatewayId(tx, payment.gatewayPaymentId ?? ''))
  const { amountMinor, currency } = payment
  const isPayable = invoice !== null && invoice.currency === currency
  const appliedMinor = isPayable ? Math.min(amountMinor, owedMinor(invoice, tx.now.getTime())) : 0
  const isWrittenOff = invoice?.status === 'uncollectible'
  await postEntry(tx, {
    id: row.entry_id,
    kind: 'payment',
    postings: paymentPostings({ ...payment, appliedMinor, isWrittenOff }),
    invoiceId: payment.invoiceId,
    paymentId: row.id,
    paymentLinkId: payment.paymentLinkId,
  })
  const recorded = await viewPayment(tx, row)
  recordEvent(tx, { type: 'payment.recorded', resourceId: row.id, data: recorded })
  if (invoice !== null && appliedMinor > 0) {
    const after = await settleInvoice(tx, invoice, { paidMinor: appliedMinor })
    await announceIfPaid(tx, { before: invoice, after })
  }
  return recorded
}

/** Writes the row, unless the gateway's payment is known: then another has told of it, perhaps a moment ago. */
async function claimPayment(tx: Tx, payment: NewPayment): Promise<Row<'payments'> | undefined> {
  const now = tx.now.getTime()
  return tx.db
    .insertInto('payments')
    .values({
      id: tx.newId('pay'),
      invoice_id: payment.invoiceId,
      payment_link_id: payment.paymentLinkId,
      mode: payment.mode,
      amount_minor: payment.amountMinor,
      currency: payment.currency,
      reference: payment.reference ?? null,
      gateway_payment_id: payment.gatewayPaymentId ?? null,
      received_at: payment.receivedAt ?? now,
      entry_id: tx.newId('ent'),
      metadata: JSON.stringify(payment.metadata ?? {}),
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.columns(['environment', 'gateway_payment_id']).doNothing())
    .returningAll()
    .executeTakeFirst()
}

const byGatewayId = (tx: Tx, gatewayPaymentId: string) =>
  tx.db
    .selectFrom('payments')
    .selectAll()
    .where('gateway_payment_id', '=', gatewayPaymentId)
    .executeTakeFirst()

async function viewPayment(tx: Tx, row: Row<'payments'> | undefined): Promise<Payment> {
  const [payment] = row === undefined ? [] : await viewPayments(tx, [row])
  if (payment === undefined) throw notFound()
  return payment
}
