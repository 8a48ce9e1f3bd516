import type { InvoiceTax } from '@bahi/spec'
import { decimalOf, divideHalfUp, sumOf, tenTo } from '../kit/decimal.ts'
import { isTooLarge } from '../kit/money.ts'
import { invoiceTaxes, ratesOf, type TaxPlace, type TaxRule, taxesOf } from './tax.ts'

/** What decides a line's worth; the members are named as in the contract. */
export interface Line {
  readonly qty: number
  readonly rate_minor: number
  /** Percent. */
  readonly tax_rate: number
  readonly tax_inclusive: boolean
}

export interface Sums {
  readonly subtotal_minor: number
  readonly tax_minor: number
  readonly total_minor: number
}

export interface Totals extends Sums {
  /** In the order of the lines. */
  readonly lines: readonly Sums[]
  readonly taxes: InvoiceTax[]
}

/** `tooLarge` holds the places of the lines that exceed the largest amount; it is empty when only their sum does. */
export type TotalsOutcome = { readonly totals: Totals } | { readonly tooLarge: readonly number[] }

/** Quantity times price, rounded half-up once. */
export function amountOf(line: Pick<Line, 'qty' | 'rate_minor'>): bigint {
  const { units, places } = decimalOf(line.qty)
  return divideHalfUp(units * BigInt(line.rate_minor), tenTo(places))
}

/** The worth of every line and of all: each sum equals the sum of its parts to the last minor unit. */
export function totalsOf(lines: readonly Line[], place: TaxPlace): TotalsOutcome {
  const sums = exactSums(lines)
  const tooLarge = [...sums.keys()].filter((index) => isTooLarge(sums[index]?.total ?? 0n))
  const all = addUp(sums)
  if (tooLarge.length > 0 || isTooLarge(all.total)) return { tooLarge }
  const worth = sums.map(numbersOf)
  const taxed = worth.map((sum, index) => ({ ...sum, tax_rate: lines[index]?.tax_rate ?? 0 }))
  return { totals: { ...numbersOf(all), lines: worth, taxes: invoiceTaxes(taxed, place) } }
}

interface ExactSums {
  readonly subtotal: bigint
  readonly tax: bigint
  readonly total: bigint
}

/** Prices with and without tax are rounded apart, so that a dearer line never makes the total smaller. */
function exactSums(lines: readonly Line[]): ExactSums[] {
  const amounts = lines.map(amountOf)
  const taxes = amounts.map(() => 0n)
  const rules = ratesOf(lines).flatMap((rate) => [
    { rate, inclusive: false },
    { rate, inclusive: true },
  ])
  for (const rule of rules) {
    const places = [...lines.keys()].filter((index) => isUnder(lines[index], rule))
    const amountsUnder = places.map((index) => amounts[index] ?? 0n)
    for (const [n, tax] of taxesOf(amountsUnder, rule).entries()) taxes[places[n] ?? 0] = tax
  }
  return lines.map((line, index) => {
    const amount = amounts[index] ?? 0n
    const tax = taxes[index] ?? 0n
    const subtotal = line.tax_inclusive ? amount - tax : amount
    return { subtotal, tax, total: subtotal + tax }
  })
}

const isUnder = (line: Line | undefined, { rate, inclusive }: TaxRule): boolean =>
  line?.tax_rate === rate && line.tax_inclusive === inclusive

function addUp(sums: readonly ExactSums[]): ExactSums {
  return {
    subtotal: sumOf(sums.map((sum) => sum.subtotal)),
    tax: sumOf(sums.map((sum) => sum.tax)),
    total: sumOf(sums.map((sum) => sum.total)),
  }
}

function numbersOf({ subtotal, tax, total }: ExactSums): Sums {
  return { subtotal_minor: Number(subtotal), tax_minor: Number(tax), total_minor: Number(total) }
}
