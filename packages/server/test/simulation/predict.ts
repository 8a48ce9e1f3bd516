import type { Act, NewItem } from './acts.ts'
import { halfUp, thousandths } from './amount.ts'
import {
  dueOf,
  fire,
  invoiceIn,
  type Model,
  type ModelInvoice,
  type ModelLine,
  moveAll,
  paymentIn,
  post,
  smaller,
  unrefunded,
} from './model.ts'
import { adjust } from './predict-adjust.ts'
import { sell } from './predict-sale.ts'
import { accounts, type Body, type Expected, refused, settle, worthOf } from './worth.ts'

/** Plays an act in the model, and says what the server must have answered. */
export function predict(model: Model, act: Act, body: Body): Expected {
  switch (act.kind) {
    case 'create':
      return create(model, act.items, body)
    case 'send':
      return send(model, invoiceIn(model, act.invoice))
    case 'void':
      return voidInvoice(model, invoiceIn(model, act.invoice))
    case 'mark_uncollectible':
      return writeOff(model, invoiceIn(model, act.invoice))
    case 'pay':
      return pay(model, act, body)
    case 'credit':
      return credit(model, act)
    case 'refund':
      return refund(model, act)
    case 'sale':
      return sell(model, act, body)
    case 'adjust':
      return adjust(model, act)
    case 'advance':
      model.hours += act.hours
      return { status: 200, tally: 'advance' }
  }
}

function create(model: Model, items: readonly NewItem[], body: Body): Expected {
  // An answer that is none has no lines: the comparison of the statuses tells of it.
  const lines: ModelLine[] = (body?.items ?? []).map((item: Body, index: number) => ({
    id: item.id,
    ...worthOf(items[index], item),
    qty: thousandths(item.qty),
    credited: 0n,
  }))
  const sum = (member: 'subtotal' | 'tax') => lines.reduce((total, line) => total + line[member], 0n)
  const [subtotal, tax] = [sum('subtotal'), sum('tax')]
  const fresh = { status: 'draft' as const, paid: 0n, credited: 0n, inCredit: 0n, payments: [] }
  model.invoices.set(body.id, { id: body.id, subtotal, tax, lines, ...fresh })
  fire(model, 'invoice.created')
  return { status: 201, amount: subtotal + tax, tally: 'create' }
}

function send(model: Model, invoice: ModelInvoice): Expected {
  if (invoice.status !== 'draft') return refused('invalid_state')
  const { subtotal, tax } = invoice
  post(model, { accounts_receivable: subtotal + tax, sales: -subtotal, tax_payable: -tax })
  fire(model, 'invoice.sent')
  invoice.status = 'open'
  settle(model, invoice)
  return { status: 200, tally: 'send' }
}

function voidInvoice(model: Model, invoice: ModelInvoice): Expected {
  if (invoice.status !== 'open' || invoice.paid + invoice.credited > 0n) return refused('invalid_state')
  const { subtotal, tax } = invoice
  post(model, { sales: subtotal, tax_payable: tax, accounts_receivable: -subtotal - tax })
  fire(model, 'invoice.voided')
  invoice.status = 'void'
  return { status: 200, tally: 'void' }
}

function writeOff(model: Model, invoice: ModelInvoice): Expected {
  if (invoice.status !== 'open') return refused('invalid_state')
  post(model, { bad_debt: dueOf(invoice), accounts_receivable: -dueOf(invoice) })
  invoice.status = 'uncollectible'
  return { status: 200, tally: 'mark_uncollectible' }
}

function pay(model: Model, act: Extract<Act, { kind: 'pay' }>, body: Body): Expected {
  const invoice = invoiceIn(model, act.invoice)
  if (invoice.status !== 'open' && invoice.status !== 'uncollectible') return refused('invalid_state')
  const [amount, due] = [BigInt(act.amount), dueOf(invoice)]
  if (amount > due) return refused('overpayment')
  const account = accounts[act.mode]
  post(model, {
    [account]: amount,
    [invoice.status === 'open' ? 'accounts_receivable' : 'bad_debt']: -amount,
  })
  invoice.payments.push({ id: body.id, account, amount, refunded: 0n })
  invoice.paid += amount
  fire(model, 'payment.recorded')
  settle(model, invoice)
  return { status: 201, amount, tally: amount === due ? 'pay: in full' : 'pay: in part' }
}

