import type { Invoice, InvoiceItem, Payment } from '@bahi/spec'
import type { Selectable } from 'kysely'
import { maskPhone } from '../kit/mask.ts'
import { toMajor } from '../kit/money.ts'
import type { Decimal, Flag, InEnvironment, Json, Minor, Time } from './column.ts'
import { toAddress } from './postal-address.ts'
import { type InMode, isoOrNull, stampsOf } from './wire.ts'

export interface InvoiceTable extends InEnvironment {
  id: string
  /** `INV-2026-00001`, given when the invoice is sent or sold. */
  invoice_no: string | null
  status: 'draft' | 'open' | 'paid' | 'void' | 'uncollectible'
  contact_id: string | null
  customer_name: string | null
  customer_phone: string | null
  customer_address: Json | null
  customer_tax_id: string | null
  /** Null in a draft, as all of the seller; and in what was sent before sellers were kept. */
  seller_name: string | null
  seller_address: Json | null
  seller_tax_id: string | null
  store_id: string | null
  currency: string
  subtotal_minor: Minor
  tax_minor: Minor
  total_minor: Minor
  taxes: Json
  place_of_supply: string | null
  amount_paid_minor: Minor
  amount_credited_minor: Minor
  due_in_days: number | null
  due_at: Time | null
  /** Null for drafts, and for sales: one with a number that was never sent is a sale. */
  sent_at: Time | null
  paid_at: Time | null
  voided_at: Time | null
  uncollectible_at: Time | null
  /** Its entry in the ledger; null when there was nothing to post. */
  sent_entry_id: string | null
  payment_link_id: string | null
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

/** An invoice's line without its environment, which only the engine writes. */
export type InvoiceLine = Omit<Selectable<InvoiceItemTable>, 'environment'>

export interface InvoiceView {
  readonly row: Selectable<InvoiceTable>
  /** In their order. */
  readonly lines: readonly InvoiceLine[]
  /** Oldest first. */
  readonly payments: readonly Payment[]
  readonly balance: Pick<Invoice, 'amount_due_minor' | 'overdue'>
  /** Its page; null while it is a draft. */
  readonly hostedUrl: string | null
}

export function toInvoice({ row, lines, payments, balance, hostedUrl }: InvoiceView, tx: InMode): Invoice {
  return {
    id: row.id,
    object: 'invoice',
    invoice_no: row.invoice_no,
    status: row.status,
    contact_id: row.contact_id,
    seller: sellerIn(row),
    customer: customerIn(row),
    customer_phone: maskPhone(row.customer_phone),
    store_id: row.store_id,
    currency: row.currency,
    items: lines.map((line) => toInvoiceItem(line, row.currency)),
    taxes: JSON.parse(row.taxes),
    place_of_supply: row.place_of_supply,
    subtotal_minor: row.subtotal_minor,
    tax_minor: row.tax_minor,
    total_minor: row.total_minor,
    grand_total: toMajor(row.total_minor, row.currency),
    amount_paid_minor: row.amount_paid_minor,
    amount_credited_minor: row.amount_credited_minor,
    amount_due_minor: balance.amount_due_minor,
    due_in_days: row.due_in_days,
    due_at: isoOrNull(row.due_at),
    overdue: balance.overdue,
    sent_at: isoOrNull(row.sent_at),
    paid_at: isoOrNull(row.paid_at),
    voided_at: isoOrNull(row.voided_at),
    payments: [...payments],
    payment_link_id: row.payment_link_id,
    hosted_url: hostedUrl,
    metadata: JSON.parse(row.metadata),
    ...stampsOf(row, tx),
  }
}

const sellerIn = (row: InvoiceView['row']): Invoice['seller'] =>
  row.seller_name === null
    ? null
    : { name: row.seller_name, address: toAddress(row.seller_address), tax_id: row.seller_tax_id }

const customerIn = (row: InvoiceView['row']): Invoice['customer'] =>
  row.contact_id === null
    ? null
    : {
        name: row.customer_name,
        address: toAddress(row.customer_address),
        tax_id: row.customer_tax_id,
        phone: row.customer_phone,
      }

const toInvoiceItem = (row: InvoiceLine, currency: string): InvoiceItem => ({
  id: row.id,
  catalog_item_id: row.catalog_item_id,
  sku: row.sku,
  billable_id: row.billable_id,
  description: row.description,
  qty: Number(row.qty),
  rate: toMajor(row.rate_minor, currency),
  rate_minor: row.rate_minor,
  tax_rate: Number(row.tax_rate),
  tax_inclusive: row.tax_inclusive === 1,
  hsn_code: row.hsn_code,
  subtotal_minor: row.subtotal_minor,
  tax_minor: row.tax_minor,
  total_minor: row.total_minor,
})
