import type { Billable } from '@bahi/spec'
import type { Selectable } from 'kysely'
import type { Decimal, InEnvironment, Json, Minor, Time } from './column.ts'
import { type InMode, stampsOf } from './wire.ts'

export interface BillableTable extends InEnvironment {
  id: string
  invoice_id: string
  description: string
  quantity: Decimal
  /** The price of one unit. */
  amount_minor: Minor
  currency_code: string
  reference_type: string | null
  reference_id: string | null
  metadata: Json
  /** The wire's `order`, a keyword of SQL. */
  sort_order: number | null
  created_at: Time
  updated_at: Time
}

/** Without its environment, which only the engine writes. */
export type BillableRow = Omit<Selectable<BillableTable>, 'environment'>

export const toBillable = (row: BillableRow, tx: InMode): Billable => ({
  id: row.id,
  object: 'billable',
  invoice: row.invoice_id,
  description: row.description,
  quantity: Number(row.quantity),
  amount_minor: row.amount_minor,
  currency_code: row.currency_code,
  reference_type: row.reference_type,
  reference_id: row.reference_id,
  metadata: JSON.parse(row.metadata),
  order: row.sort_order,
  ...stampsOf(row, tx),
})
