import type { Decimal, Flag, InEnvironment, Json, Minor, Time } from './row.ts'

export interface InvoiceTable extends InEnvironment {
  id: string
  /** `INV-2026-00001`, given when the invoice is sent. */
  invoice_no: string | null
  status: 'draft' | 'open' | 'paid' | 'void' | 'uncollectible'
  contact_id: string | null
  customer_name: string | null
  customer_phone: string | null
  store_id: string | null
  currency: string
  subtotal_minor: Minor
  tax_minor: Minor
  total_minor: Minor
  taxes: Json
  amount_paid_minor: Minor
  amount_credited_minor: Minor
  due_in_days: number | null
  due_at: Time | null
  sent_at: Time | null
  paid_at: Time | null
  voided_at: Time | null
  metadata: Json
  created_at: Time
  updated_at: Time
}

export interface InvoiceItemTable extends InEnvironment {
  id: string
  invoice_id: string
  position: number
  catalog_item_id: string | null
  billable_id: string | null
  sku: string | null
  description: string
  qty: Decimal
  rate_minor: Minor
  tax_rate: Decimal
  tax_inclusive: Flag
  hsn_code: string | null
  subtotal_minor: Minor
  tax_minor: Minor
  total_minor: Minor
}
