import type { EntryKind, SalesFigures } from '@bahi/spec'
import type { SalesKind } from '../tables/report.ts'
import type { Posting } from './ledger.ts'

/** Every time zone's offset has been a multiple of it since 1972. */
const QUARTER_HOUR_MS = 900_000

/** When the quarter of an hour began. */
export const quarterOf = (at: number): number => at - (at % QUARTER_HOUR_MS)

/** What an act came to, never below 0: its kind says which way it goes. */
export interface SalesTally {
  readonly kind: SalesKind
  readonly currency: string
  readonly netMinor: number
  readonly taxMinor: number
}

/** What an entry means to the sales report; null when it is no matter of sales, as a payment isn't. */
export function tallyOf(kind: EntryKind, postings: readonly Posting[]): SalesTally | null {
  const [first] = postings
  if (first === undefined || !isSalesKind(kind)) return null
  const moved = (account: Posting['account']) =>
    Math.abs(postings.find((posting) => posting.account === account)?.amountMinor ?? 0)
  const netMinor = moved(kind === 'refund' ? 'customer_credit' : 'sales')
  return { kind, currency: first.currency, netMinor, taxMinor: moved('tax_payable') }
}

const salesKinds: readonly SalesKind[] = ['invoice_sent', 'invoice_voided', 'credit_note', 'refund']
const isSalesKind = (kind: EntryKind): kind is SalesKind => salesKinds.some((known) => known === kind)

/** Of one currency in one period, by kind; what isn't there was nothing. Exact: a sum may be beyond what a double keeps. */
export type KindSums = Readonly<Partial<Record<SalesKind, KindSum>>>

export interface KindSum {
  readonly count: bigint
  readonly net: bigint
  readonly tax: bigint
}

export function figuresOf(currency: string, sums: KindSums): SalesFigures {
  const { invoice_sent: sent = none, invoice_voided: gone = none, credit_note: credited = none } = sums
  const { refund: refunded = none } = sums
  const [net, tax] = [sent.net - gone.net, sent.tax - gone.tax]
  return {
    currency,
    count: Number(sent.count - gone.count),
    gross_minor: Number(net + tax),
    tax_minor: Number(tax),
    net_minor: Number(net),
    voided_count: Number(gone.count),
    voided_minor: Number(gone.net + gone.tax),
    credited_count: Number(credited.count),
    credited_minor: Number(credited.net + credited.tax),
    credited_tax_minor: Number(credited.tax),
    refunded_count: Number(refunded.count),
    refunded_minor: Number(refunded.net),
  }
}

const none: KindSum = { count: 0n, net: 0n, tax: 0n }

export const addSums = (a: KindSum = none, b: KindSum = none): KindSum => ({
  count: a.count + b.count,
  net: a.net + b.net,
  tax: a.tax + b.tax,
})
