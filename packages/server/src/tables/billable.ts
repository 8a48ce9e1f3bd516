import type { Decimal, InEnvironment, Json, Minor, Time } from './row.ts'

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
