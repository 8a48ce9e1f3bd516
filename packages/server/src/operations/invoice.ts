import type { Invoice, InvoiceCreate, InvoiceStatus, InvoiceUpdate } from '@bahi/spec'
import { notFound, unknownReference } from '../kit/errors.ts'
import { isId } from '../kit/id.ts'
import { definedMembers } from '../kit/members.ts'
import type { PageRequest, PageRows } from '../kit/page.ts'
import { dueAt, requireAct } from '../rules/invoice.ts'
import type { Totals } from '../rules/total.ts'
import { newestPage } from '../store/newest-page.ts'
import type { Tx } from '../store/store.ts'
import type { InvoiceLine } from '../tables/invoice.ts'
import { contactExists } from './contact.ts'
import { loadTaxPlace, readCustomer, snapshotOf } from './invoice-customer.ts'
import {
  insertLines,
  itemPointers,
  loadLines,
  readItems,
  refuseFaults,
  requireTotals,
  withSums,
} from './invoice-items.ts'
import { insertInvoice, readInvoice, totalColumns } from './invoice-raise.ts'
import {
  announce,
  invoiceById,
  lockInvoice,
  saveInvoice,
  viewDraft,
  viewInvoice,
  viewInvoices,
} from './invoice-view.ts'

export async function createInvoice(tx: Tx, body: InvoiceCreate): Promise<Invoice> {
  const invoice = await readInvoice(tx, body)
  const row = await insertInvoice(tx, body, { ...invoice, status: 'draft' })
  return announce(tx, 'invoice.created', viewDraft(tx, row, invoice.lines))
}

export async function retrieveInvoice(tx: Tx, id: string): Promise<Invoice> {
  const row = isId('inv', id) ? await invoiceById(tx, id).executeTakeFirst() : undefined
  if (row === undefined) throw notFound()
  return viewInvoice(tx, row)
}

export interface InvoiceFilters {
  readonly status?: InvoiceStatus | undefined
  readonly contact_id?: string | undefined
  /** RFC 3339, included. */
  readonly from?: string | undefined
  /** RFC 3339, excluded. */
  readonly to?: string | undefined
}

export async function listInvoices(
  tx: Tx,
  { status, contact_id, from, to }: InvoiceFilters,
  request: PageRequest,
): Promise<PageRows<Invoice>> {
  if (contact_id !== undefined && !(await contactExists(tx, contact_id))) {
    throw unknownReference('/contact_id', { in: 'query' })
  }
  const found = tx.db
    .selectFrom('invoices')
    .selectAll()
    .where((eb) => eb.and(definedMembers({ status, contact_id })))
    .$if(from !== undefined, (query) => query.where('created_at', '>=', Date.parse(from ?? '')))
    .$if(to !== undefined, (query) => query.where('created_at', '<', Date.parse(to ?? '')))
  const page = await newestPage(found, request)
  return { ...page, rows: await viewInvoices(tx, page.rows) }
}

export async function updateInvoice(tx: Tx, id: string, body: InvoiceUpdate): Promise<Invoice> {
  const old = await lockInvoice(tx, id)
  requireAct(old, 'update')
  const customer = await readCustomer(tx, body)
  const items = body.items === undefined ? null : await readItems(tx, body.items, old)
  refuseFaults([...customer.faults, ...(items?.faults ?? [])])
  const buyer = customer.contact === undefined ? {} : snapshotOf(customer.contact)
  const before = await loadLines(tx, [id])
  const lines =
    items === null ? before : [...items.lines, ...before.filter((line) => line.billable_id !== null)]
  const place = await loadTaxPlace(tx, { ...old, ...buyer }.contact_id)
  const totals = requireTotals(lines, place, itemPointers)
  if (items !== null) await replaceItems(tx, id, withSums(items.lines, totals.lines))
  const row = await saveInvoice(tx, id, {
    ...buyer,
    ...totalColumns(totals),
    ...(body.due_in_days === undefined
      ? {}
      : { due_in_days: body.due_in_days, due_at: dueAt(old.created_at, body.due_in_days) }),
    ...(body.metadata === undefined ? {} : { metadata: JSON.stringify(body.metadata) }),
  })
  return viewDraft(tx, row, withSums(lines, totals.lines))
}

export async function deleteInvoice(tx: Tx, id: string): Promise<undefined> {
  const old = await lockInvoice(tx, id)
  requireAct(old, 'delete')
  await tx.db.deleteFrom('invoice_items').where('invoice_id', '=', id).execute()
  await tx.db.deleteFrom('billables').where('invoice_id', '=', id).execute()
  await tx.db.deleteFrom('invoices').where('id', '=', id).execute()
}

export async function saveTotals(tx: Tx, id: string, totals: Totals): Promise<void> {
  await saveInvoice(tx, id, totalColumns(totals))
}

async function replaceItems(tx: Tx, id: string, lines: readonly InvoiceLine[]): Promise<void> {
  await tx.db
    .deleteFrom('invoice_items')
    .where('invoice_id', '=', id)
    .where('billable_id', 'is', null)
    .execute()
  await insertLines(tx, lines)
}
