import { type EntryKind, type LedgerAccount, type LedgerEntry, ledgerAccounts } from '@bahi/spec'
import { sql } from 'kysely'
import { notFound, unknownReference } from '../kit/errors.ts'
import { type IdPrefix, isId } from '../kit/id.ts'
import { definedMembers } from '../kit/members.ts'
import type { PageRequest, PageRows } from '../kit/page.ts'
import type { Posting } from '../rules/ledger.ts'
import { tallyOf } from '../rules/report.ts'
import { newestPage } from '../store/newest-page.ts'
import type { Tx } from '../store/store.ts'
import { toLedgerEntry } from '../tables/ledger.ts'
import type { Row } from '../tables/row.ts'
import { countSale } from './ledger-sales.ts'

export interface NewEntry {
  /** Made if left out. */
  readonly id?: string
  readonly kind: EntryKind
  /** Two or more, debits first, that sum to zero: the database refuses any others. */
  readonly postings: readonly Posting[]
  readonly invoiceId?: string | null
  readonly paymentId?: string | null
  readonly paymentLinkId?: string | null
  readonly creditNoteId?: string | null
  readonly refundId?: string | null
  readonly reversesEntryId?: string | null
}

/** Posts an act to the ledger, for good; answers the entry's id. */
export async function postEntry(tx: Tx, entry: NewEntry): Promise<string> {
  const id = entry.id ?? tx.newId('ent')
  const posting_count = entry.postings.length
  if (posting_count < 2) throw new Error(`An entry needs two postings, ${entry.kind} has ${posting_count}.`)
  const postings = entry.postings.map(({ account, currency, amountMinor }, index) => ({
    entry_id: id,
    number: index + 1,
    posting_count,
    account,
    currency,
    amount_minor: amountMinor,
  }))
  await tx.db.insertInto('ledger_postings').values(postings).execute()
  // The entry comes last: it is weighed and sealed as it goes in.
  await tx.db
    .insertInto('ledger_entries')
    .values({
      id,
      kind: entry.kind,
      posting_count,
      invoice_id: entry.invoiceId ?? null,
      payment_id: entry.paymentId ?? null,
      payment_link_id: entry.paymentLinkId ?? null,
      credit_note_id: entry.creditNoteId ?? null,
      refund_id: entry.refundId ?? null,
      reverses_entry_id: entry.reversesEntryId ?? null,
      created_at: tx.now.getTime(),
    })
    .execute()
  const tally = tallyOf(entry.kind, entry.postings)
  if (tally !== null) await countSale(tx, id, tally)
  return id
}

export interface EntryFilters {
  readonly invoice_id?: string | undefined
  readonly payment_id?: string | undefined
  readonly credit_note_id?: string | undefined
  /** RFC 3339, included. */
  readonly from?: string | undefined
  /** RFC 3339, excluded. */
  readonly to?: string | undefined
}

export async function listLedgerEntries(
  tx: Tx,
  filters: EntryFilters,
  request: PageRequest,
): Promise<PageRows<LedgerEntry>> {
  await requireCauses(tx, filters)
  const { invoice_id, payment_id, credit_note_id, from, to } = filters
  const found = tx.db
    .selectFrom('ledger_entries')
    .selectAll()
    .where((eb) => eb.and(definedMembers({ invoice_id, payment_id, credit_note_id })))
    .$if(from !== undefined, (query) => query.where('created_at', '>=', Date.parse(from ?? '')))
    .$if(to !== undefined, (query) => query.where('created_at', '<', Date.parse(to ?? '')))
  const page = await newestPage(found, request)
  return { ...page, rows: await viewEntries(tx, page.rows) }
}

export async function retrieveLedgerEntry(tx: Tx, id: string): Promise<LedgerEntry> {
  const rows = isId('ent', id)
    ? await tx.db.selectFrom('ledger_entries').selectAll().where('id', '=', id).execute()
    : []
  const [entry] = await viewEntries(tx, rows)
  if (entry === undefined) throw notFound()
  return entry
}

export async function listLedgerAccounts(tx: Tx): Promise<{ data: LedgerAccount[] }> {
  const balances = await loadBalances(tx)
  const data = balances.map(({ account, currency, balance }) => ({
    object: 'ledger_account' as const,
    account,
    kind: ledgerAccounts[account],
    currency,
    balance_minor: Number(balance),
  }))
  return { data }
}

/** Debits less credits of every account in every currency, exact; read from one index. */
export async function loadBalances(tx: Tx) {
  const rows = await tx.db
    .selectFrom('ledger_postings')
    // As text: the sum of all books may be more than a double keeps, though none of its parts is.
    .select(['account', 'currency', sql<string>`cast(sum(amount_minor) as text)`.as('balance')])
    .groupBy(['account', 'currency'])
    .orderBy('account')
    .orderBy('currency')
    .execute()
  return rows.map((row) => ({ ...row, balance: BigInt(row.balance) }))
}

/** Debits less credits of one account over the entries of an invoice. */
export async function invoiceBalance(
  tx: Tx,
  { invoiceId, account, currency }: { invoiceId: string } & Pick<Posting, 'account' | 'currency'>,
): Promise<number> {
  const { balance } = await tx.db
    .selectFrom('ledger_entries')
    .innerJoin('ledger_postings', 'ledger_postings.entry_id', 'ledger_entries.id')
    .select(sql<string>`cast(coalesce(sum(ledger_postings.amount_minor), 0) as text)`.as('balance'))
    .where('ledger_entries.invoice_id', '=', invoiceId)
    .where('ledger_postings.account', '=', account)
    .where('ledger_postings.currency', '=', currency)
    .executeTakeFirstOrThrow()
  return Number(balance)
}

async function viewEntries(tx: Tx, rows: readonly Row<'ledger_entries'>[]): Promise<LedgerEntry[]> {
  if (rows.length === 0) return []
  const postings = await tx.db
    .selectFrom('ledger_postings')
    .selectAll()
    .where(
      'entry_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('entry_id')
    .orderBy('number')
    .execute()
  const postingsOf = Map.groupBy(postings, ({ entry_id }) => entry_id)
  return rows.map((row) => toLedgerEntry(row, postingsOf.get(row.id) ?? [], tx))
}

const causes = [
  { name: 'invoice_id', prefix: 'inv', table: 'invoices' },
  { name: 'payment_id', prefix: 'pay', table: 'payments' },
  { name: 'credit_note_id', prefix: 'crn', table: 'credit_notes' },
] as const satisfies { name: keyof EntryFilters; prefix: IdPrefix; table: string }[]

async function requireCauses(tx: Tx, filters: EntryFilters): Promise<void> {
  for (const { name, prefix, table } of causes) {
    const id = filters[name]
    if (id === undefined) continue
    const isKnown =
      isId(prefix, id) && (await tx.db.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst())
    if (!isKnown) throw unknownReference(`/${name}`, { in: 'query' })
  }
}
