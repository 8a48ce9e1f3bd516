import { quarterOf, type SalesTally } from '../rules/report.ts'
import type { Tx } from '../store/store.ts'

/**
 * Adds an act to the totals of its quarter of an hour, in the act's own transaction. It waits for nobody: of the
 * quarter's rows it takes one that no other transaction holds, and opens another if there is none. So it may stand
 * anywhere in the order of locks, and the entry's id names a new row once.
 */
export async function countSale(tx: Tx, entryId: string, tally: SalesTally): Promise<void> {
  const { kind, currency, netMinor, taxMinor } = tally
  const starts_at = quarterOf(tx.now.getTime())
  const free = tx.db
    .selectFrom('sales_totals')
    .select('id')
    .where('starts_at', '=', starts_at)
    .where('currency', '=', currency)
    .where('kind', '=', kind)
    .limit(1)
  const added = await tx.db
    .updateTable('sales_totals')
    .set((eb) => ({
      count: eb('count', '+', 1),
      net_minor: eb('net_minor', '+', netMinor),
      tax_minor: eb('tax_minor', '+', taxMinor),
    }))
    .where('id', '=', tx.engine === 'postgres' ? free.forUpdate().skipLocked() : free)
    .executeTakeFirst()
  if (added.numUpdatedRows > 0n) return
  await tx.db
    .insertInto('sales_totals')
    .values({ id: entryId, kind, currency, starts_at, count: 1, net_minor: netMinor, tax_minor: taxMinor })
    .execute()
}
