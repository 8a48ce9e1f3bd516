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
  readonly products: Map<string, ModelProduct>
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
  /** Where a sale took it from. */
  readonly taken?: Place
}

export interface Place {
  readonly product: string
  readonly store: string
}

/** Quantities are in thousandths. */
export interface ModelProduct {
  readonly id: string
  readonly taxRate: number
  readonly lowLevel: bigint | null
  readonly allowsBackorder: boolean
  /** By store; all of them are here. */
  readonly levels: Map<string, bigint>
  /** `quantity -> left in the store`, the oldest first. */
  readonly history: string[]
}

export interface ModelPayment {
  readonly id: string
  readonly account: string
  readonly amount: bigint
  refunded: bigint
}

export const createModel = (products: readonly ModelProduct[]): Model => ({
  products: new Map(products.map((product) => [product.id, product])),
  invoices: new Map(),
  balances: new Map(),
  // Told of also when the model knows of none.
  events: new Map([['stock.low', 0]]),
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

export function productIn(model: Model, id: string): ModelProduct {
  const product = model.products.get(id)
  if (product === undefined) throw new Error(`The model has no product ${id}.`)
  return product
}

export const levelIn = ({ levels }: ModelProduct, store: string): bigint => levels.get(store) ?? 0n

export const stockOf = ({ levels }: ModelProduct): bigint => [...levels.values()].reduce((a, b) => a + b, 0n)

/** Takes what is below 0, puts what is above. */
function move(model: Model, { product: id, store }: Place, quantity: bigint): void {
  const product = productIn(model, id)
  const left = levelIn(product, store) + quantity
  product.levels.set(store, left)
  product.history.push(`${quantity} -> ${left}`)
}

/** What an act does to stock, and the event of each product that it takes to its low level. */
export function moveAll(model: Model, moves: readonly (Place & { readonly quantity: bigint })[]): void {
  const before = new Map([...model.products].map(([id, product]) => [id, stockOf(product)]))
  for (const { quantity, ...place } of moves) move(model, place, quantity)
  for (const [id, product] of model.products) {
    const { lowLevel } = product
    if (lowLevel === null) continue
    if ((before.get(id) ?? 0n) > lowLevel && stockOf(product) <= lowLevel) fire(model, 'stock.low')
  }
}
