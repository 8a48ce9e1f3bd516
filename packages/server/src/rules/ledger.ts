import type { LedgerAccountName, PaymentMode } from '@bahi/spec'

/** One leg of an entry: a debit is above 0, a credit below (WIRE §8). */
export interface Posting {
  readonly account: LedgerAccountName
  readonly currency: string
  readonly amountMinor: number
}

/** Where money lies when it has come in. */
export const moneyAccounts = {
  upi: 'bank',
  cash: 'cash',
  card: 'card_clearing',
  bank_transfer: 'bank',
  other: 'bank',
  gateway: 'gateway_clearing',
} as const satisfies Record<PaymentMode, LedgerAccountName>

interface Worth {
  readonly currency: string
  readonly subtotal_minor: number
  readonly tax_minor: number
  readonly total_minor: number
}

/** What is invoiced becomes a claim. Nothing when it comes to nothing. */
export const sendPostings = ({ currency, subtotal_minor, tax_minor, total_minor }: Worth): Posting[] =>
  legs(currency, [
    ['accounts_receivable', total_minor],
    ['sales', -subtotal_minor],
    ['tax_payable', -tax_minor],
  ])

export interface Receipt {
  readonly mode: PaymentMode
  readonly currency: string
  readonly amountMinor: number
  /** What of it pays the invoice; the rest is the customer's. */
  readonly appliedMinor: number
  /** The claim was given up: what comes in after all makes the loss smaller. */
  readonly isWrittenOff: boolean
}

export const paymentPostings = ({
  mode,
  currency,
  amountMinor,
  appliedMinor,
  isWrittenOff,
}: Receipt): Posting[] =>
  legs(currency, [
    [moneyAccounts[mode], amountMinor],
    [isWrittenOff ? 'bad_debt' : 'accounts_receivable', -appliedMinor],
    ['customer_credit', appliedMinor - amountMinor],
  ])

/** `appliedMinor` is what of the credit lowers the claim; the rest has been paid and is the customer's. */
export const creditPostings = (
  { currency, subtotal_minor, tax_minor, total_minor }: Worth,
  appliedMinor: number,
): Posting[] =>
  legs(currency, [
    ['sales', subtotal_minor],
    ['tax_payable', tax_minor],
    ['accounts_receivable', -appliedMinor],
    ['customer_credit', appliedMinor - total_minor],
  ])

/** Money goes back the way it came. */
export const refundPostings = ({
  mode,
  currency,
  amountMinor,
}: Pick<Receipt, 'mode' | 'currency' | 'amountMinor'>): Posting[] =>
  legs(currency, [
    ['customer_credit', amountMinor],
    [moneyAccounts[mode], -amountMinor],
  ])

export const writeOffPostings = (currency: string, dueMinor: number): Posting[] =>
  legs(currency, [
    ['bad_debt', dueMinor],
    ['accounts_receivable', -dueMinor],
  ])

/** Undoes an entry, the debits first again. */
export const reversed = (postings: readonly Posting[]): Posting[] =>
  postings
    .map((posting) => ({ ...posting, amountMinor: -posting.amountMinor }))
    .sort((a, b) => Number(a.amountMinor < 0) - Number(b.amountMinor < 0))

/** A leg of nothing is none. */
const legs = (currency: string, amounts: readonly [LedgerAccountName, number][]): Posting[] =>
  amounts
    .filter(([, amountMinor]) => amountMinor !== 0)
    .map(([account, amountMinor]) => ({ account, currency, amountMinor }))
