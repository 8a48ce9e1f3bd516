import { createServer } from '@bahi/server'
import { expect, test } from 'vitest'
import { BahiError, Billing, type ClientOptions, type Contact } from '../src/index.ts'

const CREATES = 200
const LOST = 0.3

/** A server whose every third answer or so is lost after it has committed, the same ones in each run. */
async function lossy(options: ClientOptions) {
  const server = await createServer({ rateLimits: false })
  const { keys } = await server.createTenant({ name: 'Acme', currency: 'INR' })
  const chance = seeded(7)
  const reach = { apiKey: keys.test.secret, baseUrl: 'http://bahi.test/v1' }
  const billing = new Billing({
    ...reach,
    random: () => 0,
    fetch: async (url, init) => {
      const answer = await server.fetch(url, init)
      if (chance() < LOST) throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })
      return answer
    },
    ...options,
  })
  const direct = new Billing({ ...reach, fetch: server.fetch })
  const stored = () => direct.contacts.list({ limit: 100 }).toArray({ limit: 10 * CREATES })
  return { billing, stored, [Symbol.asyncDispose]: () => server.close() }
}

test('as many effects as calls when answers are lost, and each call gets its own', async () => {
  await using server = await lossy({ maxRetries: 10, retryBudget: false })
  const made = await Promise.all(names().map((name) => server.billing.contacts.create({ name })))
  expect(made.map(({ name }) => name)).toEqual(names())
  expect(idsOf(await server.stored())).toEqual(idsOf(made))
})

test('at the defaults some calls end unknown, and resume() finishes them', async () => {
  await using server = await lossy({})
  const resumed: BahiError[] = []
  const made: unknown[] = []
  for (const name of names()) {
    made.push(await server.billing.contacts.create({ name }).catch((error) => finished(error, resumed)))
  }
  expect(resumed.length).toBeGreaterThan(0)
  expect(new Set(resumed.map(({ outcome }) => outcome))).toEqual(new Set(['unknown']))
  expect(made).toHaveLength(CREATES)
  expect(idsOf(await server.stored())).toEqual(idsOf(made as Contact[])) // what create or its resume gave
})

async function finished(error: unknown, resumed: BahiError[]): Promise<unknown> {
  for (let attempt = 0; attempt < 20; attempt++) {
    if (!(error instanceof BahiError) || error.resume === undefined) throw error
    resumed.push(error)
    try {
      return await error.resume()
    } catch (again) {
      error = again
    }
  }
  throw error
}

const names = () => Array.from({ length: CREATES }, (_, n) => `Customer ${n}`)
const idsOf = (contacts: readonly Contact[]) => contacts.map(({ id }) => id).sort()

/** Numbers from 0 to 1 that are the same in each run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
