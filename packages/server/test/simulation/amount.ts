/** A quantity at a price. */
interface Priced {
  readonly qty: number
  readonly rate_minor: number
}

export const halfUp = (numerator: bigint, denominator: bigint): bigint =>
  (2n * numerator + denominator) / (2n * denominator)

/** Quantities here have three decimals at most. */
export const thousandths = (qty: number): bigint => BigInt(Math.round(qty * 1_000))

/** What a sale says of a price contains the tax. */
export const worthOfAll = (items: readonly Priced[]): bigint =>
  items.reduce((sum, { qty, rate_minor }) => sum + halfUp(thousandths(qty) * BigInt(rate_minor), 1_000n), 0n)
