import type { PaymentLink } from '@bahi/spec'
import { isId } from '../kit/id.ts'
import { type LinkedInvoice, statusOf } from '../rules/payment-link.ts'
import type { Tx } from '../store/store.ts'
import { type PaymentLinkRow, toPaymentLink } from '../tables/payment-link.ts'
import { forUpdate } from './lock.ts'

/** What a link wants to know of its invoice. A link is left of invoices in the rank, so it reads their table itself. */
export interface LinkedInvoiceRow extends LinkedInvoice {
  readonly id: string
  readonly invoice_no: string | null
  readonly contact_id: string | null
  readonly currency: string
}

export const viewLink = (tx: Tx, row: PaymentLinkRow, invoice: LinkedInvoiceRow | null): PaymentLink =>
  toPaymentLink({ row, status: statusOf(row, invoice, tx.now.getTime()), url: tx.publicUrl('p', row.id) }, tx)

/** The invoices of these links, by the link's id. */
export async function invoicesOf(
  tx: Tx,
  links: readonly PaymentLinkRow[],
): Promise<Map<string, LinkedInvoiceRow>> {
  const ids = [...new Set(links.flatMap(({ invoice_id }) => invoice_id ?? []))]
  if (ids.length === 0) return new Map()
  const rows = await select(tx).where('id', 'in', ids).execute()
  const found = new Map(rows.map((row) => [row.id, linkedInvoice(row)]))
  const pairs = links.map(({ id, invoice_id }) => [id, found.get(invoice_id ?? '')] as const)
  return new Map(pairs.flatMap(([id, invoice]) => (invoice === undefined ? [] : [[id, invoice]])))
}

/** One invoice, locked when something is to be decided by it; null when there is none. */
export async function lockLinkedInvoice(
  tx: Tx,
  id: string,
  purpose: 'read' | 'write',
): Promise<LinkedInvoiceRow | null> {
  if (!isId('inv', id)) return null
  const query = select(tx).where('id', '=', id)
  const row = await (purpose === 'write' ? forUpdate(tx, query) : query).executeTakeFirst()
  return row === undefined ? null : linkedInvoice(row)
}

const select = (tx: Tx) =>
  tx.db
    .selectFrom('invoices')
    .select([
      'id',
      'invoice_no',
      'status',
      'contact_id',
      'currency',
      'total_minor',
      'amount_paid_minor',
      'amount_credited_minor',
      'paid_at',
      'voided_at',
    ])

type InvoiceRow = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]

const linkedInvoice = ({
  total_minor,
  amount_paid_minor,
  amount_credited_minor,
  paid_at,
  voided_at,
  ...row
}: InvoiceRow): LinkedInvoiceRow => ({
  ...row,
  amount_due_minor: total_minor - amount_paid_minor - amount_credited_minor,
  closed_at: paid_at ?? voided_at,
})
