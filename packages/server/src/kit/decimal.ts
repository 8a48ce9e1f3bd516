/** An exact decimal: `units / 10 ** places`. */
export interface Decimal {
  readonly units: bigint
  readonly places: number
}

const shape = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/

/** Reads the shortest text of a number, so that 0.1 is a tenth; multiplying would make it the double beside it. */
export function decimalOf(value: number): Decimal {
  const match = shape.exec(String(value))
  if (match === null) throw new Error(`Not a decimal: ${value}`)
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  const units = BigInt(sign + whole + fraction)
  const places = fraction.length - Number(exponent)
  return places >= 0 ? { units, places } : { units: units * tenTo(-places), places: 0 }
}

/** The number whose shortest text is this decimal: exact up to 15 digits, which is what a double keeps. */
export function numberOf({ units, places }: Decimal): number {
  return Number(`${units}e-${places}`)
}

export function tenTo(exponent: number): bigint {
  return 10n ** BigInt(exponent)
}

export function sumOf(values: readonly bigint[]): bigint {
  return values.reduce((sum, value) => sum + value, 0n)
}

/** `numerator / denominator` to the nearest whole, a half going up. Neither is negative. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator) / (2n * denominator)
}

/**
 * Rounds fractions of one denominator so that they add up to their rounded sum (largest remainder): each is rounded
 * down, and what is missing goes to those that lost most, the earlier of two equals first.
 */
export function roundTogether(numerators: readonly bigint[], denominator: bigint): bigint[] {
  const parts = numerators.map((numerator) => numerator / denominator)
  const missing = Number(divideHalfUp(sumOf(numerators), denominator) - sumOf(parts))
  const lost = numerators.map((numerator, index) => ({ index, remainder: numerator % denominator }))
  lost.sort(
    (a, b) => Number(b.remainder > a.remainder) - Number(b.remainder < a.remainder) || a.index - b.index,
  )
  const raised = new Set(lost.slice(0, missing).map(({ index }) => index))
  return parts.map((part, index) => (raised.has(index) ? part + 1n : part))
}
