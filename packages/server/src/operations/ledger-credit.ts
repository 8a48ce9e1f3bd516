import type { Tx } from '../store/store.ts'

/** What of each entry, of a payment or a credit note, settled nothing and became the customer's credit; by the entry's id. */
export async function loadCreditPosted(
  tx: Tx,
  entryIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (entryIds.length === 0) return new Map()
  const rows = await tx.db
    .selectFrom('ledger_postings')
    .select(['entry_id', 'amount_minor'])
    .where('entry_id', 'in', entryIds)
    .where('account', '=', 'customer_credit')
    .execute()
  return new Map(rows.map(({ entry_id, amount_minor }) => [entry_id, -amount_minor]))
}
