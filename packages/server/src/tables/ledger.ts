import type { EntryKind, LedgerAccountName, LedgerEntry } from '@bahi/spec'
import type { Selectable } from 'kysely'
import type { InEnvironment, Minor, Time } from './column.ts'
import { type InMode, stampsOf } from './wire.ts'

export interface LedgerEntryTable extends InEnvironment {
  id: string
  kind: EntryKind
  posting_count: number
  invoice_id: string | null
  payment_id: string | null
  payment_link_id: string | null
  credit_note_id: string | null
  refund_id: string | null
  reverses_entry_id: string | null
  created_at: Time
}

export interface LedgerPostingTable extends InEnvironment {
  entry_id: string
  /** From 1; debits first. */
  number: number
  /** That of its entry. */
  posting_count: number
  account: LedgerAccountName
  currency: string
  /** Debit above 0, credit below; never 0. */
  amount_minor: Minor
}

export type PostingRow = Pick<Selectable<LedgerPostingTable>, 'account' | 'currency' | 'amount_minor'>

export function toLedgerEntry(
  row: Selectable<LedgerEntryTable>,
  postings: readonly PostingRow[],
  tx: InMode,
): LedgerEntry {
  return {
    id: row.id,
    object: 'ledger_entry',
    kind: row.kind,
    postings: postings.map(({ account, currency, amount_minor }) => ({ account, currency, amount_minor })),
    invoice_id: row.invoice_id,
    payment_id: row.payment_id,
    payment_link_id: row.payment_link_id,
    credit_note_id: row.credit_note_id,
    refund_id: row.refund_id,
    reverses_entry_id: row.reverses_entry_id,
    ...stampsOf({ created_at: row.created_at, updated_at: row.created_at }, tx),
  }
}
