import type { Signals } from './abort.ts'
import type { Result } from './call.ts'
import type { ResumeOptions } from './errors.ts'
import type { Limits } from './limits.ts'

/** A call that is ready to be sent: nothing of it is read again from what the caller gave. */
export interface ReadyCall {
  readonly method: string
  /** Method and the contract's path, for messages, logs and traces: `POST /invoices/{id}/send`. */
  readonly operation: string
  readonly url: string
  readonly headers: Record<string, string>
  readonly body: string | undefined
  readonly idempotencyKey: string | null
  readonly limits: Limits
  readonly signals: Signals
  /** What its result is given as, also by a `resume`; left out: as it came. */
  readonly read?: ((result: Result<unknown>) => Result<unknown>) | undefined
  /** An earlier call with this key may have taken effect. */
  readonly uncertain: boolean
}

/** A call under way. */
export interface CallContext extends ReadyCall {
  /** Makes the `resume` of an error. */
  readonly resume: (uncertain: boolean) => (options?: ResumeOptions) => Promise<unknown>
}

/** What an attempt that succeeded gives to the result of its call. */
export type Answered = Omit<Result<unknown>, 'idempotencyKey' | 'attempts'>
