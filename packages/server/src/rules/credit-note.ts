import { divideHalfUp } from '../kit/decimal.ts'
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

/** The counter of a year's numbers. */
export const creditNoteCounter = (year: number): string => `credit_note:${year}`

/** `CRN-2026-00001`. */
export const creditNoteNumber = (year: number, n: number): string =>
  `CRN-${year}-${String(n).padStart(5, '0')}`
