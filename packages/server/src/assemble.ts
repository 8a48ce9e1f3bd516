import { CURRENT_API_VERSION } from '@bahi/spec'
import type { Hono } from 'hono'
import { createApp } from './app.ts'
import { createWorker, type Worker } from './delivery/worker.ts'
import type { GatewayChoice } from './gateway/gateways.ts'
import { createCursorSigner } from './http/cursor.ts'
import type { Env, Services } from './http/exchange.ts'
import { createRateLimits, defaultRateLimits, type RateLimits } from './http/rate-limits.ts'
import { systemClock, timeNow } from './kit/clock.ts'
import type { EnvironmentId } from './kit/environment.ts'
import { createIdFactory } from './kit/id.ts'
import { stderrLogger } from './kit/logger.ts'
import { createTasks } from './kit/tasks.ts'
import { createVault } from './kit/vault.ts'
import type { Listening } from './listen.ts'
import { logNotifier } from './notifier/notifier.ts'
import { writePendingEvents } from './outbox.ts'
import { type OpenPages, openPages } from './pages/open-pages.ts'
import { advance } from './scheduler/advance.ts'
import { createHandlers } from './scheduler/handlers.ts'
import { createJournal } from './scheduler/journal.ts'
import { requireUsable, type ServerOptions } from './server-options.ts'
import { openStore } from './store/open.ts'
import type { Store, StoreOptions } from './store/store.ts'
import { createApiVersions } from './versions/api-versions.ts'
import { versionChanges } from './versions/versions.ts'

const DEFAULT_DELIVERY_TIMEOUT_MS = 15_000

export interface Parts {
  readonly app: Hono<Env>
  readonly pages: OpenPages
  readonly services: Services
  readonly worker: Worker
  readonly tasks: ReturnType<typeof createTasks>
  readonly listeners: Set<Listening>
}

/** What only this package's own callers know. */
interface Surroundings {
  /** Tests alone give versions of their own. */
  readonly changes?: typeof versionChanges
  /** Where the server is about to listen. */
  readonly usualUrl?: string
}

/** The services, wired: shared by `createServer` and the bin. */
export async function assemble(
  options: ServerOptions,
  { changes = versionChanges, usualUrl = NOWHERE }: Surroundings = {},
): Promise<Parts> {
  requireUsable(options)
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
    publicUrl: () => (options.publicUrl ?? [...listeners][0]?.url ?? usualUrl).replace(/\/+$/, ''),
  })
  addressOf = pages.addressOf
  const versions = createApiVersions(CURRENT_API_VERSION, changes)
  const journal = createJournal()
  const { notifier = logNotifier(logger), deliveryTimeoutMs = DEFAULT_DELIVERY_TIMEOUT_MS } = options
  const worker = createWorker({
    store,
    clock,
    vault,
    versions,
    logger,
    journal,
    handlerOf: createHandlers({ notifier, gateways: pages.gateways }),
    deliveryTimeoutMs,
    allowLoopback: () => [...listeners].every(({ loopback }) => loopback),
  })
  wake = (environment) => worker.wake(environment)
  const newId = createIdFactory(options.random)
  const services: Services = {
    store,
    clock,
    vault,
    cursors: await createCursorSigner(store.platform),
    limits: limitsOf(options, store),
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

function limitsOf({ rateLimits = defaultRateLimits }: ServerOptions, { platform }: Store): RateLimits | null {
  return rateLimits === false ? null : createRateLimits(rateLimits, platform)
}

const chooser = (gateway: ServerOptions['gateway']): GatewayChoice =>
  typeof gateway === 'function' ? gateway : () => gateway ?? null

/** Nobody can open a page of a server that listens nowhere: RFC 6761 keeps `.test` for what is not there. */
const NOWHERE = 'http://bahi.test'

/** Without a key of the operator's own, the platform's first signing key serves: it is the same in every process. */
async function openVault(store: Store, encryptionKey: string | undefined) {
  const first = (await store.platform.signingKeys()).at(-1)
  if (first === undefined) throw new Error('The platform has no signing key.')
  return createVault(encryptionKey ?? first.secret, 'webhook-secrets')
}
