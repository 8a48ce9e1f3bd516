import { createServer } from '@bahi/server'
import { http } from 'msw'
import { setupServer } from 'msw/node'
import type { ClientOptions } from '../src/index.ts'
import { Billing } from '../src/index.ts'

/** The ways to reach the reference server: by its own fetch, with no port; over HTTP; and in its place, behind msw. */
export const ways = ['in process', 'over HTTP', 'behind msw'] as const

/** A server with a tenant, and its billing in test mode. */
export async function served(way: (typeof ways)[number]) {
  const server = await createServer({ rateLimits: false })
  const { tenantId, keys } = await server.createTenant({ name: 'Acme', currency: 'INR', state: 'KA' })
  const { reach, leave } = await reaching(way, server)
  const as = (apiKey: string, more: ClientOptions = {}) => new Billing({ apiKey, ...reach, ...more })
  return {
    tenantId,
    keys,
    as,
    billing: as(keys.test.secret),
    settle: () => server.settle(),
    close: async () => {
      leave()
      await server.close()
    },
  }
}

type Server = Awaited<ReturnType<typeof createServer>>

interface Reaching {
  readonly reach: ClientOptions
  readonly leave: () => void
}

async function reaching(way: (typeof ways)[number], server: Server): Promise<Reaching> {
  const leave = () => {}
  if (way === 'in process') return { reach: { baseUrl: 'http://bahi.test/v1', fetch: server.fetch }, leave }
  if (way === 'over HTTP') return { reach: { baseUrl: `${(await server.listen()).url}/v1` }, leave }
  const mock = setupServer(
    http.all('http://msw.bahi.test/*', ({ request }) => server.fetch(request).catch(() => Response.error())),
  )
  mock.listen({ onUnhandledFrame: 'bypass' })
  return { reach: { baseUrl: 'http://msw.bahi.test/v1' }, leave: () => mock.close() }
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
