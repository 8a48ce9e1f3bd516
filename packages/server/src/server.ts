import { CURRENT_API_VERSION } from '@bahi/spec'
import type { Hono } from 'hono'
import { createApp } from './app.ts'
import { createTestClocks, type TestClock, type TestClockAdvanced } from './clock/test-clocks.ts'
import { createWorker, type Worker } from './delivery/worker.ts'
import type { GatewayChoice, GatewayCredentials } from './gateway/gateways.ts'
import { createCursorSigner } from './http/cursor.ts'
import type { Bindings, Env, Services } from './http/exchange.ts'
import { createRateLimits, defaultRateLimits, type RateLimitOptions } from './http/rate-limits.ts'
import { systemClock, timeNow } from './kit/clock.ts'
import type { EnvironmentId } from './kit/environment.ts'
import { createIdFactory } from './kit/id.ts'
import { type Logger, stderrLogger } from './kit/logger.ts'
import { createTasks } from './kit/tasks.ts'
import { createVault } from './kit/vault.ts'
import { type Listening, type ListenOptions, listen } from './listen.ts'
import { logNotifier, type Notifier } from './notifier/notifier.ts'
import { writePendingEvents } from './outbox.ts'
import { type OpenPages, openPages } from './pages/open-pages.ts'
import { advance } from './scheduler/advance.ts'
import { createHandlers } from './scheduler/handlers.ts'
import { createJournal } from './scheduler/journal.ts'
import { openStore } from './store/open.ts'
import type { Store, StoreOptions } from './store/store.ts'
import {
  type CreatedTenant,
  createTenant,
  grantTenant,
  type NewTenant,
  resetTenant,
  type TenantGrant,
} from './tenants.ts'
import { createApiVersions } from './versions/api-versions.ts'
import { versionChanges } from './versions/versions.ts'

export interface ServerOptions {
  /** A folder for SQLite. Without it and without `databaseUrl` everything is kept in memory. */
  readonly data?: string
  /** `postgres://…`: PostgreSQL, with any number of server processes. */
  readonly databaseUrl?: string
  /** `false` turns the limits off. */
  readonly rateLimits?: false | RateLimitOptions
  /** How long a webhook receiver may take; 15 s if left out. */
  readonly deliveryTimeoutMs?: number
  /**
   * Collects money in live mode: a Razorpay account, or a function that answers a tenant's own (null: none). Test mode
   * has the simulated gateway, always.
   */
  readonly gateway?: GatewayCredentials | GatewayChoice
  /** Where payers reach this server, without a slash at its end. The first address listened on if left out. */
  readonly publicUrl?: string
  readonly logger?: Logger
  /** Sends what people are told: invoices and reminders. The log if left out. */
  readonly notifier?: Notifier
  /** Seals webhook secrets at rest. If left out, a key kept in the store does: give one to keep it out of backups. */
  readonly encryptionKey?: string
  /** Time stands still here in every environment, until a test advances it. Left out, it follows the wall clock. */
  readonly now?: Date
  /** Where the random part of ids comes from, 0 to 1: with `now`, the same calls give the same ids. Secrets stay secret. */
  readonly random?: () => number
}

export interface Server {
  /** The signature of the global `fetch`: the whole API in process, with no port and no socket. */
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>
  /** Opens a port, on 127.0.0.1 unless told otherwise. The API is at `${url}/v1`. */
  listen(options?: ListenOptions): Promise<Listening>
  /** Makes a tenant; its keys are in the answer and never shown again. */
  createTenant(tenant: NewTenant): Promise<OpenedTenant>
  /** Lets a key serve another tenant too. Throws a TypeError when the key or a tenant is not there. */
  grantTenant(grant: TenantGrant): Promise<void>
  /** The clocks of all test environments: `await server.clock.advance('8 days')`. */
  readonly clock: { advance(by: string): Promise<TestClockAdvanced[]> }
  /** Where a live tenant's Razorpay account sends its webhooks: an address that can't be guessed, at `publicUrl`. */
  gatewayWebhookUrl(tenantId: string): string
  /** Deletes what is left of test environments that have begun anew; answers how many rows went. `progress` hears of each batch. */
  purgeGenerations(progress?: (gone: number) => void): Promise<number>
  /** Waits until every delivery that is due was attempted. */
  settle(): Promise<void>
  /** Ends: finishes requests and deliveries under way, then lets go of the data. */
  close(): Promise<void>
}

export interface OpenedTenant extends CreatedTenant {
  /** The clock of its test environment. */
  readonly clock: TestClock
  /** Begins its test environment anew: all is gone but the keys and the tenant's profile. */
  reset(): Promise<void>
}

const DEFAULT_DELIVERY_TIMEOUT_MS = 15_000

/** Opens the store and starts the reference server in this process. Throws with what to do when the data can't be opened. */
export async function createServer(options: ServerOptions = {}): Promise<Server> {
  return serverOf(await assemble(options))
}

