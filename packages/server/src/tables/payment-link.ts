import type { PaymentLink } from '@bahi/spec'
import type { Selectable } from 'kysely'
import type { Flag, InEnvironment, Json, Minor, Time } from './column.ts'
import { type InMode, isoOrNull, stampsOf } from './wire.ts'

export interface PaymentLinkTable extends InEnvironment {
  id: string
  invoice_id: string | null
  contact_id: string | null
  amount_minor: Minor
  amount_paid_minor: Minor
  currency: string
  description: string | null
  accept_partial: Flag
  expires_at: Time | null
  callback_url: string | null
  cancelled_at: Time | null
  paid_at: Time | null
  /** The gateway's own link, made when the payer first pressed Pay. */
  gateway_link_id: string | null
  gateway_url: string | null
  /** What the gateway's link still asks for; another amount needs another link there. */
  gateway_due_minor: Minor | null
  /** How many links were made at the gateway for this one. */
  gateway_count: number
  metadata: Json
  created_at: Time
  updated_at: Time
}

/** What the gateway has reported, by its own id for the report: a repeated one changes nothing. */
export interface GatewayEventTable extends InEnvironment {
  id: string
  type: string
  received_at: Time
}

/** The simulated gateway's own books: what a real one keeps on its side. */
export interface SimulatedRecordTable extends InEnvironment {
  id: string
  kind: 'payment_link' | 'payment' | 'refund'
  /** Unique for its kind: a link's `reference_id`, a payment's attempt, a refund's `receipt`. */
  reference: string | null
  /** The payment of a refund. */
  payment_id: string | null
  body: Json
  created_at: Time
}

/** A row without its environment, which only the engine writes. */
export type PaymentLinkRow = Omit<Selectable<PaymentLinkTable>, 'environment'>

export interface PaymentLinkView {
  readonly row: PaymentLinkRow
  readonly status: PaymentLink['status']
  readonly url: string
}

export const toPaymentLink = ({ row, status, url }: PaymentLinkView, tx: InMode): PaymentLink => ({
  id: row.id,
  object: 'payment_link',
  url,
  status,
  amount_minor: row.amount_minor,
  amount_paid_minor: row.amount_paid_minor,
  currency: row.currency,
  description: row.description,
  contact_id: row.contact_id,
  invoice_id: row.invoice_id,
  accept_partial: row.accept_partial === 1,
  expires_at: isoOrNull(row.expires_at),
  callback_url: row.callback_url,
  metadata: JSON.parse(row.metadata),
  ...stampsOf(row, tx),
})
