import type { InvoiceTax } from '@bahi/spec'
import { type Decimal, decimalOf, numberOf, roundTogether, tenTo } from '../kit/decimal.ts'

/** Where the two sides are taxed, as state codes: together they decide how India's tax is split. */
export interface TaxPlace {
  readonly tenantState: string | null
  readonly contactState: string | null
}

export interface TaxRule {
  /** Percent. */
  readonly rate: number
  /** Whether the amounts contain the tax. */
  readonly inclusive: boolean
}

/** The taxes of amounts under one rule: they add up to the rounded tax of all of them. */
export function taxesOf(amounts: readonly bigint[], { rate, inclusive }: TaxRule): bigint[] {
  const { units, places } = decimalOf(rate)
  const hundred = 100n * tenTo(places)
  // An amount without tax bears rate/100 of itself; one that contains it, rate/(100 + rate).
  const denominator = inclusive ? hundred + units : hundred
  return roundTogether(
    amounts.map((amount) => amount * units),
    denominator,
  )
}

export interface RateTotal {
  /** Percent. */
  readonly rate: number
  readonly base: bigint
  readonly tax: bigint
}

/** One rate's entries of an invoice's `taxes`: the halves CGST and SGST within a state, IGST between two, else Tax. */
export function namedTaxes({ rate, base, tax }: RateTotal, place: TaxPlace): InvoiceTax[] {
  const { tenantState, contactState } = place
  const base_minor = Number(base)
  if (tenantState === null || contactState === null || tenantState !== contactState) {
    const name = tenantState === null || contactState === null ? 'Tax' : 'IGST'
    return [{ name, rate, base_minor, amount_minor: Number(tax) }]
  }
  const [central = 0n, local = 0n] = roundTogether([tax, tax], 2n)
  const half = numberOf(halfOf(decimalOf(rate)))
  return [
    { name: 'CGST', rate: half, base_minor, amount_minor: Number(central) },
    { name: 'SGST', rate: half, base_minor, amount_minor: Number(local) },
  ]
}

function halfOf({ units, places }: Decimal): Decimal {
  return { units: units * 5n, places: places + 1 }
}
