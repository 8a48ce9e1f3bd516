import type { InvoiceTax } from '@bahi/spec'
import { type Decimal, decimalOf, numberOf, roundTogether, sumOf, tenTo } from '../kit/decimal.ts'

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

/** What a line is worth, and its rate in percent; named as in the contract. */
export interface TaxedLine {
  readonly tax_rate: number
  readonly subtotal_minor: number
  readonly tax_minor: number
}

/** An invoice's `taxes`: those of the lowest rate first. */
export const invoiceTaxes = (lines: readonly TaxedLine[], place: TaxPlace): InvoiceTax[] =>
  ratesOf(lines).flatMap((rate) => namedTaxes(totalAt(rate, lines), place))

/** The rates above 0, lowest first. */
export function ratesOf(lines: readonly Pick<TaxedLine, 'tax_rate'>[]): number[] {
  const rates = new Set(lines.map((line) => line.tax_rate).filter((rate) => rate > 0))
  return [...rates].sort((a, b) => a - b)
}

/** The lines of one rate, added up. */
export function totalAt(rate: number, lines: readonly TaxedLine[]): RateTotal {
  const taxed = lines.filter((line) => line.tax_rate === rate)
  return {
    rate,
    base: sumOf(taxed.map((line) => BigInt(line.subtotal_minor))),
    tax: sumOf(taxed.map((line) => BigInt(line.tax_minor))),
  }
}

/** What a tax is called, in the order in which an invoice tells them: CGST and SGST share the rate between them. */
type TaxNames = readonly string[]

/** One rate's entries of an invoice's `taxes`: the halves CGST and SGST within a state, IGST between two, else Tax. */
export const namedTaxes = (total: RateTotal, place: TaxPlace): InvoiceTax[] =>
  taxesNamed(total, namesAt(place))

/** One rate's entries under these names, which bear equal parts of it; what can't be halved goes to the first. */
export function taxesNamed({ rate, base, tax }: RateTotal, names: TaxNames): InvoiceTax[] {
  const amounts = roundTogether(
    names.map(() => tax),
    BigInt(names.length),
  )
  const isHalved = names.length === 2
  return names.map((name, n) => ({
    name,
    rate: isHalved ? numberOf(halfOf(decimalOf(rate))) : rate,
    base_minor: Number(base),
    amount_minor: Number(amounts[n] ?? 0n),
  }))
}

/** The state that the split goes by: the customer's, when both are known. */
export const placeOfSupply = ({ tenantState, contactState }: TaxPlace): string | null =>
  tenantState === null ? null : contactState

function namesAt({ tenantState, contactState }: TaxPlace): TaxNames {
  if (tenantState === null || contactState === null) return ['Tax']
  return tenantState === contactState ? ['CGST', 'SGST'] : ['IGST']
}

function halfOf({ units, places }: Decimal): Decimal {
  return { units: units * 5n, places: places + 1 }
}
