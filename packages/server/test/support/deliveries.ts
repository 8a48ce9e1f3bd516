import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll } from 'vitest'
import { createServer, type Server } from '../../src/index.ts'
import { testLocation } from './engines.ts'
import { openTenant, type TestTenant } from './harness.ts'
import { openReceiver, type Received, type Receiver, type Script } from './receiver.ts'

/** A tenant with a webhook endpoint at a receiver. */
export interface Scene extends TestTenant {
  readonly receiver: Receiver
  // biome-ignore lint/suspicious/noExplicitAny: held to the contract by the harness
  readonly endpoint: any
}

/** A server whose deliveries give up after 2 s, on a database of its own: no other test's worker sends them. */
export function useDeliveries() {
  let server: Server
  beforeAll(async () => {
    const location = await testLocation({ fresh: true })
    const logger = { info() {}, warn() {}, error() {} }
    server = await createServer({ ...location, logger, rateLimits: false, deliveryTimeoutMs: 2_000 })
  })
  afterAll(() => server.close())
  return {
    openTenant: () => openTenant(server),
    /** The receiver answers as scripted, then 200. */
    async open(endpoint: object = {}, ...scripts: Script[]): Promise<Scene> {
      const [tenant, receiver] = [await openTenant(server), await openReceiver()]
      receiver.answer(...scripts)
      const body = { url: receiver.url, event_types: ['*'], ...endpoint }
      return { ...tenant, receiver, endpoint: (await tenant.api('POST', '/webhooks', { body })).body }
    },
    settle: () => server.settle(),
  }
}

type Caller = Pick<TestTenant, 'api'>

/** Fires `customer.created`. */
export const addContact = async ({ api }: Caller, name = 'Asha') =>
  (await api('POST', '/contacts', { body: { name } })).body

export const deliveries = async ({ api }: Caller, query = '') =>
  (await api('GET', `/deliveries${query}`)).body.data

/** Whether the published package takes what was received for signed by this secret. */
export function verifies(secret: string, received: Received | undefined): boolean {
  if (received === undefined) throw new Error('Nothing was received.')
  const headers = Object.entries(received.headers).map(([name, value]) => [name, String(value)])
  try {
    new Webhook(secret).verify(received.body, Object.fromEntries(headers))
    return true
  } catch {
    return false
  }
}
