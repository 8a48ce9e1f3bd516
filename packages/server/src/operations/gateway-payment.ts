import { recordEvent } from '../outbox.ts'
import { statusOf } from '../rules/payment-link.ts'
import { unschedule } from '../schedule.ts'
import type { Tx } from '../store/store.ts'
import { recordPayment } from './payment.ts'
import { lockLink, saveLink } from './payment-link.ts'
import { invoicesOf, viewLink } from './payment-link-view.ts'

/** Money that the gateway has taken. */
export interface CapturedPayment {
  readonly id: string
  /** `lnk_…`, perhaps with a number behind it. */
  readonly reference: string
  readonly amountMinor: number
  readonly currency: string
  readonly method: string
}

/**
 * Records what the gateway has taken through a link, once for its `pay_` id however often it is told. It is a fact, also
 * when the link is expired or cancelled: it pays what its invoice still wants. False when it was recorded before.
 */
export async function recordGatewayPayment(tx: Tx, payment: CapturedPayment): Promise<boolean> {
  const row = await lockLink(tx, linkIdOf(payment.reference))
  const before = await tx.db
    .selectFrom('payments')
    .select('id')
    .where('gateway_payment_id', '=', payment.id)
    .executeTakeFirst()
  if (before !== undefined) return false
  await recordPayment(tx, {
    invoiceId: row.invoice_id,
    paymentLinkId: row.id,
    mode: 'gateway',
    amountMinor: payment.amountMinor,
    currency: payment.currency,
    reference: payment.method,
    gatewayPaymentId: payment.id,
  })
  // Currencies are never mixed: another one is the customer's credit, and pays nothing of the link.
  const paidMinor = payment.currency === row.currency ? payment.amountMinor : 0
  const amount_paid_minor = row.amount_paid_minor + paidMinor
  const gateway_due_minor =
    row.gateway_due_minor === null ? null : Math.max(0, row.gateway_due_minor - paidMinor)
  const paid = await saveLink(tx, row.id, { amount_paid_minor, gateway_due_minor })
  const invoice = (await invoicesOf(tx, [paid])).get(paid.id) ?? null
  if (row.paid_at !== null || statusOf(paid, invoice, tx.now.getTime()) !== 'paid') return true
  const settled = await saveLink(tx, row.id, { paid_at: tx.now.getTime() })
  await unschedule(tx, 'payment_link.expire', row.id)
  recordEvent(tx, { type: 'payment_link.paid', resourceId: row.id, data: viewLink(tx, settled, invoice) })
  return true
}

const LINK_ID_LENGTH = 'lnk_'.length + 26

/** `lnk_…-2` is the second link that was made at the gateway for `lnk_…`. */
export const linkIdOf = (reference: string): string => reference.slice(0, LINK_ID_LENGTH)
