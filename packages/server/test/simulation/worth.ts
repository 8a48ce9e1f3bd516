import type { Mode, NewItem } from './acts.ts'
import { halfUp, thousandths } from './amount.ts'
import { dueOf, fire, type Model, type ModelInvoice } from './model.ts'

/** What the answer must say. */
export interface Expected {
  readonly status: number
  readonly code?: string
  /** The worth of what was made, where the model knows it. */
  readonly amount?: bigint
  /** The name under which it is counted. */
  readonly tally: string
  /** What it did besides. */
  readonly also?: string
}

/** What of the answer the model can't know: the ids, and the worth of a draft. */
// biome-ignore lint/suspicious/noExplicitAny: held to the contract by the harness
export type Body = any

export const refused = (code: string): Expected => ({ status: 409, code, tally: `refused: ${code}` })

export const accounts: Readonly<Record<Mode, string>> = {
  upi: 'bank',
  bank_transfer: 'bank',
  other: 'bank',
  cash: 'cash',
  card: 'card_clearing',
}

/** The line's own side is exact; its tax may differ by what rounding together moves from line to line. */
export function worthOf(
  item: Omit<NewItem, 'description'> | undefined,
  answered: Body,
): { subtotal: bigint; tax: bigint } {
  if (item === undefined) throw new Error('A line was answered that nobody asked for.')
  const [subtotal, tax] = [BigInt(answered.subtotal_minor), BigInt(answered.tax_minor)]
  const amount = halfUp(thousandths(item.qty) * BigInt(item.rate_minor), 1_000n)
  const own = item.tax_inclusive ? subtotal + tax : subtotal
  const rate = BigInt(item.tax_rate)
  const off = tax * (item.tax_inclusive ? 100n + rate : 100n) - amount * rate
  if (own !== amount || off > 200n || off < -200n) {
    throw new Error(`${JSON.stringify(item)} came to ${subtotal} and a tax of ${tax}.`)
  }
  return { subtotal, tax }
}

export function settle(model: Model, invoice: ModelInvoice): void {
  if (invoice.status === 'paid' || dueOf(invoice) > 0n) return
  invoice.status = 'paid'
  fire(model, 'invoice.paid')
}
