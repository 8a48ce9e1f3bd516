import type { Act, SoldItem } from './acts.ts'
import { thousandths, worthOfAll } from './amount.ts'
import {
  fire,
  levelIn,
  type Model,
  type ModelInvoice,
  type ModelLine,
  moveAll,
  post,
  productIn,
} from './model.ts'
import { accounts, type Body, type Expected, refused, settle, worthOf } from './worth.ts'

type Sale = Extract<Act, { kind: 'sale' }>

/** Raised, paid and out of stock at once; or refused, and nothing is different. */
export function sell(model: Model, sale: Sale, body: Body): Expected {
  const total = worthOfAll(sale.items)
  const amount = BigInt(sale.amount)
  if (amount > total) return refused('overpayment')
  if (lacks(model, sale)) return refused('insufficient_stock')
  const tally = amount === total ? 'sale: in full' : 'sale: in part'
  // An answer that is none has no lines: the comparison of the statuses tells of it.
  if (body?.items === undefined) return { status: 201, amount: total, tally }
  const lines = sale.items.map((item, index) => lineOf(model, sale, item, body.items[index]))
  const sum = (member: 'subtotal' | 'tax') => lines.reduce((all, line) => all + line[member], 0n)
  const [subtotal, tax] = [sum('subtotal'), sum('tax')]
  const account = accounts[sale.mode]
  const invoice: ModelInvoice = {
    ...{ id: body.id, status: 'open', subtotal, tax, lines },
    ...{ paid: amount, credited: 0n, inCredit: 0n },
    payments: [{ id: body.payments[0]?.id, account, amount, refunded: 0n }],
  }
  model.invoices.set(body.id, invoice)
  post(model, { accounts_receivable: total, sales: -subtotal, tax_payable: -tax })
  post(model, { [account]: amount, accounts_receivable: -amount })
  fire(model, 'invoice.created')
  fire(model, 'payment.recorded')
  settle(model, invoice)
  moveAll(
    model,
    lines.flatMap(({ taken, qty }) => (taken === undefined ? [] : [{ ...taken, quantity: -qty }])),
  )
  return { status: 201, amount: total, tally }
}

function lacks(model: Model, { items, store }: Sale): boolean {
  const wanted = new Map<string, bigint>()
  for (const { product, qty } of items)
    if (product !== null) wanted.set(product, (wanted.get(product) ?? 0n) + thousandths(qty))
  return [...wanted].some(([id, quantity]) => {
    const product = productIn(model, id)
    return quantity > levelIn(product, store) && !product.allowsBackorder
  })
}

function lineOf(model: Model, { store }: Sale, item: SoldItem, answered: Body): ModelLine {
  if (answered === undefined) throw new Error('A line that was sold is not in the answer.')
  const { qty, rate_minor, product } = item
  const tax_rate = product === null ? 0 : productIn(model, product).taxRate
  return {
    id: answered.id,
    ...worthOf({ qty, rate_minor, tax_rate, tax_inclusive: true }, answered),
    qty: thousandths(qty),
    credited: 0n,
    ...(product === null ? {} : { taken: { product, store } }),
  }
}
