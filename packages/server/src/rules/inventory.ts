import { MAX_STOCK } from '@bahi/spec'

/** Quantities here are in thousandths. */
export interface Demand {
  readonly productId: string
  readonly quantity: number
}

/** What a product's stock in one store may fall to. */
export interface Supply {
  readonly stock: number
  readonly allowBackorder: boolean
}

export interface Lack<D extends Demand> {
  readonly demand: D
  /** What is left for it when those before it have taken theirs. */
  readonly available: number
}

export const MAX_STOCK_THOUSANDTHS = MAX_STOCK * 1_000

/** The demands that can't be met, in their order; one that can't takes nothing from those behind it. */
export function lacksOf<D extends Demand>(
  demands: readonly D[],
  supplyOf: (productId: string) => Supply,
): Lack<D>[] {
  const left = new Map<string, number>()
  return demands.flatMap((demand) => {
    const { stock, allowBackorder } = supplyOf(demand.productId)
    const onCredit = allowBackorder ? MAX_STOCK_THOUSANDTHS : 0
    const available = left.get(demand.productId) ?? stock
    if (demand.quantity > available + onCredit) return [{ demand, available: Math.max(0, available) }]
    left.set(demand.productId, available - demand.quantity)
    return []
  })
}

/** Whether the stock of all stores is at its low level, a count of whole units, or below. */
export const isLow = (stock: number, lowLevel: number | null): boolean =>
  lowLevel !== null && stock <= lowLevel * 1_000

/** One act that takes stock from above the low level to it, or below: told once, until it has been above again. */
export const fallsLow = (
  { before, after }: { readonly before: number; readonly after: number },
  lowLevel: number | null,
): boolean => !isLow(before, lowLevel) && isLow(after, lowLevel)
