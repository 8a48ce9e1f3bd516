import { worthOfAll } from './amount.ts'
import { dueOf, type Model, type ModelInvoice, unrefunded } from './model.ts'
import type { Random } from './random.ts'

/** What a client asks for. */
export type Act =
  | { readonly kind: 'create'; readonly items: readonly NewItem[]; readonly dueInDays: number | null }
  | { readonly kind: 'send' | 'void' | 'mark_uncollectible'; readonly invoice: string }
  | { readonly kind: 'pay'; readonly invoice: string; readonly amount: number; readonly mode: Mode }
  | {
      readonly kind: 'credit'
      readonly invoice: string
      /** All that is left if left out. */
      readonly items?: readonly { readonly line: string; readonly qty?: number }[]
      readonly refund: boolean
      readonly restock: boolean
    }
  | { readonly kind: 'refund'; readonly payment: string; readonly amount: number | null }
  | {
      readonly kind: 'sale'
      readonly store: string
      readonly items: readonly SoldItem[]
      readonly mode: Mode
      readonly amount: number
    }
  | {
      readonly kind: 'adjust'
      readonly product: string
      readonly store: string
      /** In thousandths. */
      readonly quantity: number
    }
  | { readonly kind: 'advance'; readonly hours: number }

export interface SoldItem {
  /** null: a line of its own. */
  readonly product: string | null
  readonly qty: number
  readonly rate_minor: number
}

export interface NewItem {
  readonly description: string
  readonly qty: number
  readonly rate_minor: number
  readonly tax_rate: number
  readonly tax_inclusive: boolean
}

export type Mode = 'upi' | 'cash' | 'card' | 'bank_transfer' | 'other'
const modes: readonly Mode[] = ['upi', 'cash', 'card', 'bank_transfer', 'other']

/** Each of them is looked at after every step. */
const MAX_INVOICES = 90

/** How often an act is asked for where it can't succeed. */
const ANYWHERE = 0.1

/** The next act: mostly one that can succeed, now and then any. */
export function chooseAct(model: Model, random: Random): Act {
  const invoices = [...model.invoices.values()]
  const fits = random.chance(ANYWHERE) ? () => true : isFit
  for (;;) {
    const kind = random.pick(kinds)
    if (kind === 'advance') return { kind, hours: random.pick([1, 7, 30, 24 * 9]) }
    if (kind === 'create' && invoices.length < MAX_INVOICES) return create(random)
    if (kind === 'sale' && invoices.length < MAX_INVOICES) return sale(model, random)
    if (kind === 'adjust') return adjust(model, random)
    const fitting = invoices.filter((invoice) => fits(kind, invoice))
    const act = fitting.length === 0 ? null : actOn(kind, random.pick(fitting), random)
    if (act !== null) return act
  }
}

function isFit(kind: Act['kind'], { status, paid, credited, inCredit, lines }: ModelInvoice): boolean {
  switch (kind) {
    case 'send':
      return status === 'draft'
    case 'void':
      return status === 'open' && paid + credited === 0n
    case 'mark_uncollectible':
      return status === 'open'
    case 'pay':
      return status === 'open' || status === 'uncollectible'
    case 'credit':
      return (status === 'open' || status === 'paid') && lines.some((line) => line.credited < line.qty)
    case 'refund':
      return inCredit > 0n
    default:
      return false
  }
}

function actOn(kind: Act['kind'], invoice: ModelInvoice, random: Random): Act | null {
  if (kind === 'pay') return pay(invoice, random)
  if (kind === 'credit') return credit(invoice, random)
  if (kind === 'refund') return refund(invoice, random)
  if (kind === 'create' || kind === 'sale' || kind === 'adjust' || kind === 'advance') return null
  return { kind, invoice: invoice.id }
}

const weights: Readonly<Record<Act['kind'], number>> = {
  create: 6,
  sale: 7,
  adjust: 3,
  send: 9,
  pay: 12,
  credit: 8,
  refund: 9,
  void: 3,
  mark_uncollectible: 2,
  advance: 1,
}
const kinds = (Object.keys(weights) as Act['kind'][]) // the keys of a closed literal
  .flatMap((kind) => Array<Act['kind']>(weights[kind]).fill(kind))

const create = (random: Random): Act => ({
  kind: 'create',
  dueInDays: random.pick([null, 0, 7]),
  items: Array.from({ length: 1 + random.below(3) }, (_, index) => ({
    description: `Work ${index + 1}`,
    qty: random.pick([1, 2, 3, 0.5, 1.25, 0.333, 7]),
    rate_minor: random.pick([1, 99, 3333, 10_000, 1 + random.below(1_000_000)]),
    tax_rate: random.pick([0, 5, 18]),
    tax_inclusive: random.chance(0.5),
  })),
})

function pay(invoice: ModelInvoice, random: Random): Act {
  const due = Number(dueOf(invoice))
  const part = 1 + random.below(Math.max(1, due))
  const amount = random.pick([due, part, part, due + 1 + random.below(1_000)])
  return { kind: 'pay', invoice: invoice.id, amount: Math.max(1, amount), mode: random.pick(modes) }
}

function credit(invoice: ModelInvoice, random: Random): Act {
  const [refund, restock] = [random.chance(0.4), random.chance(0.8)]
  const whole = { kind: 'credit', invoice: invoice.id, refund, restock } as const
  if (random.chance(0.3)) return whole
  const open = invoice.lines.filter(({ qty, credited }) => credited < qty || random.chance(0.05))
  const lines = open.filter((_, index) => index === 0 || random.chance(0.5))
  if (lines.length === 0) return whole
  const items = lines.map(({ id, qty, credited }) => {
    const left = Number(qty - credited)
    const thousandths = 1 + random.below(Math.max(1, left))
    const over = random.chance(0.08) ? 1_000 : 0
    return random.chance(0.3) ? { line: id } : { line: id, qty: (thousandths + over) / 1_000 }
  })
  return { ...whole, items }
}

function refund({ payments }: ModelInvoice, random: Random): Act | null {
  if (payments.length === 0) return null
  const payment = random.pick(payments)
  const left = Number(unrefunded(payment))
  const part = 1 + random.below(Math.max(1, left))
  const amount = random.pick([null, null, part, part, left + 1])
  return { kind: 'refund', payment: payment.id, amount }
}

function sale(model: Model, random: Random): Act {
  const products = [...model.products.values()]
  const items = Array.from({ length: 1 + random.below(3) }, () => ({
    product: random.chance(0.85) ? random.pick(products).id : null,
    qty: random.pick([1, 2, 3, 0.5, 1.25, 0.333]),
    rate_minor: random.pick([99, 3333, 10_000, 1 + random.below(1_000_000)]),
  }))
  const total = Number(worthOfAll(items))
  const amount = random.pick([total, total, 1 + random.below(total), 1 + random.below(total), total + 1])
  return { kind: 'sale', store: storeOf(model, random), items, mode: random.pick(modes), amount }
}

function adjust(model: Model, random: Random): Act {
  const product = random.pick([...model.products.keys()])
  const quantity = random.pick([1_000, 4_000, 2_500, 333, 9_000, 9_000, -500, -1_000, -2_250, -6_000])
  return { kind: 'adjust', product, store: storeOf(model, random), quantity }
}

const storeOf = (model: Model, random: Random): string =>
  random.pick([...model.products.values()].flatMap(({ levels }) => [...levels.keys()]))
