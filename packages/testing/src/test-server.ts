import {
  type CreatedTenant,
  createServer,
  type ListenOptions,
  type Server,
  type ServerOptions,
  type TestClock,
} from '@bahi/server'
import { type CallApi, createDeliveries, type Deliveries } from './deliveries.ts'
import { createFaults, type Fault, type Faults } from './faults.ts'
import { requireKnown } from './options.ts'
import { createRandoms } from './random.ts'

/** How a test's server is opened. */
export interface TestServerOptions extends Pick<ServerOptions, 'notifier' | 'deliveryTimeoutMs' | 'logger'> {
  /** Fixes ids, the client's jitter and the order of faults. With it, time stands still at `now`. */
  readonly seed?: number
  /** Where the environments' time stands until the test advances it. Default: 2026-01-01T00:00:00Z with a seed, else it follows the wall clock. */
  readonly now?: Date
  /** ISO 4217. Default INR. */
  readonly currency?: string
  /** For India's taxes: `KA`. */
  readonly state?: string
  /** IANA. Default UTC. */
  readonly timeZone?: string
}

/** A reference server of your test's own, in process and in memory, with one tenant. */
export interface TestServer extends AsyncDisposable {
  readonly tenantId: string
  readonly keys: CreatedTenant['keys']
  /** For `new Billing(server.client)`: the test environment's secret key, an address, and the server's own fetch. */
  readonly client: ClientChoice
  /** The signature of the global `fetch`. Requests come to the server, whatever their host is. */
  readonly fetch: Server['fetch']
  /** The test environment's: `await server.clock.advance('8 days')`. */
  readonly clock: TestClock
  /** Sends its webhooks to your handler. */
  readonly deliveries: Deliveries
  /** Breaks what comes through `fetch`. */
  readonly faults: Faults
  /**
   * Begins the test environment anew: all is gone but the keys and the tenant's profile, webhook endpoints too. Faults that were
   * ordered stay: `faults.clear()` takes them back.
   */
  reset(): Promise<void>
  /** Opens a port as well; faults are for `fetch` alone. */
  listen(options?: ListenOptions): ReturnType<Server['listen']>
  /** Ends the server and what receives its webhooks, deliveries under way included; `await using` does it. */
  close(): Promise<void>
}

/** What of the client's options the server decides. */
export interface ClientChoice {
  readonly apiKey: string
  readonly baseUrl: string
  /** The server's own: what `faults` break. */
  readonly fetch: (url: string, init?: RequestInit) => Promise<Response>
  /** Jitter's source, when there is a seed. */
  readonly random?: () => number
}

/** Nothing is there: it stands for the server in process. */
export const TEST_ORIGIN = 'http://bahi.test'
const SEEDED_NOW = new Date('2026-01-01T00:00:00Z')

/**
 * Starts a server that is yours alone: it shares nothing with another, opens no port and writes no file.
 *
 * @example
 * const server = await createTestServer()
 * const billing = new Billing(server.client)
 */
export async function createTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  requireUsable(options)
  const { seed, now = seed === undefined ? undefined : SEEDED_NOW, currency = 'INR' } = options
  const {
    ids,
    faulty = Math.random,
    jitter,
  } = seed === undefined ? {} : createRandoms(seed, ['ids', 'faulty', 'jitter'])
  const server = await createServer({ ...serverOptions(options), ...defined({ now, random: ids }) })
  const { state, timeZone } = options
  const tenant = await server.createTenant({ name: 'Test', currency, ...defined({ state, timeZone }) })
  const { faults, take } = createFaults(faulty)
  const fetch: Server['fetch'] = async (input, init) => {
    const request = new Request(input, init)
    return server.fetch(withFault(request, take(request)))
  }
  const closing: (() => Promise<void>)[] = []
  // Together: the server waits for deliveries under way, and a handler that never answers would hold it up.
  const close = async () => {
    await Promise.all([server.close(), ...closing.splice(0).map((end) => end())])
  }
  return {
    tenantId: tenant.tenantId,
    keys: tenant.keys,
    client: {
      apiKey: tenant.keys.test.secret,
      baseUrl: `${TEST_ORIGIN}/v1`,
      fetch,
      ...defined({ random: jitter }),
    },
    fetch,
    clock: tenant.clock,
    deliveries: createDeliveries({
      call: caller(server, tenant.keys.test.secret),
      settle: () => server.settle(),
      closes: (end) => void closing.push(end),
    }),
    faults,
    reset: tenant.reset,
    listen: (listenOptions) => server.listen(listenOptions),
    close,
    [Symbol.asyncDispose]: close,
  }
}

const optionNames = [
  'seed',
  'now',
  'currency',
  'state',
  'timeZone',
  'notifier',
  'deliveryTimeoutMs',
  'logger',
]

function requireUsable(options: TestServerOptions): void {
  requireKnown('createTestServer', options, optionNames)
  const { seed } = options
  if (seed !== undefined && !Number.isSafeInteger(seed))
    throw new TypeError(`createTestServer: a seed is a whole number, not ${seed}`)
}

const quiet: NonNullable<ServerOptions['logger']> = { info() {}, warn() {}, error() {} }

/** A test waits for nobody's quota, and its output is its own. */
const serverOptions = ({
  notifier,
  deliveryTimeoutMs,
  logger = quiet,
}: TestServerOptions): ServerOptions => ({
  rateLimits: false,
  logger,
  ...defined({ notifier, deliveryTimeoutMs }),
})

function withFault(request: Request, fault: Fault | undefined): Request {
  if (fault !== undefined) request.headers.set('X-Test-Fault', fault)
  return request
}

function caller(server: Server, key: string): CallApi {
  return async (method, path, body) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    const sent = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
    const answer = await server.fetch(`${TEST_ORIGIN}/v1${path}`, sent)
    const told: unknown = await answer.json()
    if (!answer.ok) throw new Error(`${method} ${path} was refused: ${answer.status} ${reasonOf(told)}`)
    return told
  }
}

/** What a problem says: each of its faults, or its sentence. */
function reasonOf(told: unknown): string {
  const { code, detail, errors = [] } = told as Problem // what the server answers when it refuses
  const faults = errors.map((error) => `${error.pointer}: ${error.detail}`)
  return `${code}: ${faults.length > 0 ? faults.join(' ') : detail}`
}

interface Problem {
  readonly code: string
  readonly detail: string
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[]
}

type Defined<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> }

/** The members that have a value. */
function defined<T extends object>(members: T): Defined<T> {
  // Only what is undefined was left out.
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Defined<T>
}
