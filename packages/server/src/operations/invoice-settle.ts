import { balanceOf, requireAct } from '../rules/invoice.ts'
import type { Tx } from '../store/store.ts'
import type { Row } from '../tables/row.ts'
import { announce, saveInvoice, viewInvoice } from './invoice-view.ts'

export interface Settlement {
  /** What of a payment went to the invoice: never more than was due. */
  readonly paidMinor?: number
  /** What was credited, also beyond what was due. */
  readonly creditedMinor?: number
}

/** Counts a payment or a credit towards a locked invoice; with nothing left to pay it is paid. Tells nobody: see `announceIfPaid`. */
export async function settleInvoice(
  tx: Tx,
  invoice: Row<'invoices'>,
  { paidMinor = 0, creditedMinor = 0 }: Settlement,
): Promise<Row<'invoices'>> {
  const amounts = {
    amount_paid_minor: invoice.amount_paid_minor + paidMinor,
    amount_credited_minor: invoice.amount_credited_minor + creditedMinor,
  }
  const now = tx.now.getTime()
  const { amount_due_minor } = balanceOf({ ...invoice, ...amounts }, now)
  const isSettled = amount_due_minor === 0 && invoice.status !== 'paid'
  const paid = isSettled ? { status: requireAct(invoice, 'pay'), paid_at: now } : {}
  return saveInvoice(tx, invoice.id, { ...amounts, ...paid })
}

/** Tells that the invoice is paid if it wasn't before. */
export async function announceIfPaid(
  tx: Tx,
  { before, after }: { before: Row<'invoices'>; after: Row<'invoices'> },
): Promise<void> {
  if (before.status === 'paid' || after.status !== 'paid') return
  announce(tx, 'invoice.paid', await viewInvoice(tx, after))
}
