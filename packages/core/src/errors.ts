/** What became of the request, as far as the client knows. `unknown`: it may have taken effect; `resume()` finds out. */
export type Outcome = 'not_sent' | 'rejected' | 'unknown'

/** Why a failure that could have been retried was not retried again. */
export type StoppedBy = 'max_retries' | 'deadline' | 'retry_budget_exhausted'

/** One exchange with the server. */
export interface Attempt {
  /** HTTP status; null when no answer came. */
  readonly status: number | null
  readonly requestId: string | null
  /** How long the client waited before it, in milliseconds. */
  readonly waitMs: number
  readonly durationMs: number
  /** Code of its failure; null when it succeeded. */
  readonly error: string | null
}

/** How the request is sent again; what is left out is as it was, but for the signal, which is not taken over. */
export interface ResumeOptions {
  readonly timeoutMs?: number | undefined
  readonly deadlineMs?: number | undefined
  readonly maxRetries?: number | undefined
  readonly signal?: AbortSignal | undefined
}

/** What a failure knows about itself before its call is given up. */
export interface Failure {
  readonly code: string
  readonly outcome: Outcome
  readonly retryable?: boolean
  readonly status?: number | null
  readonly requestId?: string | null
  readonly retryAfterMs?: number | null
  readonly attempts?: readonly Attempt[]
  readonly cause?: unknown
  /** Of an answer that isn't what the contract says. */
  readonly excerpt?: string
}

// One symbol for all copies of this file, so that `instanceof` works between them.
const brand = Symbol.for('bahi.error')

/**
 * The base of every error that this client throws. Safe to log and to serialise: it never holds the API key.
 * Its `code` is stable: `missing_api_key`, `missing_base_url`, `operation_changed`, … for faults found before sending.
 */
export class BahiError extends Error {
  declare readonly code: string
  declare readonly outcome: Outcome
  /** True when the same request may succeed later, unchanged. */
  declare readonly retryable: boolean
  /** Status of the last answer; null when none came. */
  declare readonly status: number | null
  declare readonly requestId: string | null
  /** How long the server asked to wait. */
  declare readonly retryAfterMs: number | null
  /** The key that every attempt carried; null for reads. Send it again to finish an `unknown` mutation. */
  declare readonly idempotencyKey: string | null
  declare readonly attempts: readonly Attempt[]
  declare readonly stoppedBy: StoppedBy | null
  /** Sends the same request again under the same key; there when the outcome is unknown or the failure retryable. */
  declare readonly resume?: (options?: ResumeOptions) => Promise<unknown>

  static {
    named(this, 'BahiError')
  }

  constructor(message: string, failure: Failure) {
    super(message, failure) // of which it takes the `cause`
    Object.assign(this, blank, failure)
  }

  /** What is safe and useful in a log line; no headers, no bodies, no key. */
  toJSON(): Record<string, unknown> {
    const { resume, ...facts } = this
    return Object.assign({ name: this.name, message: this.message }, facts)
  }

  /** Knows the errors of every copy. Asked of whichever class stands right of `instanceof`, a subclass of a user's included. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (!Object.hasOwn(this.prototype, brand)) return super[Symbol.hasInstance](value)
    const [own, name] = [brandOf(this.prototype), brandOf(value)]
    return own === 'BahiError' ? name !== undefined : own === name
  }
}

/** No connection, or one that broke before the answer was whole. */
export class ConnectionError extends BahiError {
  static {
    named(this, 'ConnectionError')
  }
}

/** No answer in time: `code` is `timeout` for one attempt, `deadline_exceeded` for the whole call. */
export class TimeoutError extends BahiError {
  static {
    named(this, 'TimeoutError')
  }
}

/** The caller's signal was aborted; its reason is the `cause`. */
export class AbortedError extends BahiError {
  static {
    named(this, 'AbortedError')
  }
}

/** An answer that isn't what the contract says, such as a proxy's HTML page. */
export class ResponseError extends BahiError {
  /** How the body began. */
  declare readonly excerpt: string

  static {
    named(this, 'ResponseError')
  }
}

/** A fault of the caller's, found before anything was sent. */
export function refusal(code: string, message: string): BahiError {
  return new BahiError(message, { code, outcome: 'not_sent' })
}

const blank = {
  retryable: false,
  status: null,
  requestId: null,
  retryAfterMs: null,
  idempotencyKey: null,
  attempts: [],
  stoppedBy: null,
}

/** Only reads: any value may be asked. */
function brandOf(value: unknown): string | undefined {
  return (value as { readonly [brand]?: string } | null | undefined)?.[brand]
}

/**
 * Gives an error class its name and makes `instanceof` know it in every copy of this package. On the prototype, not on
 * the instance: minifiers rename classes, and an own `name` clutters what is printed. Called with `this`: a class that names itself
 * inside is renamed by the build, and that name is printed. Defined, not assigned: loops over an error don't meet it, and it may be
 * where what is built in is frozen.
 */
export function named({ prototype }: { readonly prototype: Error }, name: string): void {
  Object.defineProperties(prototype, { name: { value: name, writable: true }, [brand]: { value: name } })
}
