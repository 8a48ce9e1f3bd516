import type { Payment, PaymentMode, Refund } from '@bahi/spec'
import type { Selectable } from 'kysely'
import { toMajor } from '../kit/money.ts'
import type { InEnvironment, Json, Minor, Time } from './column.ts'
import { type InMode, iso, stampsOf } from './wire.ts'

export interface PaymentTable extends InEnvironment {
  id: string
  invoice_id: string | null
  payment_link_id: string | null
  mode: PaymentMode
  amount_minor: Minor
  currency: string
  reference: string | null
  /** Once in an environment: what makes a payment of the gateway be recorded once. */
  gateway_payment_id: string | null
  received_at: Time
  entry_id: string
  metadata: Json
  created_at: Time
  updated_at: Time
}

export interface RefundTable extends InEnvironment {
  id: string
  payment_id: string
  /** That of the payment. */
  invoice_id: string | null
  credit_note_id: string | null
  amount_minor: Minor
  currency: string
  status: Refund['status']
  reason: string | null
  failure_reason: string | null
  gateway_refund_id: string | null
  /** Set when it succeeded. */
  entry_id: string | null
  created_at: Time
  updated_at: Time
}

export function toPayment(
  row: Selectable<PaymentTable>,
  refunds: readonly Selectable<RefundTable>[],
  tx: InMode,
): Payment {
  return {
    id: row.id,
    object: 'payment',
    invoice_id: row.invoice_id,
    payment_link_id: row.payment_link_id,
    mode: row.mode,
    amount: toMajor(row.amount_minor, row.currency),
    amount_minor: row.amount_minor,
    currency: row.currency,
    reference: row.reference,
    gateway_payment_id: row.gateway_payment_id,
    received_at: iso(row.received_at),
    entry_id: row.entry_id,
    refunds: refunds.map((refund) => toRefund(refund, tx)),
    refunded_minor: refundedMinor(refunds),
    metadata: JSON.parse(row.metadata),
    ...stampsOf(row, tx),
  }
}

export const toRefund = (row: Selectable<RefundTable>, tx: InMode): Refund => ({
  id: row.id,
  object: 'refund',
  payment_id: row.payment_id,
  credit_note_id: row.credit_note_id,
  invoice_id: row.invoice_id,
  amount_minor: row.amount_minor,
  currency: row.currency,
  status: row.status,
  reason: row.reason,
  failure_reason: row.failure_reason,
  gateway_refund_id: row.gateway_refund_id,
  entry_id: row.entry_id,
  ...stampsOf(row, tx),
})

/** What went back: refunds on their way don't count yet. */
export const refundedMinor = (refunds: readonly Pick<Refund, 'status' | 'amount_minor'>[]): number =>
  refunds
    .filter(({ status }) => status === 'succeeded')
    .reduce((sum, { amount_minor }) => sum + amount_minor, 0)
