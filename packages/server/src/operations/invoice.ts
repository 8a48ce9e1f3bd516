import type { EventType, Invoice, InvoiceCreate, InvoiceStatus, InvoiceUpdate } from '@bahi/spec'
import { notFound, unknownReference } from '../kit/errors.ts'
import { isId } from '../kit/id.ts'
import { maskPhone } from '../kit/mask.ts'
import { cutPage, type PageRequest, type PageRows } from '../kit/page.ts'
import { recordEvent } from '../outbox.ts'
import {
  balanceOf,
  dueAt,
  invoiceNumber,
  numberCounter,
  requireAct,
  requireLines,
  yearAt,
} from '../rules/invoice.ts'
import type { Totals } from '../rules/total.ts'
import type { Tx } from '../store/store.ts'
import { type InvoiceLine, toInvoice } from '../tables/invoice.ts'
import type { Row } from '../tables/row.ts'
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
import { forUpdate } from './lock.ts'
import { loadTenant } from './tenant.ts'

export async function createInvoice(tx: Tx, body: InvoiceCreate): Promise<Invoice> {
  const tenant = await loadTenant(tx)
  const invoice = { id: tx.newId('inv'), currency: body.currency ?? tenant.currency }
  const customer = await readCustomer(tx, body)
  const items = await readItems(tx, body.items ?? [], invoice)
  refuseFaults([...customer.faults, ...items.faults])
  const contact = customer.contact ?? null
  const place = { tenantState: tenant.state, contactState: contact?.state ?? null }
  const totals = requireTotals(items.lines, place, itemPointers)
  const lines = withSums(items.lines, totals.lines)
  const now = tx.now.getTime()
  const due_in_days = body.due_in_days ?? null
  const row = await tx.db
    .insertInto('invoices')
    .values({
      ...invoice,
      ...snapshotOf(contact),
      ...totalColumns(totals),
      status: 'draft',
      amount_paid_minor: 0,
      amount_credited_minor: 0,
      due_in_days,
      due_at: dueAt(now, due_in_days),
      metadata: JSON.stringify(body.metadata ?? {}),
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await insertLines(tx, lines)
  return announce(tx, 'invoice.created', view(tx, row, lines))
}

export async function retrieveInvoice(tx: Tx, id: string): Promise<Invoice> {
  const row = isId('inv', id) ? await byId(tx, id).executeTakeFirst() : undefined
  if (row === undefined) throw notFound()
  return view(tx, row, await loadLines(tx, [id]))
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
  { limit, after }: PageRequest,
): Promise<PageRows<Invoice>> {
  if (contact_id !== undefined && !(await contactExists(tx, contact_id))) {
    throw unknownReference('/contact_id', { in: 'query' })
  }
  const rows = await tx.db
    .selectFrom('invoices')
    .selectAll()
    .$if(status !== undefined, (query) => query.where('status', '=', status ?? 'draft'))
    .$if(contact_id !== undefined, (query) => query.where('contact_id', '=', contact_id ?? ''))
    .$if(from !== undefined, (query) => query.where('created_at', '>=', Date.parse(from ?? '')))
    .$if(to !== undefined, (query) => query.where('created_at', '<', Date.parse(to ?? '')))
    .$if(after !== null, (query) => query.where('id', '<', after ?? ''))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const page = cutPage(rows, limit, (row) => row.id)
  const lines = await loadLines(
    tx,
    page.rows.map(({ id }) => id),
  )
  const linesOf = Map.groupBy(lines, (line) => line.invoice_id)
  return { ...page, rows: page.rows.map((row) => view(tx, row, linesOf.get(row.id) ?? [])) }
}

export async function updateInvoice(tx: Tx, id: string, body: InvoiceUpdate): Promise<Invoice> {
  const old = await lockInvoice(tx, id)
  requireAct(old.status, 'update')
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
  const row = await save(tx, id, {
    ...buyer,
    ...totalColumns(totals),
    ...(body.due_in_days === undefined
      ? {}
      : { due_in_days: body.due_in_days, due_at: dueAt(old.created_at, body.due_in_days) }),
    ...(body.metadata === undefined ? {} : { metadata: JSON.stringify(body.metadata) }),
  })
  return view(tx, row, withSums(lines, totals.lines))
}

export async function deleteInvoice(tx: Tx, id: string): Promise<undefined> {
  const old = await lockInvoice(tx, id)
  requireAct(old.status, 'delete')
  await tx.db.deleteFrom('invoice_items').where('invoice_id', '=', id).execute()
  await tx.db.deleteFrom('billables').where('invoice_id', '=', id).execute()
  await tx.db.deleteFrom('invoices').where('id', '=', id).execute()
}

export async function sendInvoice(tx: Tx, id: string): Promise<Invoice> {
  const old = await lockInvoice(tx, id)
  const status = requireAct(old.status, 'send')
  const lines = await loadLines(tx, [id])
  requireLines(old.status, lines.length)
  const now = tx.now.getTime()
  const sent = { sent_at: now, due_at: dueAt(now, old.due_in_days) }
  const row = await save(tx, id, { status, ...sent, invoice_no: await nextNumber(tx) })
  return announce(tx, 'invoice.sent', view(tx, row, lines))
}

export async function voidInvoice(tx: Tx, id: string): Promise<Invoice> {
  const old = await lockInvoice(tx, id)
  const status = requireAct(old.status, 'void')
  const row = await save(tx, id, { status, voided_at: tx.now.getTime() })
  return announce(tx, 'invoice.voided', view(tx, row, await loadLines(tx, [id])))
}

/** The invoice with its row locked until the end; its lines change under this lock alone. */
export async function lockInvoice(tx: Tx, id: string): Promise<Row<'invoices'>> {
  const row = isId('inv', id) ? await forUpdate(tx, byId(tx, id)).executeTakeFirst() : undefined
  if (row === undefined) throw notFound()
  return row
}

/** Whether a reference to it leads anywhere. */
export const invoiceExists = async (tx: Tx, id: string): Promise<boolean> =>
  isId('inv', id) && (await byId(tx, id).executeTakeFirst()) !== undefined

export async function saveTotals(tx: Tx, id: string, totals: Totals): Promise<void> {
  await save(tx, id, totalColumns(totals))
}

const byId = (tx: Tx, id: string) => tx.db.selectFrom('invoices').selectAll().where('id', '=', id)

const view = (tx: Tx, row: Row<'invoices'>, lines: readonly InvoiceLine[]): Invoice =>
  toInvoice({ row, lines, balance: balanceOf(row, tx.now.getTime()) }, tx)

const save = (tx: Tx, id: string, columns: Partial<Omit<Row<'invoices'>, 'environment' | 'id'>>) =>
  tx.db
    .updateTable('invoices')
    .set({ ...columns, updated_at: tx.now.getTime() })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

async function replaceItems(tx: Tx, id: string, lines: readonly InvoiceLine[]): Promise<void> {
  await tx.db
    .deleteFrom('invoice_items')
    .where('invoice_id', '=', id)
    .where('billable_id', 'is', null)
    .execute()
  await insertLines(tx, lines)
}

const totalColumns = ({ subtotal_minor, tax_minor, total_minor, taxes }: Totals) => ({
  subtotal_minor,
  tax_minor,
  total_minor,
  taxes: JSON.stringify(taxes),
})

/** The next number of the year; its counter stays locked until the end, so that none is skipped. */
async function nextNumber(tx: Tx): Promise<string> {
  const { time_zone } = await loadTenant(tx)
  const year = yearAt(tx.now.getTime(), time_zone)
  const { value } = await tx.db
    .insertInto('counters')
    .values({ name: numberCounter(year), value: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['environment', 'name'])
        .doUpdateSet((eb) => ({ value: eb('counters.value', '+', eb.ref('excluded.value')) })),
    )
    .returning('value')
    .executeTakeFirstOrThrow()
  return invoiceNumber(year, value)
}

/** Tells of the invoice, its customer's phone masked. */
function announce(tx: Tx, type: EventType, invoice: Invoice): Invoice {
  const { customer } = invoice
  const data = { ...invoice, customer: customer && { ...customer, phone: maskPhone(customer.phone) } }
  recordEvent(tx, { type, resourceId: invoice.id, data })
  return invoice
}
