import { channel } from 'node:diagnostics_channel'
import type { CallContext } from '../call-context.ts'
import type { Attempt, BahiError } from '../errors.ts'
import { canBeSent } from '../outgoing.ts'
import type { AttemptWatch, CallWatch, Observe } from './telemetry.ts'

/** Name of the channel of what has ended: a message for each attempt, then one for its call. */
export const REQUEST = 'bahi:request'
/** Name of the channel of what begins. It is given the same objects, before they are complete. */
export const REQUEST_START = 'bahi:request:start'

/** A message of both channels. No key, no body, and of the query nothing: its filters may be personal. */
export interface RequestMessage {
  readonly kind: 'call' | 'attempt'
  /** Of an attempt: the message of its call. */
  readonly call: RequestMessage | null
  /** Method and path template: `POST /invoices/{id}/send`. */
  readonly operation: string
  /**
   * Named by OpenTelemetry's conventions for HTTP: `http.request.method`, `url.template`, `url.full` (without the query),
   * `server.address`, `server.port`;
   * of an attempt `http.request.resend_count`, and when it has ended `http.response.status_code` and `error.type`.
   */
  readonly attributes: Record<string, string | number>
  /** Null for reads. */
  readonly idempotencyKey: string | null
  /** Of the latest attempt; null as long as there is no answer. */
  requestId: string | null
  /** How long the client waited before this attempt, or in the whole call. */
  waitMs: number
  /** Null until it has ended. */
  durationMs: number | null
  /** Why the call failed; null for attempts, whose `error.type` says it. */
  error: BahiError | null
  /** Of an attempt that begins: sends a header along, such as `traceparent`. The client's own are not replaced, and what can't be sent is left out. */
  readonly setHeader: (name: string, value: string) => void
}

const started = channel(REQUEST_START)
const ended = channel(REQUEST)

export const observe: Observe = (call) =>
  started.hasSubscribers || ended.hasSubscribers ? new ChannelWatch(call) : undefined

class ChannelWatch implements CallWatch {
  readonly #call: CallContext
  readonly #message: RequestMessage
  readonly #began = performance.now()
  #attempts = 0

  constructor(call: CallContext) {
    this.#call = call
    this.#message = messageOf(call, null, attributesOf(call), () => {})
    started.publish(this.#message)
  }

  attempt(): AttemptWatch {
    const headers: Record<string, string> = {}
    const resent = this.#attempts++
    const attributes = {
      ...this.#message.attributes,
      ...(resent > 0 && { 'http.request.resend_count': resent }),
    }
    const message = messageOf(this.#call, this.#message, attributes, (name, value) => {
      const isOurs = Object.hasOwn(this.#call.headers, name.toLowerCase())
      if (!isOurs && canBeSent(name, value)) headers[name.toLowerCase()] = value
    })
    started.publish(message)
    return { headers, end: (facts) => end(message, facts) }
  }

  end(attempts: readonly Attempt[], error?: BahiError): void {
    const last = attempts.at(-1)
    const waitMs = attempts.reduce((sum, attempt) => sum + attempt.waitMs, 0)
    const { status = null, requestId = null } = last ?? {}
    const durationMs = performance.now() - this.#began
    end(this.#message, { status, requestId, waitMs, durationMs, error: error?.code ?? null }, error)
  }
}

function messageOf(
  { operation, idempotencyKey }: CallContext,
  call: RequestMessage | null,
  attributes: Record<string, string | number>,
  setHeader: RequestMessage['setHeader'],
): RequestMessage {
  const kind = call === null ? 'call' : 'attempt'
  const unknown = { requestId: null, waitMs: 0, durationMs: null, error: null }
  return { kind, call, operation, attributes, idempotencyKey, setHeader, ...unknown }
}

function attributesOf({ method, operation, url }: CallContext): Record<string, string | number> {
  const { hostname, port, protocol } = new URL(url)
  return {
    'http.request.method': method,
    'url.template': operation.slice(method.length + 1),
    'url.full': url.split('?')[0] ?? url,
    'server.address': hostname,
    'server.port': Number(port) || (protocol === 'https:' ? 443 : 80),
  }
}

function end(message: RequestMessage, facts: Attempt, cause: BahiError | null = null): void {
  try {
    complete(message, facts, cause)
  } catch {} // a listener has frozen it; that must not cost the caller an answer
  ended.publish(message)
}

function complete(message: RequestMessage, facts: Attempt, cause: BahiError | null): void {
  const { status, requestId, waitMs, durationMs, error } = facts
  Object.assign(message, { requestId, waitMs, durationMs, error: cause })
  if (status !== null) message.attributes['http.response.status_code'] = status
  // The conventions ask for the status where there is one.
  if (error !== null)
    message.attributes['error.type'] = status === null || status < 400 ? error : String(status)
}
