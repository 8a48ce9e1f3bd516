import type { Payment } from '@bahi/spec'
import type { Tx } from '../store/store.ts'
import { viewPayments } from './invoice-payments.ts'
import { invoiceBalance } from './ledger.ts'
import { loadCreditPosted } from './ledger-credit.ts'

/** What came in through a link of an invoice and was more than the invoice still wanted, in one currency. */
export interface Surplus {
  readonly currency: string
  /** All that came in through the link. */
  readonly paidMinor: number
  /** What of that paid nothing; above 0. */
  readonly surplusMinor: number
  /** What of the surplus is still the customer's credit; the rest has gone back. */
  readonly keptMinor: number
  /** What of that is on its way back. */
  readonly pendingMinor: number
}

/** One for each currency of which there is a surplus. A link without an invoice has none: all that it brings is credit. */
export async function loadSurpluses(tx: Tx, linkId: string): Promise<Surplus[]> {
  const rows = await tx.db
    .selectFrom('payments')
    .selectAll()
    .where('payment_link_id', '=', linkId)
    .where('invoice_id', 'is not', null)
    .orderBy('id')
    .execute()
  const payments = await viewPayments(tx, rows)
  const surplusOf = await loadCreditPosted(
    tx,
    payments.map(({ entry_id }) => entry_id),
  )
  const surpluses: Surplus[] = []
  for (const own of Map.groupBy(payments, ({ currency }) => currency).values())
    surpluses.push(await surplusIn(tx, own, surplusOf))
  return surpluses.filter(({ surplusMinor }) => surplusMinor > 0)
}

/** What the customer has in credit from an invoice, in each currency that it was paid in. */
export async function loadKept(
  tx: Tx,
  { id: invoiceId, payments }: { readonly id: string; readonly payments: readonly Payment[] },
): Promise<Pick<Surplus, 'currency' | 'keptMinor'>[]> {
  const kept: Pick<Surplus, 'currency' | 'keptMinor'>[] = []
  for (const currency of new Set(payments.map((payment) => payment.currency)))
    kept.push({ currency, keptMinor: await creditOf(tx, invoiceId, currency) })
  return kept.filter(({ keptMinor }) => keptMinor > 0)
}

/** Refunds are of the invoice's credit, whichever payment brought it: first of this one's, then of what else is left. */
async function surplusIn(
  tx: Tx,
  payments: readonly Payment[],
  surplusOf: ReadonlyMap<string, number>,
): Promise<Surplus> {
  const [{ currency = '', invoice_id: invoiceId = null } = {}] = payments
  const surplusMinor = sum(payments, ({ entry_id }) => surplusOf.get(entry_id) ?? 0)
  const left = Math.max(0, surplusMinor - sum(payments, ({ refunded_minor }) => refunded_minor))
  const keptMinor = Math.min(left, await creditOf(tx, invoiceId ?? '', currency))
  const pendingMinor = Math.min(keptMinor, sum(payments, onItsWayMinor))
  return {
    currency,
    paidMinor: sum(payments, ({ amount_minor }) => amount_minor),
    surplusMinor,
    keptMinor,
    pendingMinor,
  }
}

const creditOf = async (tx: Tx, invoiceId: string, currency: string): Promise<number> =>
  Math.max(0, -(await invoiceBalance(tx, { invoiceId, currency, account: 'customer_credit' })))

/** What of a payment has been asked back and not gone yet. */
export const onItsWayMinor = ({ refunds }: Pick<Payment, 'refunds'>): number =>
  sum(refunds, ({ status, amount_minor }) => (status === 'pending' ? amount_minor : 0))

const sum = <T>(all: readonly T[], minorOf: (one: T) => number): number =>
  all.reduce((total, one) => total + minorOf(one), 0)
