import type { CreditNote, CreditNoteCreate } from '@bahi/spec'
import { notFound, unknownReference } from '../kit/errors.ts'
import { isId } from '../kit/id.ts'
import { definedMembers } from '../kit/members.ts'
import type { PageRequest, PageRows } from '../kit/page.ts'
import { recordEvent } from '../outbox.ts'
import { creditNoteCounter, creditNoteNumber } from '../rules/credit-note.ts'
import { owedMinor, requireAct } from '../rules/invoice.ts'
import { creditPostings } from '../rules/ledger.ts'
import { newestPage } from '../store/newest-page.ts'
import type { Tx } from '../store/store.ts'
import { toCreditNote } from '../tables/credit-note.ts'
import type { Row } from '../tables/row.ts'
import { type CreditsRead, insertCredits, readCredits } from './credit-note-items.ts'
import { refundFreed } from './credit-note-refund.ts'
import { lockSold, restock } from './credit-note-restock.ts'
import { nextNumber } from './invoice-number.ts'
import { announceIfPaid, settleInvoice } from './invoice-settle.ts'
import { invoiceExists, lockInvoice } from './invoice-view.ts'
import { postEntry } from './ledger.ts'
import { announceRefund } from './payment-refund.ts'

/** Takes back what is left of an invoice, or some of it. Its lock keeps two notes from crediting the same. */
export async function createCreditNote(tx: Tx, body: CreditNoteCreate): Promise<CreditNote> {
  if (!(await invoiceExists(tx, body.invoice_id))) throw unknownReference('/invoice_id')
  const products = body.restock === true ? await lockSold(tx, body.invoice_id) : null
  const invoice = await lockInvoice(tx, body.invoice_id)
  requireAct(invoice, 'credit')
  const credits = await readCredits(tx, invoice, body.items)
  const { lines, sums } = credits
  const appliedMinor = Math.min(sums.total_minor, owedMinor(invoice, tx.now.getTime()))
  const row = await insertNote(tx, invoice, { body, credits, appliedMinor })
  await insertCredits(tx, row.id, lines)
  if (products !== null) await restock(tx, products, { invoiceId: invoice.id, creditNoteId: row.id, lines })
  const after = await settleInvoice(tx, invoice, { creditedMinor: sums.total_minor })
  const freedMinor = sums.total_minor - appliedMinor
  const refunds = body.refund === true ? await refundFreed(tx, row, freedMinor) : []
  const note = await viewNote(tx, row)
  recordEvent(tx, { type: 'credit_note.issued', resourceId: row.id, data: note })
  await announceIfPaid(tx, { before: invoice, after })
  for (const refund of refunds) await announceRefund(tx, refund)
  return note
}

export async function retrieveCreditNote(tx: Tx, id: string): Promise<CreditNote> {
  const row = isId('crn', id)
    ? await tx.db.selectFrom('credit_notes').selectAll().where('id', '=', id).executeTakeFirst()
    : undefined
  if (row === undefined) throw notFound()
  return viewNote(tx, row)
}

export interface CreditNoteFilters {
  readonly invoice_id?: string | undefined
}

export async function listCreditNotes(
  tx: Tx,
  { invoice_id }: CreditNoteFilters,
  request: PageRequest,
): Promise<PageRows<CreditNote>> {
  if (invoice_id !== undefined && !(await invoiceExists(tx, invoice_id))) {
    throw unknownReference('/invoice_id', { in: 'query' })
  }
  const found = tx.db
    .selectFrom('credit_notes')
    .selectAll()
    .where((eb) => eb.and(definedMembers({ invoice_id })))
  const page = await newestPage(found, request)
  return { ...page, rows: await viewNotes(tx, page.rows) }
}

interface NewNote {
  readonly body: CreditNoteCreate
  readonly credits: CreditsRead
  /** What of it lowers what is due. */
  readonly appliedMinor: number
}

async function insertNote(
  tx: Tx,
  invoice: Row<'invoices'>,
  { body, credits: { sums, taxes }, appliedMinor }: NewNote,
): Promise<Row<'credit_notes'>> {
  // Whatever can be credited was posted when it was sent.
  if (invoice.sent_entry_id === null) throw new Error(`${invoice.id} has something to credit, and no entry.`)
  const id = tx.newId('crn')
  const now = tx.now.getTime()
  const entry_id = await postEntry(tx, {
    kind: 'credit_note',
    postings: creditPostings({ currency: invoice.currency, ...sums }, appliedMinor),
    invoiceId: invoice.id,
    creditNoteId: id,
    reversesEntryId: invoice.sent_entry_id,
  })
  return tx.db
    .insertInto('credit_notes')
    .values({
      id,
      credit_note_no: await nextNumber(tx, { counter: creditNoteCounter, format: creditNoteNumber }),
      invoice_id: invoice.id,
      reason: body.reason,
      currency: invoice.currency,
      ...sums,
      taxes: JSON.stringify(taxes),
      entry_id,
      reverses_entry_id: invoice.sent_entry_id,
      restock: Number(body.restock === true),
      metadata: JSON.stringify(body.metadata ?? {}),
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

async function viewNote(tx: Tx, row: Row<'credit_notes'>): Promise<CreditNote> {
  const [note] = await viewNotes(tx, [row])
  if (note === undefined) throw notFound()
  return note
}

/** Notes with their lines and refunds: two queries, however many. */
async function viewNotes(tx: Tx, rows: readonly Row<'credit_notes'>[]): Promise<CreditNote[]> {
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  const lines = await tx.db
    .selectFrom('credit_note_items')
    .selectAll()
    .where('credit_note_id', 'in', ids)
    .orderBy('credit_note_id')
    .orderBy('position')
    .execute()
  const refunds = await tx.db
    .selectFrom('refunds')
    .selectAll()
    .where('credit_note_id', 'in', ids)
    .orderBy('id')
    .execute()
  const linesOf = Map.groupBy(lines, ({ credit_note_id }) => credit_note_id)
  const refundsOf = Map.groupBy(refunds, ({ credit_note_id }) => credit_note_id)
  return rows.map((row) => {
    const [lines, refunds] = [linesOf.get(row.id) ?? [], refundsOf.get(row.id) ?? []]
    return toCreditNote({ row, lines, refunds, hostedUrl: tx.publicUrl('c', row.id) }, tx)
  })
}
