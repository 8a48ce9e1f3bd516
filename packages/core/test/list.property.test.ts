import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BahiError } from '../src/index.ts'
import { ids, rowsOf, upTo } from './rows.ts'

const shape = fc.record({
  count: fc.integer({ min: 0, max: 40 }),
  sizes: fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 8 }).map((sizes) => [...sizes, 5]),
  failing: fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 8 }),
  prefetch: fc.constantFrom<0 | 1>(0, 1),
})

/** Rows of the shape, from a server that answers after a random number of turns. */
function served(
  { count, sizes, failing, prefetch }: typeof shape extends fc.Arbitrary<infer T> ? T : never,
  delays: number[],
) {
  const { list } = rowsOf(count, {
    sizes,
    fails: (n) => failing.includes(n),
    retryBudget: false,
    before: async (n) => {
      for (let turn = 0; turn < (delays[n % delays.length] ?? 0); turn++) await null
    },
  })
  return list({ prefetch })
}

const delays = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 5 })

test('whatever the pages, the failures and the pace, each item comes once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(shape, delays, async (of, pace) => {
      const rows = served(of, pace)[Symbol.asyncIterator]()
      const seen: string[] = []
      for (let step = 0; step < 200; step++) {
        const next = await rows.next().catch(orFailure)
        if (next instanceof BahiError) continue
        if (next.done) break
        seen.push(next.value.id)
      }
      expect(seen).toEqual(upTo(of.count))
    }),
    { numRuns: 300 },
  )
})

test('parallel next() never repeats and never skips an item', async () => {
  await fc.assert(
    fc.asyncProperty(
      shape,
      delays,
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      async (of, pace, bursts) => {
        const rows = served(of, pace)[Symbol.asyncIterator]()
        const seen: string[] = []
        for (let step = 0, done = false; step < 300 && !done; step++) {
          const burst = Array.from({ length: bursts[step % bursts.length] ?? 1 }, () =>
            rows.next().catch(orFailure),
          )
          for (const next of await Promise.all(burst)) {
            if (next instanceof BahiError) continue
            if (next.done) done = true
            else seen.push(next.value.id)
          }
        }
        expect(seen).toEqual(upTo(of.count))
      },
    ),
    { numRuns: 300 },
  )
})

test('pages, items and toArray agree', async () => {
  await fc.assert(
    fc.asyncProperty(shape, delays, fc.integer({ min: 1, max: 50 }), async (of, pace, limit) => {
      const list = served({ ...of, failing: [] }, pace)
      const pages: string[] = []
      for await (const page of list.pages()) pages.push(...ids(page.data))
      expect(pages).toEqual(upTo(of.count))
      expect(ids(await list.toArray({ limit }))).toEqual(pages.slice(0, limit))
    }),
    { numRuns: 100 },
  )
})

function orFailure(error: unknown): BahiError {
  if (error instanceof BahiError) return error
  throw error
}
