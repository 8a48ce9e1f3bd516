import type { CreditNoteCreate, InvoiceTax } from '@bahi/spec'
import { type FieldError, invalidField, Refusal } from '../kit/errors.ts'
import { fromThousandths, inThousandths } from '../kit/quantity.ts'
import { creditedTaxes, creditOf } from '../rules/credit-note.ts'
import type { TaxedLine } from '../rules/tax.ts'
import type { Sums } from '../rules/total.ts'
import type { Tx } from '../store/store.ts'
import type { CreditNoteLine } from '../tables/credit-note.ts'
import type { InvoiceLine } from '../tables/invoice.ts'
import type { Row } from '../tables/row.ts'
import { loadLines, refuseFaults } from './invoice-items.ts'

/** A line to be credited, without the note that it will stand on. */
export type NewCredit = Omit<CreditNoteLine, 'credit_note_id'>

export interface CreditsRead {
  readonly lines: readonly NewCredit[]
  readonly sums: Sums
  readonly taxes: readonly InvoiceTax[]
}

/** What the note takes back: the items named, or all that is left of every line. The invoice is locked. */
export async function readCredits(
  tx: Tx,
  invoice: Row<'invoices'>,
  items: CreditNoteCreate['items'],
): Promise<CreditsRead> {
  const invoiceLines = await loadLines(tx, [invoice.id])
  const creditedOf = await loadCredited(tx, invoice.id)
  const lefts = invoiceLines.map((line) => {
    const qty = inThousandths(Number(line.qty))
    const before = creditedOf.get(line.id) ?? 0n
    return { line, qty, before, left: qty - before }
  })
  const chosen = items === undefined ? lefts.map(wholeLeft) : chooseItems(items, lefts)
  const wanted = chosen.filter(({ now }) => now > 0n)
  const lines = wanted.map((part, position) => newCredit(tx.newId('cri'), position, part))
  const sums = addUp(lines)
  if (sums.total_minor > 0) return { lines, sums, taxes: taxesOf(invoice, lefts, wanted) }
  if (items === undefined) throw exceeds([{ pointer: '/items', left: 0n }])
  throw invalidField('/items', 'too_small', 'It comes to nothing: credit more of these lines.')
}

export async function insertCredits(tx: Tx, noteId: string, lines: readonly NewCredit[]): Promise<void> {
  const rows = lines.map((line) => ({ ...line, credit_note_id: noteId }))
  await tx.db.insertInto('credit_note_items').values(rows).execute()
}

interface Left {
  readonly line: InvoiceLine
  /** These three in thousandths. */
  readonly qty: bigint
  readonly before: bigint
  readonly left: bigint
}

interface Wanted extends Left {
  readonly now: bigint
}

const wholeLeft = (left: Left): Wanted => ({ ...left, now: left.left })

function chooseItems(items: NonNullable<CreditNoteCreate['items']>, lefts: readonly Left[]): Wanted[] {
  const byId = new Map(lefts.map((left) => [left.line.id, left]))
  refuseFaults(referenceFaults(items, byId))
  const wanted = items.flatMap(({ invoice_item_id, qty }) => {
    const left = byId.get(invoice_item_id)
    if (left === undefined) return []
    return [{ ...left, now: qty === undefined ? left.left : inThousandths(qty) }]
  })
  const over = [...wanted.entries()].filter(([, { now, left }]) => now > left || left === 0n)
  if (over.length > 0) {
    throw exceeds(over.map(([index, { left }]) => ({ pointer: `/items/${index}/qty`, left })))
  }
  return wanted
}

function referenceFaults(
  items: NonNullable<CreditNoteCreate['items']>,
  byId: ReadonlyMap<string, Left>,
): FieldError[] {
  const seen = new Set<string>()
  return items.flatMap(({ invoice_item_id: id }, index): FieldError[] => {
    const pointer = `/items/${index}/invoice_item_id`
    const isRepeated = seen.has(id)
    seen.add(id)
    if (!byId.has(id)) {
      return [{ pointer, code: 'unknown_reference', detail: 'The invoice has no line with this id.' }]
    }
    return isRepeated ? [{ pointer, code: 'duplicate', detail: 'The line is named twice.' }] : []
  })
}

function exceeds(over: readonly { pointer: string; left: bigint }[]): Refusal {
  const errors = over.map(({ pointer, left }) => ({
    pointer,
    code: 'credit_exceeds_invoice',
    detail:
      left === 0n ? 'Nothing is left to credit.' : `No more than ${fromThousandths(left)} can be credited.`,
  }))
  return new Refusal('credit_exceeds_invoice', { errors })
}

const newCredit = (id: string, position: number, { line, qty, before, now }: Wanted): NewCredit => ({
  id,
  position,
  invoice_item_id: line.id,
  description: line.description,
  qty: String(fromThousandths(now)),
  ...creditOf(line, { qty, before, now }),
})

/** What it takes back of the invoice's taxes, which are named as they were when it was sent. */
const taxesOf = (invoice: Row<'invoices'>, lefts: readonly Left[], wanted: readonly Wanted[]): InvoiceTax[] =>
  creditedTaxes(JSON.parse(invoice.taxes), {
    before: lefts.map((left) => creditedLine({ ...left, before: 0n, now: left.before })),
    now: wanted.map(creditedLine),
  })

const creditedLine = ({ line, ...part }: Omit<Wanted, 'left'>): TaxedLine => ({
  tax_rate: Number(line.tax_rate),
  ...creditOf(line, part),
})

const addUp = (lines: readonly Sums[]): Sums => {
  const sum = (member: keyof Sums) => lines.reduce((total, line) => total + line[member], 0)
  return {
    subtotal_minor: sum('subtotal_minor'),
    tax_minor: sum('tax_minor'),
    total_minor: sum('total_minor'),
  }
}

/** How much of each line was credited before, in thousandths. */
async function loadCredited(tx: Tx, invoiceId: string): Promise<ReadonlyMap<string, bigint>> {
  const rows = await tx.db
    .selectFrom('credit_notes')
    .innerJoin('credit_note_items', 'credit_note_items.credit_note_id', 'credit_notes.id')
    .select(['credit_note_items.invoice_item_id', 'credit_note_items.qty'])
    .where('credit_notes.invoice_id', '=', invoiceId)
    .execute()
  const credited = new Map<string, bigint>()
  for (const { invoice_item_id: id, qty } of rows) {
    credited.set(id, (credited.get(id) ?? 0n) + inThousandths(Number(qty)))
  }
  return credited
}
