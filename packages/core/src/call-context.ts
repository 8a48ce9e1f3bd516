import type { Attempt, ResumeOptions } from './errors.ts'
import type { Limits } from './limits.ts'
import type { AnswerHeaders } from './transport/transport.ts'

/** A call that is ready to be sent: nothing of it is read again from what the caller gave. */
export interface ReadyCall {
  readonly method: string
  /** The contract's path, for messages, logs and traces: `/invoices/{id}/send`. */
  readonly template: string
  /** Method and template: `POST /invoices/{id}/send`. */
  readonly operation: string
  readonly url: string
  readonly headers: Record<string, string>
  readonly body: string | undefined
  readonly idempotencyKey: string | null
  readonly limits: Limits
  readonly signals: readonly AbortSignal[]
  /** An earlier call with this key may have taken effect. */
  readonly uncertain: boolean
}

/** A call under way. */
export interface CallContext extends ReadyCall {
  /** Makes the `resume` of an error. */
  readonly resume: (uncertain: boolean) => (options?: ResumeOptions) => Promise<unknown>
}

/** An attempt that succeeded, its body parsed. */
export interface Answered {
  readonly status: number
  readonly requestId: string | null
  readonly url: string
  readonly headers: AnswerHeaders
  readonly body: unknown
}

/** The answer to a call. */
export interface Answer extends Answered {
  readonly attempts: readonly Attempt[]
}
