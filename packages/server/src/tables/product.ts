import type { Decimal, Flag, InEnvironment, Json, Minor, Time } from './row.ts'

export interface ProductTable extends InEnvironment {
  id: string
  sku: string
  name: string
  description: string | null
  rate_minor: Minor
  currency: string
  /** Percent. */
  tax_rate: Decimal
  tax_inclusive: Flag
  hsn_code: string | null
  stock: number
  low_stock_level: number | null
  allow_backorder: Flag
  archived: Flag
  metadata: Json
  created_at: Time
  updated_at: Time
}
