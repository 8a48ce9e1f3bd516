import type { CreditNote } from '@bahi/spec'
import type { Selectable } from 'kysely'
import type { Decimal, Flag, InEnvironment, Json, Minor, Time } from './column.ts'
import { type RefundTable, refundedMinor, toRefund } from './payment.ts'
import { type InMode, stampsOf } from './wire.ts'

export interface CreditNoteTable extends InEnvironment {
  id: string
  /** `CRN-2026-00001`. */
  credit_note_no: string
  invoice_id: string
  reason: string
  currency: string
  subtotal_minor: Minor
  tax_minor: Minor
  total_minor: Minor
  taxes: Json
  entry_id: string
  reverses_entry_id: string
  /** Null in notes from before there was stock. */
  restock: Flag | null
  metadata: Json
  created_at: Time
  updated_at: Time
}

export interface CreditNoteItemTable extends InEnvironment {
  id: string
  credit_note_id: string
  position: number
  invoice_item_id: string
  description: string
  qty: Decimal
  subtotal_minor: Minor
  tax_minor: Minor
  total_minor: Minor
}

/** A credited line without its environment, which only the engine writes. */
export type CreditNoteLine = Omit<Selectable<CreditNoteItemTable>, 'environment'>

export interface CreditNoteView {
  readonly row: Selectable<CreditNoteTable>
  readonly lines: readonly CreditNoteLine[]
  readonly refunds: readonly Selectable<RefundTable>[]
  /** Its page. */
  readonly hostedUrl: string
}

export function toCreditNote({ row, lines, refunds, hostedUrl }: CreditNoteView, tx: InMode): CreditNote {
  return {
    id: row.id,
    object: 'credit_note',
    credit_note_no: row.credit_note_no,
    invoice_id: row.invoice_id,
    reason: row.reason,
    currency: row.currency,
    items: lines.map((line) => ({
      id: line.id,
      invoice_item_id: line.invoice_item_id,
      description: line.description,
      qty: Number(line.qty),
      subtotal_minor: line.subtotal_minor,
      tax_minor: line.tax_minor,
      total_minor: line.total_minor,
    })),
    taxes: JSON.parse(row.taxes),
    subtotal_minor: row.subtotal_minor,
    tax_minor: row.tax_minor,
    total_minor: row.total_minor,
    refunds: refunds.map((refund) => toRefund(refund, tx)),
    refunded_minor: refundedMinor(refunds),
    restock: row.restock === 1,
    entry_id: row.entry_id,
    reverses_entry_id: row.reverses_entry_id,
    hosted_url: hostedUrl,
    metadata: JSON.parse(row.metadata),
    ...stampsOf(row, tx),
  }
}
