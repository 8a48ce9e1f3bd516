import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/**
 * Rows of numbers from 0 to 1 (excluded), one for each name: the same for the same seed and place, whatever is taken from the
 * other rows meanwhile.
 */
export function createRandoms<Name extends string>(
  seed: number,
  names: readonly Name[],
): Readonly<Record<Name, () => number>> {
  const generator = xoroshiro128plus(seed)
  const rows = names.map((name) => {
    const own = generator.clone()
    generator.jump()
    return [name, () => uniformFloat64(own)] as const
  })
  return Object.fromEntries(rows) as Record<Name, () => number> // one for each name
}
