import type { InvoiceTax } from '@bahi/spec'
import { divideHalfUp } from '../kit/decimal.ts'
import { ratesOf, type TaxedLine, taxesNamed, totalAt } from './tax.ts'
import type { Sums } from './total.ts'

export interface CreditedPart {
  /** The whole line, in thousandths. */
  readonly qty: bigint
  /** What was credited of it before. */
  readonly before: bigint
  /** What is credited now; with `before` no more than `qty`. */
  readonly now: bigint
}

/**
 * What a part of a line is worth: the difference between what is credited up to its end and up to its beginning. So the
 * parts of a line are never below 0 and add up to the line, to the last minor unit, however it is cut.
 */
export function creditOf(line: Sums, { qty, before, now }: CreditedPart): Sums {
  const upTo = (minor: number, end: bigint) => Number(divideHalfUp(BigInt(minor) * end, qty))
  const part = (minor: number) => upTo(minor, before + now) - upTo(minor, before)
  const subtotal_minor = part(line.subtotal_minor)
  const tax_minor = part(line.tax_minor)
  return { subtotal_minor, tax_minor, total_minor: subtotal_minor + tax_minor }
}

export interface CreditedLines {
  /** What was credited of the invoice's lines before. */
  readonly before: readonly TaxedLine[]
  /** What is credited now. */
  readonly now: readonly TaxedLine[]
}

/**
 * What a note takes back of each of its invoice's taxes: as with the parts of a line, what is taken back with it less
 * what was before. So they are never below 0, add up to the tax of its lines, and all notes to the invoice's taxes.
 */
export function creditedTaxes(taxes: readonly InvoiceTax[], { before, now }: CreditedLines): InvoiceTax[] {
  const names = [...new Set(taxes.map(({ name }) => name))]
  return ratesOf(now).flatMap((rate) => {
    const from = taxesNamed(totalAt(rate, before), names)
    const upTo = taxesNamed(totalAt(rate, [...before, ...now]), names)
    return upTo.map((tax, n) => ({
      ...tax,
      base_minor: tax.base_minor - (from[n]?.base_minor ?? 0),
      amount_minor: tax.amount_minor - (from[n]?.amount_minor ?? 0),
    }))
  })
}

/** The counter of a year's numbers. */
export const creditNoteCounter = (year: number): string => `credit_note:${year}`

/** `CRN-2026-00001`. */
export const creditNoteNumber = (year: number, n: number): string =>
  `CRN-${year}-${String(n).padStart(5, '0')}`
