import type { EventType, Invoice } from '@bahi/spec'
import { notFound } from '../kit/errors.ts'
import { isId } from '../kit/id.ts'
import { maskPhone } from '../kit/mask.ts'
import { recordEvent } from '../outbox.ts'
import { balanceOf } from '../rules/invoice.ts'
import type { Tx } from '../store/store.ts'
import { type InvoiceLine, toInvoice } from '../tables/invoice.ts'
import type { Row } from '../tables/row.ts'
import { loadLines } from './invoice-items.ts'
import { loadPayments } from './invoice-payments.ts'
import { forUpdate } from './lock.ts'

/** Invoices with their lines and payments, in the order of the rows. */
export async function viewInvoices(tx: Tx, rows: readonly Row<'invoices'>[]): Promise<Invoice[]> {
  const lines = await loadLines(
    tx,
    rows.map(({ id }) => id),
  )
  const linesOf = Map.groupBy(lines, (line) => line.invoice_id)
  const sent = rows.filter(({ status }) => status !== 'draft')
  const paymentsOf = await loadPayments(
    tx,
    sent.map(({ id }) => id),
  )
  return rows.map((row) => view(tx, row, linesOf.get(row.id) ?? [], paymentsOf.get(row.id)))
}

export async function viewInvoice(tx: Tx, row: Row<'invoices'>): Promise<Invoice> {
  const [invoice] = await viewInvoices(tx, [row])
  if (invoice === undefined) throw notFound()
  return invoice
}

/** A draft, whose lines are at hand: it has no payments. */
export const viewDraft = (tx: Tx, row: Row<'invoices'>, lines: readonly InvoiceLine[]): Invoice =>
  view(tx, row, lines)

const view = (
  tx: Tx,
  row: Row<'invoices'>,
  lines: readonly InvoiceLine[],
  payments: Invoice['payments'] = [],
): Invoice => {
  const hostedUrl = row.status === 'draft' ? null : tx.publicUrl('i', row.id)
  return toInvoice({ row, lines, payments, balance: balanceOf(row, tx.now.getTime()), hostedUrl }, tx)
}

/** Tells of the invoice, its customer's phone masked. */
export function announce(tx: Tx, type: EventType, invoice: Invoice): Invoice {
  const { customer } = invoice
  const data = { ...invoice, customer: customer && { ...customer, phone: maskPhone(customer.phone) } }
  recordEvent(tx, { type, resourceId: invoice.id, data })
  return invoice
}

export const invoiceById = (tx: Tx, id: string) =>
  tx.db.selectFrom('invoices').selectAll().where('id', '=', id)

/** Whether a reference to it leads anywhere. */
export const invoiceExists = async (tx: Tx, id: string): Promise<boolean> =>
  isId('inv', id) && (await invoiceById(tx, id).executeTakeFirst()) !== undefined

/** The invoice with its row locked until the end; its lines and its balance change under this lock alone. */
export async function lockInvoice(tx: Tx, id: string): Promise<Row<'invoices'>> {
  const row = isId('inv', id) ? await forUpdate(tx, invoiceById(tx, id)).executeTakeFirst() : undefined
  if (row === undefined) throw notFound()
  return row
}

export const saveInvoice = (
  tx: Tx,
  id: string,
  columns: Partial<Omit<Row<'invoices'>, 'environment' | 'id'>>,
) =>
  tx.db
    .updateTable('invoices')
    .set({ ...columns, updated_at: tx.now.getTime() })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
