import { createServer } from '@bahi/server'
import type { ClientOptions } from '../src/index.ts'
import { Billing } from '../src/index.ts'

/** Both ways to reach the reference server: by its own fetch, with no port, and over HTTP. */
export const ways = ['in process', 'over HTTP'] as const

/** A server with a tenant, and its billing in test mode. */
export async function served(way: (typeof ways)[number]) {
  const server = await createServer({ rateLimits: false })
  const { tenantId, keys } = await server.createTenant({ name: 'Acme', currency: 'INR', state: 'KA' })
  const reach: ClientOptions =
    way === 'in process'
      ? { baseUrl: 'http://bahi.test/v1', fetch: server.fetch }
      : { baseUrl: `${(await server.listen()).url}/v1` }
  const as = (apiKey: string, more: ClientOptions = {}) => new Billing({ apiKey, ...reach, ...more })
  return {
    tenantId,
    keys,
    as,
    billing: as(keys.test.secret),
    settle: () => server.settle(),
    close: () => server.close(),
  }
}

/** The rejection of a promise that must reject. */
export async function failureOf(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('it did not fail')
}
