import { MAX_QUANTITY_DECIMALS } from '@bahi/spec'
import { decimalOf, numberOf, tenTo } from './decimal.ts'

/** A quantity as a whole number of its smallest part: 1.5 is 1500. */
export function inThousandths(qty: number): bigint {
  const { units, places } = decimalOf(qty)
  return units * tenTo(MAX_QUANTITY_DECIMALS - places)
}

export const fromThousandths = (units: bigint): number => numberOf({ units, places: MAX_QUANTITY_DECIMALS })
