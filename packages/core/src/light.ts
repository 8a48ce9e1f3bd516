import type { Attempt, ResumeOptions } from './errors.ts'
import type { Limits } from './options.ts'
import type { AnswerHeaders } from './transport/transport.ts'

/**
 * What openapi-fetch constructs for each call in place of a `Request`, which would cost more than all else in the
 * client. It never leaves this package: a transport is given plain values.
 */
export class LightRequest {
  /** Relative to the client's base URL. */
  readonly url: string
  readonly method: string
  readonly body: string | undefined
  readonly call: CallContext

  constructor(url: string, init: { method: string; body?: string; call: CallContext }) {
    this.url = url
    this.method = init.method
    this.body = init.body
    this.call = init.call
  }
}

/** What openapi-fetch reads of a `Response` when told not to parse: `body` is the parsed answer already. */
export interface LightResponse {
  readonly ok: true
  readonly status: number
  readonly url: string
  readonly headers: AnswerHeaders
  readonly body: unknown
  readonly attempts: readonly Attempt[]
}

/** What a call knows beside its URL and body; openapi-fetch hands it through. */
export interface CallContext {
  /** Method and path template, for messages and logs: `POST /invoices/{id}/send`. */
  readonly operation: string
  readonly headers: Record<string, string>
  readonly idempotencyKey: string | null
  readonly limits: Limits
  readonly signals: readonly AbortSignal[]
  /** An earlier call with this key may have taken effect. */
  readonly uncertain: boolean
  /** Makes the `resume` of an error. */
  readonly resume: (uncertain: boolean) => (options?: ResumeOptions) => Promise<unknown>
}
