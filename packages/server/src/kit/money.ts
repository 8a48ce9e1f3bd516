import { currencyExponent, MAX_AMOUNT_MINOR } from '@bahi/spec'
import { decimalOf, numberOf, tenTo } from './decimal.ts'

interface AmountFault {
  readonly code: 'too_many_decimals' | 'too_big'
  readonly detail: string
}

export type AmountOutcome = { readonly minor: number } | { readonly fault: AmountFault }

/** An amount in major units as an integer of the minor unit; more digits than the currency has are refused, never rounded. */
export function toMinor(major: number, currency: string): AmountOutcome {
  const exponent = currencyExponent(currency)
  const { units, places } = decimalOf(major)
  if (places > exponent) return { fault: tooManyDecimals(currency, exponent) }
  const minor = units * tenTo(exponent - places)
  if (isTooLarge(minor)) return { fault: tooBig }
  return { minor: Number(minor) }
}

export interface AnyAmount {
  /** Major units. */
  readonly amount?: number | undefined
  readonly amount_minor?: number | undefined
}

/** An amount that was given in one of the two ways, as an integer of the minor unit. */
export const readMinor = ({ amount, amount_minor }: AnyAmount, currency: string): AmountOutcome =>
  amount === undefined ? { minor: amount_minor ?? 0 } : toMinor(amount, currency)

/** The exact amount in major units: a bounded amount has 15 digits at most, and a double keeps those. */
export function toMajor(minor: number, currency: string): number {
  return numberOf({ units: BigInt(minor), places: currencyExponent(currency) })
}

export function isTooLarge(minor: bigint): boolean {
  return minor > MAX_AMOUNT_MINOR
}

const tooBig: AmountFault = {
  code: 'too_big',
  detail: `Must be at most ${MAX_AMOUNT_MINOR} in the currency's minor unit.`,
}

function tooManyDecimals(currency: string, exponent: number): AmountFault {
  const allowed = exponent === 0 ? 'no digits' : `at most ${exponent} digits`
  return { code: 'too_many_decimals', detail: `${currency} has ${allowed} behind the point.` }
}
