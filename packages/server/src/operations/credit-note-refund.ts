import type { Tx } from '../store/store.ts'
import type { Row } from '../tables/row.ts'
import { startRefund, unrefundedMinor } from './payment-refund.ts'

/** Sends back what a credit note freed, out of the invoice's payments, the newest first. The invoice is locked. */
export async function refundFreed(
  tx: Tx,
  note: Row<'credit_notes'>,
  freedMinor: number,
): Promise<Row<'refunds'>[]> {
  if (freedMinor === 0) return []
  const payments = await tx.db
    .selectFrom('payments')
    .selectAll()
    .where('invoice_id', '=', note.invoice_id)
    .where('currency', '=', note.currency)
    .orderBy('id', 'desc')
    .execute()
  const refunds: Row<'refunds'>[] = []
  let left = freedMinor
  for (const payment of payments) {
    const amountMinor = Math.min(left, await unrefundedMinor(tx, payment))
    if (amountMinor <= 0) continue
    const { reason, id: creditNoteId } = note
    refunds.push(await startRefund(tx, payment, { amountMinor, reason, creditNoteId }))
    left -= amountMinor
    if (left === 0) break
  }
  return refunds
}