export function serverOf({ app, pages, services, worker, tasks, listeners }: Parts): Server {
  worker.start()
  const clocks = createTestClocks(services)
  const answer = (request: Request, bindings: Bindings) =>
    tasks.track(Promise.resolve(app.fetch(request, bindings)))
  return {
    fetch: (input, init) => fetchInProcess(answer, input, init),
    async listen(listenOptions = {}) {
      const listening = await listen(answer, listenOptions)
      listeners.add(listening)
      return listening
    },
    async createTenant(tenant) {
      const created = await createTenant(services, tenant)
      const { tenantId } = created
      const reset = () => tasks.track(resetTenant(services, tenantId))
      return { ...created, clock: clocks.of(tenantId), reset }
    },
    clock: { advance: (by) => tasks.track(clocks.advanceAll(by)) },
    grantTenant: (grant) => grantTenant(services, grant),
    gatewayWebhookUrl: (tenantId) => pages.webhookUrl(`${tenantId}/live`),
    purgeGenerations: (progress) => tasks.track(services.store.platform.purgeGenerations(progress)),
    settle: () => worker.drain(),
    async close() {
      await Promise.all([...listeners].map((listening) => listening.close()))
      await tasks.settle()
      await worker.stop()
      await services.store.close()
    },
  }
}

/** A lost answer fails as a broken connection does with the global fetch. */
async function fetchInProcess(
  answer: (request: Request, bindings: Bindings) => Promise<Response>,
  input: string | URL | Request,
  init?: RequestInit,
): Promise<Response> {
  const request = input instanceof Request && init === undefined ? input : new Request(input, init)
  try {
    return await answer(request, {})
  } catch (cause) {
    throw new TypeError('fetch failed', { cause })
  }
}

export interface Parts {
  readonly app: Hono<Env>
  readonly pages: OpenPages
  readonly services: Services
  readonly worker: Worker
  readonly tasks: ReturnType<typeof createTasks>
  readonly listeners: Set<Listening>
}

/** The services, wired: shared by `createServer` and the bin. Tests alone give versions of their own. */
export async function assemble(options: ServerOptions, changes = versionChanges): Promise<Parts> {
  const clock = { ...systemClock, still: options.now?.getTime() }
  const logger = options.logger ?? stderrLogger
  const tasks = createTasks(logger)
  const listeners = new Set<Listening>()
  let wake: (environment: EnvironmentId) => void = () => {}
  let addressOf: NonNullable<StoreOptions['publicUrl']> = () => ''
  const store = await openStore(options, {
    clock,
    random: options.random,
    beforeCommit: writePendingEvents,
    afterCommit: (environment) => wake(environment),
    publicUrl: (page, environment, id) => addressOf(page, environment, id),
  })
  const vault = await openVault(store, options.encryptionKey)
  const pages = await openPages({
    store,
    clock,
    vault,
    logger,
    choose: chooser(options.gateway),
    publicUrl: () => publicUrl(options, listeners),
  })
  addressOf = pages.addressOf
  const versions = createApiVersions(CURRENT_API_VERSION, changes)
  const journal = createJournal()
  const worker = createWorker({
    store,
    clock,
    vault,
    versions,
    logger,
    journal,
    handlerOf: createHandlers({
      notifier: options.notifier ?? logNotifier(logger),
      gateways: pages.gateways,
    }),
    deliveryTimeoutMs: options.deliveryTimeoutMs ?? DEFAULT_DELIVERY_TIMEOUT_MS,
    allowLoopback: () => [...listeners].every(({ loopback }) => loopback),
  })
  wake = (environment) => worker.wake(environment)
  const newId = createIdFactory(options.random)
  const services: Services = {
    store,
    clock,
    vault,
    cursors: await createCursorSigner(store.platform),
    limits:
      options.rateLimits === false
        ? null
        : createRateLimits(options.rateLimits ?? defaultRateLimits, store.platform),
    versions,
    logger,
    tasks,
    random: options.random,
    newRequestId: () => newId('req', timeNow(clock)),
    collects: (environment) => pages.gateways.of(environment) !== null,
    advance: (advancing, end) => advance(advancing, { store, clock, journal, work: worker.work }, end),
  }
  return { app: createApp(services, pages.app), pages, services, worker, tasks, listeners }
}

const chooser = (gateway: ServerOptions['gateway']): GatewayChoice =>
  typeof gateway === 'function' ? gateway : () => gateway ?? null

/** Nobody can open a page before the server listens somewhere; what was made until then tells of the usual address. */
const DEFAULT_PUBLIC_URL = 'http://localhost:4010'

function publicUrl({ publicUrl }: ServerOptions, listeners: ReadonlySet<Listening>): string {
  const [first] = listeners
  return (publicUrl ?? first?.url ?? DEFAULT_PUBLIC_URL).replace(/\/+$/, '')
}

/** Without a key of the operator's own, the platform's first signing key serves: it is the same in every process. */
async function openVault(store: Store, encryptionKey: string | undefined) {
  const first = (await store.platform.signingKeys()).at(-1)
  if (first === undefined) throw new Error('The platform has no signing key.')
  return createVault(encryptionKey ?? first.secret, 'webhook-secrets')
}
