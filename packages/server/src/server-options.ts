import { isDate } from 'node:util/types'
import { type GatewayCredentials, requireWhole } from './gateway/credentials.ts'
import type { GatewayChoice } from './gateway/gateways.ts'
import type { RateLimitOptions } from './http/rate-limits.ts'
import { type NamesOf, requireKnown } from './kit/known-options.ts'
import type { Logger } from './kit/logger.ts'
import type { Notifier } from './notifier/notifier.ts'

/** How a server is opened; without options it keeps everything in memory. */
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
  /**
   * Where payers reach this server: `https://pay.example.com`. The first address listened on if left out; while there is none,
   * `http://bahi.test`, where nothing is.
   */
  readonly publicUrl?: string
  /** Hears of what went wrong; warnings and errors go to stderr if left out. */
  readonly logger?: Logger
  /** Sends what people are told: invoices and reminders. The log if left out. */
  readonly notifier?: Notifier
  /** Seals webhook secrets at rest. If left out, a key kept in the store does: give one to keep it out of backups. */
  readonly encryptionKey?: string
  /** Time stands still here in every environment, until a test advances it: 1970 to 9989. Left out, it follows the wall clock. */
  readonly now?: Date
  /** Where the random part of ids comes from, 0 to 1: with `now`, the same calls give the same ids. Secrets stay secret. */
  readonly random?: () => number
}

/** Throws a TypeError for what a store or a payer would find out later. */
export function requireUsable(options: ServerOptions): void {
  requireKnown('createServer', options, names)
  for (const name of ['data', 'databaseUrl', 'encryptionKey'] as const)
    if (options[name] === '') throw fault(`${name} is empty: give it a value or leave it out`)
  const { publicUrl, deliveryTimeoutMs = 1, rateLimits = false, gateway, now } = options
  if (publicUrl !== undefined && !isWebAddress(publicUrl))
    throw fault(
      `publicUrl takes an address such as https://pay.example.com, not ${JSON.stringify(publicUrl)}`,
    )
  if (!isTimeout(deliveryTimeoutMs))
    throw fault(`deliveryTimeoutMs takes milliseconds from 1 to ${MAX_TIMEOUT_MS}, not ${deliveryTimeoutMs}`)
  if (rateLimits !== false && !(Array.isArray(rateLimits.secret) && Array.isArray(rateLimits.publishable)))
    throw fault('rateLimits takes false, or the limits of both kinds of key')
  if (gateway && typeof gateway !== 'function') requireWhole('createServer: gateway', gateway)
  if (now !== undefined && !isUsableTime(now))
    throw fault(`now takes a Date of the years 1970 to 9989, not ${String(now)}`)
}

const names: NamesOf<ServerOptions> = {
  data: true,
  databaseUrl: true,
  rateLimits: true,
  deliveryTimeoutMs: true,
  gateway: true,
  publicUrl: true,
  logger: true,
  notifier: true,
  encryptionKey: true,
  now: true,
  random: true,
}

/** Nothing behind the host: pages lead to one another by paths that begin there. */
const isWebAddress = (url: string) => /^https?:\/\/[^/?#]+\/?$/i.test(url) && URL.canParse(url)

/** As `--delivery-timeout-ms` does: a quarter of an hour, and well below what a timer takes. */
const MAX_TIMEOUT_MS = 999_999

const isTimeout = (ms: number) => Number.isSafeInteger(ms) && ms >= 1 && ms <= MAX_TIMEOUT_MS

/** Ids can't tell of the time before 1970; advanced by ten years, times still have years of four digits. */
const isUsableTime = (now: Date) => isDate(now) && now.getTime() >= 0 && now.getUTCFullYear() < 9990

const fault = (what: string) => new TypeError(`createServer: ${what}.`)
