import type { Billable, BillableInput, BillablesCreate, BillableUpdate } from '@bahi/spec'
import { type FieldError, notFound, unknownReference } from '../kit/errors.ts'
import { isId } from '../kit/id.ts'
import { definedMembers } from '../kit/members.ts'
import type { PageRequest, PageRows } from '../kit/page.ts'
import { billablePosition, requireAct } from '../rules/invoice.ts'
import { newestPage } from '../store/newest-page.ts'
import type { Tx } from '../store/store.ts'
import { type BillableRow, toBillable } from '../tables/billable.ts'
import type { InvoiceLine } from '../tables/invoice.ts'
import { saveTotals } from './invoice.ts'
import { loadTaxPlace } from './invoice-customer.ts'
import {
  insertLines,
  loadLines,
  type NewLine,
  type Pointers,
  refuseFaults,
  requireTotals,
  withSums,
} from './invoice-items.ts'
import { invoiceExists, lockInvoice } from './invoice-view.ts'

export async function createBillables(tx: Tx, body: BillablesCreate): Promise<{ data: Billable[] }> {
  if (!(await invoiceExists(tx, body.invoice_id))) throw unknownReference('/invoice_id')
  const invoice = await lockInvoice(tx, body.invoice_id)
  requireAct(invoice, 'update')
  refuseFaults(currencyFaults(body.billables, invoice.currency))
  const rows = body.billables.map((input) => newBillable(tx, invoice.id, input))
  const fresh = rows.map((row) => lineOf(row, tx.newId('li')))
  const indexOf = new Map(rows.map(({ id }, index) => [id, index]))
  const pointers: Pointers = {
    all: '/billables',
    of: ({ billable_id }) => `/billables/${indexOf.get(billable_id ?? '')}/amount_minor`,
  }
  const lines = [...fresh, ...(await loadLines(tx, [invoice.id]))]
  const totals = requireTotals(lines, await loadTaxPlace(tx, invoice.contact_id), pointers)
  await tx.db.insertInto('billables').values(rows).execute()
  await insertLines(tx, withSums(fresh, totals.lines))
  await saveTotals(tx, invoice.id, totals)
  return { data: rows.map((row) => toBillable(row, tx)) }
}

export async function retrieveBillable(tx: Tx, id: string): Promise<Billable> {
  const row = isId('bil', id) ? await byId(tx, id).executeTakeFirst() : undefined
  if (row === undefined) throw notFound()
  return toBillable(row, tx)
}

export interface BillableFilters {
  readonly invoice_id?: string | undefined
  readonly reference_type?: string | undefined
  readonly reference_id?: string | undefined
}

export async function listBillables(
  tx: Tx,
  { invoice_id, reference_type, reference_id }: BillableFilters,
  request: PageRequest,
): Promise<PageRows<Billable>> {
  if (invoice_id !== undefined && !(await invoiceExists(tx, invoice_id))) {
    throw unknownReference('/invoice_id', { in: 'query' })
  }
  const found = tx.db
    .selectFrom('billables')
    .selectAll()
    .where((eb) => eb.and(definedMembers({ invoice_id, reference_type, reference_id })))
  const page = await newestPage(found, request)
  return { ...page, rows: page.rows.map((row) => toBillable(row, tx)) }
}

export async function updateBillable(tx: Tx, id: string, body: BillableUpdate): Promise<Billable> {
  const { invoice, billable: old, line, others } = await lockBillable(tx, id)
  const billable = { ...old, ...columnsOf(body), updated_at: tx.now.getTime() }
  const changed = lineOf(billable, line.id)
  const at = body.amount_minor === undefined ? '/quantity' : '/amount_minor'
  const place = await loadTaxPlace(tx, invoice.contact_id)
  const totals = requireTotals([changed, ...others], place, { all: at, of: () => at })
  const { id: _, ...columns } = billable
  await tx.db.updateTable('billables').set(columns).where('id', '=', id).execute()
  await updateLine(tx, { ...changed, ...totals.lines[0] })
  await saveTotals(tx, invoice.id, totals)
  return toBillable(billable, tx)
}

export async function deleteBillable(tx: Tx, id: string): Promise<undefined> {
  const { invoice, line, others } = await lockBillable(tx, id)
  const place = await loadTaxPlace(tx, invoice.contact_id)
  const totals = requireTotals(others, place, { all: '', of: () => '' })
  await tx.db.deleteFrom('invoice_items').where('id', '=', line.id).execute()
  await tx.db.deleteFrom('billables').where('id', '=', id).execute()
  await saveTotals(tx, invoice.id, totals)
}

const byId = (tx: Tx, id: string) => tx.db.selectFrom('billables').selectAll().where('id', '=', id)

/** A billable of a draft, with its line and the draft's other lines; the draft is locked. */
async function lockBillable(tx: Tx, id: string) {
  const seen = isId('bil', id) ? await byId(tx, id).executeTakeFirst() : undefined
  if (seen === undefined) throw notFound()
  const invoice = await lockInvoice(tx, seen.invoice_id)
  // Before the lock it may have been changed or deleted.
  const row = await byId(tx, id).executeTakeFirst()
  if (row === undefined) throw notFound()
  requireAct(invoice, 'update')
  const lines = await loadLines(tx, [invoice.id])
  const line = lines.find((each) => each.billable_id === id)
  if (line === undefined) throw new Error(`Billable ${id} has no line`)
  const { environment: _, ...billable } = row
  return { invoice, billable, line, others: lines.filter((each) => each !== line) }
}

async function updateLine(tx: Tx, { id, ...columns }: Partial<InvoiceLine> & { id: string }): Promise<void> {
  await tx.db.updateTable('invoice_items').set(columns).where('id', '=', id).execute()
}

function newBillable(tx: Tx, invoiceId: string, input: BillableInput): BillableRow {
  const now = tx.now.getTime()
  return {
    id: tx.newId('bil'),
    invoice_id: invoiceId,
    description: input.description,
    quantity: String(input.quantity),
    amount_minor: input.amount_minor,
    currency_code: input.currency_code,
    reference_type: input.reference_type ?? null,
    reference_id: input.reference_id ?? null,
    metadata: JSON.stringify(input.metadata ?? {}),
    sort_order: input.order ?? null,
    created_at: now,
    updated_at: now,
  }
}

/** The columns of the members that were sent. */
const columnsOf = ({ quantity, metadata, order, ...plain }: BillableUpdate) =>
  definedMembers({
    ...plain,
    quantity: quantity === undefined ? undefined : String(quantity),
    metadata: metadata === undefined ? undefined : JSON.stringify(metadata),
    sort_order: order,
  })

/** A billable bears no tax; its line rounds by itself, whatever stands beside it. */
const lineOf = (billable: BillableRow, id: string): NewLine => ({
  id,
  invoice_id: billable.invoice_id,
  position: billablePosition(billable.sort_order),
  catalog_item_id: null,
  billable_id: billable.id,
  sku: null,
  description: billable.description,
  qty: billable.quantity,
  rate_minor: billable.amount_minor,
  tax_rate: '0',
  tax_inclusive: 0,
  hsn_code: null,
})

const currencyFaults = (billables: readonly BillableInput[], currency: string): FieldError[] =>
  billables.flatMap(({ currency_code }, index) => {
    if (currency_code === currency) return []
    const detail = `The billable is in ${currency_code}, the invoice is in ${currency}.`
    return [{ pointer: `/billables/${index}/currency_code`, code: 'currency_mismatch', detail }]
  })
