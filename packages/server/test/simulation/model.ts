/**
 * What the books must say, kept in a few maps and worked out in whole numbers. It shares no code with the server: a
 * mistake in the server's rules is none here.
 */
export interface Model {
  readonly invoices: Map<string, ModelInvoice>
  /** Debits less credits, by account. */
  readonly balances: Map<string, bigint>
  /** How many events of each type were fired. */
  readonly events: Map<string, number>
  hours: number
}

export interface ModelInvoice {
  readonly id: string
  status: 'draft' | 'open' | 'paid' | 'void' | 'uncollectible'
  readonly subtotal: bigint
  readonly tax: bigint
  paid: bigint
  credited: bigint
  /** Paid, then credited, and not sent back yet: the customer's. */
  inCredit: bigint
  readonly lines: ModelLine[]
  readonly payments: ModelPayment[]
}

export interface ModelLine {
  readonly id: string
  readonly subtotal: bigint
  readonly tax: bigint
  /** In thousandths, as `credited`. */
  readonly qty: bigint
  credited: bigint
}

export interface ModelPayment {
  readonly id: string
  readonly account: string
  readonly amount: bigint
  refunded: bigint
}

export const createModel = (): Model => ({
  invoices: new Map(),
  balances: new Map(),
  events: new Map(),
  hours: 0,
})

export const totalOf = ({ subtotal, tax }: Pick<ModelInvoice, 'subtotal' | 'tax'>): bigint => subtotal + tax

/** What is left to pay, whatever the status. */
export function dueOf(invoice: ModelInvoice): bigint {
  const left = totalOf(invoice) - invoice.paid - invoice.credited
  return left > 0n ? left : 0n
}

export const unrefunded = ({ amount, refunded }: ModelPayment): bigint => amount - refunded

export const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b)

export function invoiceIn(model: Model, id: string): ModelInvoice {
  const invoice = model.invoices.get(id)
  if (invoice === undefined) throw new Error(`The model has no invoice ${id}.`)
  return invoice
}

export function paymentIn(model: Model, id: string): { invoice: ModelInvoice; payment: ModelPayment } {
  for (const invoice of model.invoices.values()) {
    const payment = invoice.payments.find((one) => one.id === id)
    if (payment !== undefined) return { invoice, payment }
  }
  throw new Error(`The model has no payment ${id}.`)
}

/** Debits are above 0. */
export function post(model: Model, legs: Readonly<Record<string, bigint>>): void {
  for (const [account, amount] of Object.entries(legs)) {
    model.balances.set(account, (model.balances.get(account) ?? 0n) + amount)
  }
}

export function fire(model: Model, type: string): void {
  model.events.set(type, (model.events.get(type) ?? 0) + 1)
}
