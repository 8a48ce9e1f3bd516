import { type CreatedTenantKey, createApiKey, type NewTenantKey } from './api-keys.ts'
import { assemble, type Parts } from './assemble.ts'
import { createTestClocks, type TestClock, type TestClockAdvanced } from './clock/test-clocks.ts'
import type { Bindings } from './http/exchange.ts'
import { type Listening, type ListenOptions, listen } from './listen.ts'
import type { ServerOptions } from './server-options.ts'
import {
  type CreatedTenant,
  createTenant,
  grantTenant,
  type NewTenant,
  resetTenant,
  type TenantGrant,
} from './tenants.ts'

/** The reference server, running in this process. */
export interface Server {
  /** The signature of the global `fetch`: the whole API in process, with no port and no socket. */
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>
  /** Opens a port, on 127.0.0.1 unless told otherwise. The API is at `${url}/v1`. */
  listen(options?: ListenOptions): Promise<Listening>
  /** Makes a tenant; its keys are in the answer and never shown again. */
  createTenant(tenant: NewTenant): Promise<OpenedTenant>
  /** Makes a key for a tenant, as when its own are lost. Throws a TypeError for an unknown tenant or scope. */
  createApiKey(key: NewTenantKey): Promise<CreatedTenantKey>
  /** Lets a key serve another tenant too. Throws a TypeError when the key or a tenant is not there. */
  grantTenant(grant: TenantGrant): Promise<void>
  /** The clocks of all test environments: `await server.clock.advance('8 days')`. */
  readonly clock: {
    /** Advances one tenant's after the other, as `TestClock.advance` does. */
    advance(by: string): Promise<TestClockAdvanced[]>
  }
  /** Where a live tenant's Razorpay account sends its webhooks: an address that can't be guessed, at `publicUrl`. */
  gatewayWebhookUrl(tenantId: string): string
  /** Deletes what is left of test environments that have begun anew; answers how many rows went. `progress` hears of each batch. */
  purgeGenerations(progress?: (gone: number) => void): Promise<number>
  /** Waits until every delivery that is due was attempted. */
  settle(): Promise<void>
  /** Ends: finishes requests and deliveries under way, then lets go of the data. */
  close(): Promise<void>
}

/** A new tenant, with what only its server can do for it. */
export interface OpenedTenant extends CreatedTenant {
  /** The clock of its test environment. */
  readonly clock: TestClock
  /** Begins its test environment anew: all is gone but the keys and the tenant's profile. */
  reset(): Promise<void>
}

/** Opens the store and starts the reference server in this process. Throws with what to do when the data can't be opened. */
export async function createServer(options: ServerOptions = {}): Promise<Server> {
  return serverOf(await assemble(options))
}

export function serverOf({ app, pages, services, worker, tasks, listeners }: Parts): Server {
  worker.start()
  let ended = false
  const clocks = createTestClocks(services)
  const answer = (request: Request, bindings: Bindings) =>
    tasks.track(Promise.resolve(app.fetch(request, bindings)))
  return {
    async fetch(input, init) {
      if (ended) throw new TypeError('fetch failed', { cause: closed() })
      return fetchInProcess(answer, input, init)
    },
    async listen(listenOptions = {}) {
      if (ended) throw closed()
      const opened = await listen({ answer, newRequestId: services.newRequestId }, listenOptions)
      listeners.add(opened)
      return {
        ...opened,
        async close() {
          await opened.close()
          listeners.delete(opened)
        },
      }
    },
    async createTenant(tenant) {
      const created = await createTenant(services, tenant)
      const { tenantId } = created
      const reset = () => tasks.track(resetTenant(services, tenantId))
      return { ...created, clock: clocks.of(tenantId), reset }
    },
    clock: { advance: (by) => tasks.track(clocks.advanceAll(by)) },
    createApiKey: (key) => createApiKey(services, key),
    grantTenant: (grant) => grantTenant(services, grant),
    gatewayWebhookUrl: (tenantId) => pages.webhookUrl(`${tenantId}/live`),
    purgeGenerations: (progress) => tasks.track(services.store.platform.purgeGenerations(progress)),
    settle: () => worker.drain(),
    async close() {
      ended = true
      // they stay in the list: what is finished meanwhile tells of its pages where they were
      await Promise.all([...listeners].map((listening) => listening.close()))
      await tasks.settle()
      await worker.stop()
      await services.store.close()
    },
  }
}

const closed = () => new Error('The server is closed: create another one.')

/** A lost answer fails as a broken connection does with the global fetch, and one that is called off as it does there. */
async function fetchInProcess(
  answer: (request: Request, bindings: Bindings) => Promise<Response>,
  input: string | URL | Request,
  init?: RequestInit,
): Promise<Response> {
  const request = input instanceof Request && init === undefined ? input : new Request(input, init)
  request.signal.throwIfAborted()
  const answered = answer(request, {}).catch((cause: unknown) => {
    throw new TypeError('fetch failed', { cause })
  })
  return untilAborted(answered, request.signal)
}

/** What was begun goes on, as on a server whose client has gone. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
