import type { Product } from '@bahi/spec'
import type { Selectable } from 'kysely'
import { toMajor } from '../kit/money.ts'
import type { Decimal, Flag, InEnvironment, Json, Minor, Thousandths, Time } from './column.ts'
import { type InMode, stampsOf, stockOf } from './wire.ts'

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
  /** What is there in all stores: the sum of `stock_levels`. */
  stock: Thousandths
  low_stock_level: number | null
  allow_backorder: Flag
  archived: Flag
  metadata: Json
  created_at: Time
  updated_at: Time
}

export const toProduct = (row: Selectable<ProductTable>, tx: InMode): Product => ({
  id: row.id,
  object: 'product',
  sku: row.sku,
  name: row.name,
  description: row.description,
  rate: toMajor(row.rate_minor, row.currency),
  rate_minor: row.rate_minor,
  currency: row.currency,
  tax_rate: Number(row.tax_rate),
  tax_inclusive: row.tax_inclusive === 1,
  hsn_code: row.hsn_code,
  stock: stockOf(row.stock),
  low_stock_level: row.low_stock_level,
  allow_backorder: row.allow_backorder === 1,
  archived: row.archived === 1,
  metadata: JSON.parse(row.metadata),
  ...stampsOf(row, tx),
})
