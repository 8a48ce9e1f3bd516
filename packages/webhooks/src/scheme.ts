import { WebhookVerificationError } from './error.ts'

/** Request headers: Node's object, a `Headers`, or a plain record in any case. */
export type WebhookHeaders =
  | {
      /** By name in any case. */
      get(name: string): string | null | undefined
    }
  | { readonly [name: string]: string | readonly string[] | undefined }

/** How `verify` and `verifyAsync` judge time. */
export interface VerifyOptions {
  /** How far the delivery's time may lie behind or ahead of `now`; 300 unless given. */
  toleranceSeconds?: number | undefined
  /** The clock, in epoch milliseconds; `Date.now` unless given. */
  now?: (() => number) | undefined
}

export type SignatureEncoding = 'base64' | 'hex'

/** What a request claims about itself, before anything is proved. */
export interface Claim {
  /** What is signed before the body. */
  prefix: string
  /** Unix seconds. */
  timestamp: number
  signatures: readonly string[]
  encoding: SignatureEncoding
}

/**
 * Reads the signature headers: the standard ones, or X-Billkart-Signature alone when there is no standard one.
 *
 * Throws `missing_header` and `bad_timestamp`.
 */
export function readClaim(headers: WebhookHeaders): Claim {
  if (typeof headers !== 'object' || headers === null) throw missing('the request headers')
  const id = header(headers, 'webhook-id')
  const timestamp = header(headers, 'webhook-timestamp')
  const signature = header(headers, 'webhook-signature')
  if (id && timestamp && signature) {
    return {
      prefix: `${id}.${timestamp}.`,
      timestamp: seconds(timestamp, 'webhook-timestamp'),
      signatures: standardSignatures(signature),
      encoding: 'base64',
    }
  }
  const billkart = header(headers, 'x-billkart-signature')
  if (billkart && !id && !timestamp && !signature) return readBillkart(billkart)
  throw missing(!id ? 'webhook-id' : !timestamp ? 'webhook-timestamp' : 'webhook-signature')
}

/** Refuses a claim older or newer than the tolerance; written so that a NaN on either side refuses. */
export function checkTime(timestamp: number, options?: VerifyOptions): void {
  const toleranceSeconds = options?.toleranceSeconds ?? TOLERANCE_SECONDS
  const age = Math.floor((options?.now ? options.now() : Date.now()) / 1000) - timestamp
  if (age >= -toleranceSeconds && age <= toleranceSeconds) return
  const off = `${Math.abs(age)} s ${age < 0 ? 'ahead of' : 'behind'} this machine's clock, ${toleranceSeconds} s is allowed`
  throw new WebhookVerificationError(age < 0 ? 'too_new' : 'too_old', `The delivery was signed ${off}.`)
}

/** The refusal of a delivery that none of the secrets signed. */
export function noMatch(): WebhookVerificationError {
  return new WebhookVerificationError('no_match', NO_MATCH)
}

function standardSignatures(value: string): string[] {
  if (!value.includes(' ')) return value.startsWith('v1,') ? [value.slice(3)] : []
  const signatures: string[] = []
  for (const item of value.split(' ', MAX_SIGNATURES)) {
    if (item.startsWith('v1,')) signatures.push(item.slice(3))
  }
  return signatures
}

function readBillkart(value: string): Claim {
  const times: string[] = []
  const signatures: string[] = []
  for (const item of value.split(',', MAX_SIGNATURES)) {
    const text = item.trim()
    if (text.startsWith('t=')) times.push(text.slice(2))
    if (text.startsWith('v1=')) signatures.push(text.slice(3))
  }
  const timestamp = times.length === 1 ? (times[0] ?? '') : ''
  return {
    prefix: `${timestamp}.`,
    timestamp: seconds(timestamp, 'X-Billkart-Signature'),
    signatures,
    encoding: 'hex',
  }
}

// Canonical decimal only, so that one time has one spelling. By hand: a regular expression and Number() cost a
// twentieth of a whole verification.
function seconds(text: string, name: string): number {
  let value = 0
  for (let at = 0; at < text.length; at += 1) {
    const digit = text.charCodeAt(at) - ZERO
    value = digit >= 0 && digit <= 9 ? value * 10 + digit : Number.NaN
  }
  const leadingZero = text.length > 1 && text.charCodeAt(0) === ZERO
  if (text.length >= 1 && text.length <= MAX_TIME_DIGITS && !leadingZero && value >= 0) return value
  throw new WebhookVerificationError('bad_timestamp', `The time in ${name} is not unix seconds.`)
}

function header(headers: WebhookHeaders, name: string): string | undefined {
  if (typeof headers.get === 'function') return headers.get(name) ?? undefined
  const value = (headers as Record<string, unknown>)[name] ?? anyCase(headers, name)
  // Whatever the types promise, a record may hold anything: only text counts.
  if (typeof value === 'string') return value
  return Array.isArray(value) ? value.join(' ') : undefined
}

function anyCase(headers: object, name: string): unknown {
  for (const [key, value] of Object.entries(headers)) {
    if (key.length === name.length && key.toLowerCase() === name) return value
  }
  return undefined
}

function missing(name: string): WebhookVerificationError {
  return new WebhookVerificationError('missing_header', `The delivery is not signed: ${name} is missing.`)
}

/** The tolerance that the Standard Webhooks libraries have. */
const TOLERANCE_SECONDS = 300
/** No sender signs with more secrets than this at once; the bound keeps a hostile header from costing time. */
const MAX_SIGNATURES = 32
const ZERO = 48
/** Ten digits last until the year 2286; longer ones would be milliseconds. */
const MAX_TIME_DIGITS = 11
const NO_MATCH =
  'No signature matches: another secret, or a body that is not byte for byte what was sent (parsed and stringified again?).'