function credit(model: Model, act: Extract<Act, { kind: 'credit' }>): Expected {
  const invoice = invoiceIn(model, act.invoice)
  if (invoice.status !== 'open' && invoice.status !== 'paid') return refused('invalid_state')
  const parts = partsOf(invoice, act.items)
  if (
    parts.some(({ line, now }) => now > line.qty - line.credited || (act.items && line.credited === line.qty))
  ) {
    return refused('credit_exceeds_invoice')
  }
  const subtotal = parts.reduce((sum, part) => sum + share(part.line.subtotal, part), 0n)
  const tax = parts.reduce((sum, part) => sum + share(part.line.tax, part), 0n)
  const amount = subtotal + tax
  if (amount === 0n) {
    return act.items
      ? { status: 422, code: 'validation_failed', tally: 'refused: of nothing' }
      : refused('credit_exceeds_invoice')
  }
  const applied = smaller(amount, invoice.status === 'open' ? dueOf(invoice) : 0n)
  post(model, {
    sales: subtotal,
    tax_payable: tax,
    accounts_receivable: -applied,
    customer_credit: applied - amount,
  })
  for (const { line, now } of parts) line.credited += now
  if (act.restock) moveAll(model, parts.flatMap(backIntoStock))
  invoice.credited += amount
  invoice.inCredit += amount - applied
  fire(model, 'credit_note.issued')
  settle(model, invoice)
  if (act.refund) sendBack(model, invoice, amount - applied)
  const part = act.items === undefined ? 'whole' : 'by line'
  return {
    status: 201,
    amount,
    tally: `credit: ${part}${act.refund && amount > applied ? ', refunded' : ''}`,
    ...(act.restock && parts.some(({ line }) => line.taken !== undefined) ? { also: 'restock' } : {}),
  }
}

const backIntoStock = ({ line, now }: Part) =>
  line.taken === undefined || now === 0n ? [] : [{ ...line.taken, quantity: now }]

interface Part {
  readonly line: ModelLine
  readonly now: bigint
}

function partsOf(invoice: ModelInvoice, items: Extract<Act, { kind: 'credit' }>['items']): Part[] {
  if (items === undefined) return invoice.lines.map((line) => ({ line, now: line.qty - line.credited }))
  return items.map(({ line: id, qty }) => {
    const line = invoice.lines.find((one) => one.id === id)
    if (line === undefined) throw new Error(`The model has no line ${id}.`)
    return { line, now: qty === undefined ? line.qty - line.credited : thousandths(qty) }
  })
}

/** What is credited up to the end of a part less what was up to its beginning: the parts of a line add up to it. */
const share = (minor: bigint, { line, now }: Part): bigint =>
  halfUp(minor * (line.credited + now), line.qty) - halfUp(minor * line.credited, line.qty)

/** Out of the newest payments first. Of two made at once, the id says which is newer, whichever committed first. */
function sendBack(model: Model, invoice: ModelInvoice, amount: bigint): void {
  let left = amount
  for (const payment of invoice.payments.toSorted((a, b) => (a.id < b.id ? 1 : -1))) {
    const back = smaller(left, unrefunded(payment))
    if (back === 0n) continue
    post(model, { customer_credit: back, [payment.account]: -back })
    payment.refunded += back
    invoice.inCredit -= back
    left -= back
    fire(model, 'invoice.refunded')
  }
}

function refund(model: Model, act: Extract<Act, { kind: 'refund' }>): Expected {
  const { invoice, payment } = paymentIn(model, act.payment)
  const most = smaller(unrefunded(payment), invoice.inCredit)
  const amount = act.amount === null ? most : BigInt(act.amount)
  if (amount > most || amount === 0n) return refused('refund_exceeds_credit')
  post(model, { customer_credit: amount, [payment.account]: -amount })
  payment.refunded += amount
  invoice.inCredit -= amount
  fire(model, 'invoice.refunded')
  return { status: 201, amount, tally: 'refund' }
}
