import type { Act } from './acts.ts'
import { levelIn, type Model, moveAll, productIn } from './model.ts'
import { type Expected, refused } from './worth.ts'

export function adjust(
  model: Model,
  { product, store, quantity }: Extract<Act, { kind: 'adjust' }>,
): Expected {
  const known = productIn(model, product)
  const left = levelIn(known, store) + BigInt(quantity)
  if (quantity < 0 && left < 0n && !known.allowsBackorder) return refused('insufficient_stock')
  moveAll(model, [{ product, store, quantity: BigInt(quantity) }])
  return { status: 201, amount: left, tally: 'adjust' }
}
