import { type RetryBudget, type RetryBudgetOptions, retryBudget } from './budget.ts'
import { type Clock, systemClock } from './clock.ts'
import { environment } from './environment.ts'
import { refusal } from './errors.ts'
import { type NamesOf, requireKnown } from './known-options.ts'
import { DEFAULTS, type Limits, limitsOf } from './limits.ts'
import type { Logger } from './logger.ts'
import type { Ca } from './transport/ca.ts'
import { transportOf } from './transport/default.ts'
import type { Fetch } from './transport/fetch.ts'
import type { Transport } from './transport/transport.ts'

/** How a client is made. */
export interface ClientOptions {
  /** `sk_…` on a server, `pk_…` elsewhere. Default: the environment variable `BAHI_API_KEY`. */
  readonly apiKey?: string | undefined
  /** Where the API is, with its mount: `https://host/v1`. Default: the environment variable `BAHI_BASE_URL`. */
  readonly baseUrl?: string | undefined
  /** Sent as `tenant-id`; needed only for a key that serves several tenants. */
  readonly tenantId?: string | undefined
  /** Bound of one attempt, body included, in milliseconds. Default 20,000. */
  readonly timeoutMs?: number | undefined
  /** Bound of all attempts and waits of one call, in milliseconds. Default 60,000. */
  readonly deadlineMs?: number | undefined
  /** Attempts after the first. Default 2. */
  readonly maxRetries?: number | undefined
  /** Called as `fetch(url, init)` for each attempt; a server's own `fetch` needs no port. */
  readonly fetch?: Fetch | undefined
  /** Certificates (PEM) to trust in place of Node's own; on Node, without a `fetch`. To add to them: NODE_EXTRA_CA_CERTS. */
  readonly ca?: Ca | undefined
  /** Told of each attempt; never of keys, and of bodies only by `logBodies`. `console` will do. */
  readonly logger?: Logger | undefined
  /** Puts bodies into what the logger is told, as this function gives them back: `masked` of `@bahi/core/masking`. */
  readonly logBodies?: ((body: unknown) => unknown) | undefined
  /** Given every answer to compare with what this version knows: `reportDrift(…)` of `@bahi/core/drift`. */
  readonly onDrift?: ((body: unknown, operation: string) => void) | undefined
  /** What the whole client may spend on retries; `false`: no bound but each call's own. */
  readonly retryBudget?: RetryBudgetOptions | false | undefined
  /** Lets a secret key be used in a browser, where every visitor can read it. */
  readonly dangerouslyAllowSecretKeyInBrowser?: boolean | undefined
  /** Jitter's source, 0 to 1. For tests. */
  readonly random?: (() => number) | undefined
  /** For tests. */
  readonly clock?: Clock | undefined
}

const CLIENT_OPTIONS: NamesOf<ClientOptions> = {
  apiKey: true,
  baseUrl: true,
  tenantId: true,
  timeoutMs: true,
  deadlineMs: true,
  maxRetries: true,
  fetch: true,
  ca: true,
  logger: true,
  logBodies: true,
  onDrift: true,
  retryBudget: true,
  dangerouslyAllowSecretKeyInBrowser: true,
  random: true,
  clock: true,
}

/** What one call may say for itself: the last argument of every method. */
export interface CallOptions {
  /** Makes the mutation happen once, however often it is sent. 1–255 visible ASCII characters. Default: a random UUID. */
  readonly idempotencyKey?: string | undefined
  /** Your own name for this operation, such as `order-812`: the key is derived from it, and is the same after a crash. */
  readonly operationId?: string | undefined
  /** Of this call, as in the client's options; likewise `maxRetries`. */
  readonly timeoutMs?: number | undefined
  /** Of a list: each page by default, the whole walk when given here. */
  readonly deadlineMs?: number | undefined
  readonly maxRetries?: number | undefined
  /** Ends the call with an `AbortedError`, whose `outcome` says whether it may have been done. */
  readonly signal?: AbortSignal | undefined
  /** Added to the request; names in any case. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined
  /** In place of the client's. */
  readonly tenantId?: string | undefined
}

/** What one list may say for itself: the last argument of every `list`. */
export interface ListOptions extends CallOptions {
  /** Pages fetched ahead while one is read: 1, or 0 to fetch each when it is asked for. Default 1. */
  readonly prefetch?: 0 | 1 | undefined
}

/** Of a list too: an application may share its options between calls. */
export const CALL_OPTIONS: NamesOf<ListOptions> = {
  idempotencyKey: true,
  operationId: true,
  timeoutMs: true,
  deadlineMs: true,
  maxRetries: true,
  signal: true,
  headers: true,
  tenantId: true,
  prefetch: true,
}

/** Options with every default filled in. */
export interface Settings {
  readonly apiKey: string | undefined
  readonly baseUrl: string | undefined
  readonly tenantId: string | undefined
  readonly limits: Limits
  readonly transport: Transport
  readonly logger?: Logger | undefined
  readonly logBodies?: ((body: unknown) => unknown) | undefined
  readonly onDrift?: ((body: unknown, operation: string) => void) | undefined
  readonly budget: RetryBudget | null
  readonly random: () => number
  readonly clock: Clock
}

/** Checks what was given; says nothing about a key or an address that is missing, since builds construct clients too. */
export function resolveOptions(options: ClientOptions): Settings {
  requireKnown('A client', options, CLIENT_OPTIONS)
  const apiKey = visible('apiKey', given(options.apiKey ?? environment('BAHI_API_KEY')))
  if (apiKey?.startsWith('sk_') && !options.dangerouslyAllowSecretKeyInBrowser && inBrowser()) {
    throw refusal(
      'secret_key_in_browser',
      'Every visitor can read a secret key: call from your server, or use a publishable key (pk_…).',
    )
  }
  return {
    ...options,
    apiKey,
    baseUrl: baseUrlOf(given(options.baseUrl ?? environment('BAHI_BASE_URL'))),
    tenantId: visible('tenantId', options.tenantId),
    limits: limitsOf(options, DEFAULTS),
    transport: transportOf(options),
    budget: options.retryBudget === false ? null : retryBudget(options.retryBudget),
    random: options.random ?? Math.random,
    clock: options.clock ?? systemClock,
  }
}

/** An empty text is as good as none. What was passed so is not looked for elsewhere: another key may stand there. */
const given = (value: string | undefined): string | undefined => value?.trim() || undefined

/** Header values are checked here: what runs deeper would put a bad one, perhaps the key, into its error message. */
export function visible(name: string, value: string | undefined): string | undefined {
  if (value === undefined || /^[\x21-\x7e]{1,255}$/.test(value)) return value
  throw refusal('invalid_option', `${name} must be 1 to 255 visible ASCII characters.`)
}

/** As WHATWG URLs are written, so that what is put behind it is an address too: transports don't parse each again. */
function baseUrlOf(value: string | undefined): string | undefined {
  if (value === undefined) return
  if (!/^https?:\/\/[^\s?#@]+$/i.test(value) || !URL.canParse(value)) {
    throw refusal(
      'invalid_option',
      'baseUrl must be http(s)://host/mount, without credentials, query or fragment.',
    )
  }
  return new URL(value).href.replace(/\/+$/, '')
}

// jsdom on Node has a document too, but no visitors.
function inBrowser(): boolean {
  return 'document' in globalThis && globalThis.process?.versions?.node === undefined
}
