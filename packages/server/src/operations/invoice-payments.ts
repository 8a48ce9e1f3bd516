import type { Payment } from '@bahi/spec'
import type { Tx } from '../store/store.ts'
import { toPayment } from '../tables/payment.ts'
import type { Row } from '../tables/row.ts'

/** The payments of invoices, oldest first, with their refunds: two queries, however many invoices. */
export async function loadPayments(tx: Tx, invoiceIds: readonly string[]): Promise<Map<string, Payment[]>> {
  if (invoiceIds.length === 0) return new Map()
  const rows = await tx.db
    .selectFrom('payments')
    .selectAll()
    .where('invoice_id', 'in', invoiceIds)
    .orderBy('id')
    .execute()
  return Map.groupBy(await viewPayments(tx, rows), ({ invoice_id }) => invoice_id ?? '')
}

export async function viewPayments(tx: Tx, rows: readonly Row<'payments'>[]): Promise<Payment[]> {
  const refunds = await loadRefunds(
    tx,
    rows.map(({ id }) => id),
  )
  const refundsOf = Map.groupBy(refunds, ({ payment_id }) => payment_id)
  return rows.map((row) => toPayment(row, refundsOf.get(row.id) ?? [], tx))
}

/** Oldest first. */
export async function loadRefunds(tx: Tx, paymentIds: readonly string[]): Promise<Row<'refunds'>[]> {
  if (paymentIds.length === 0) return []
  return tx.db.selectFrom('refunds').selectAll().where('payment_id', 'in', paymentIds).orderBy('id').execute()
}
