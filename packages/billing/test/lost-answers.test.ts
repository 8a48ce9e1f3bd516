import { createServer } from '@bahi/server'
import { expect, test } from 'vitest'
import { BahiError, Billing, type ClientOptions, type Contact } from '../src/index.ts'
import { lossyProxy } from './lossy-proxy.ts'

const CREATES = 1_000
const AT_ONCE = 50
const LOST = 0.3

// 2,900 requests through a proxy, also on a busy machine.
const LONG = { timeout: 180_000 }

/** A server behind a proxy that loses every third answer or so after the commit. */
async function lossy(options: ClientOptions) {
  const server = await createServer({ rateLimits: false })
  const { keys } = await server.createTenant({ name: 'Acme', currency: 'INR' })
  const { url } = await server.listen()
  const proxy = await lossyProxy(url, LOST, seeded(7))
  const apiKey = keys.test.secret
  const billing = new Billing({ apiKey, baseUrl: `${proxy.url}/v1`, random: () => 0, ...options })
  const direct = new Billing({ apiKey, baseUrl: 'http://bahi.test/v1', fetch: server.fetch })
  return {
    billing,
    lost: proxy.lost,
    stored: () => direct.contacts.list({ limit: 100 }).toArray({ limit: 10 * CREATES }),
    async [Symbol.asyncDispose]() {
      await proxy.close()
      await server.close()
    },
  }
}

test('as many effects as calls when answers are lost, and each call gets its own', LONG, async () => {
  await using server = await lossy({ maxRetries: 10, retryBudget: false })
  const made: Contact[] = []
  for (let from = 0; from < CREATES; from += AT_ONCE) {
    const some = names().slice(from, from + AT_ONCE)
    made.push(...(await Promise.all(some.map((name) => server.billing.contacts.create({ name })))))
  }
  expect(server.lost()).toBeGreaterThan(CREATES / 5)
  expect(made.map(({ name }) => name)).toEqual(names())
  expect(new Set(idsOf(made)).size).toBe(CREATES)
  expect(idsOf(await server.stored())).toEqual(idsOf(made))
})

test('at the defaults some calls end unknown, and resume() finishes them', LONG, async () => {
  await using server = await lossy({})
  const resumed: BahiError[] = []
  const made: unknown[] = []
  for (const name of names()) {
    made.push(await server.billing.contacts.create({ name }).catch((error) => finished(error, resumed)))
  }
  expect(made).toMatchObject(names().map((name) => ({ name })))
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
