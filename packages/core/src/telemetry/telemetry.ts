import type { CallContext } from '../call-context.ts'
import type { Attempt, BahiError } from '../errors.ts'

/** Begins to watch a call; undefined when nobody listens. */
export type Observe = (call: CallContext) => CallWatch | undefined

export interface CallWatch {
  /** An attempt begins. */
  attempt(): AttemptWatch
  /** The call has ended, without an error when it succeeded. */
  end(attempts: readonly Attempt[], error?: BahiError): void
}

export interface AttemptWatch {
  /** To be sent along, such as a trace's. */
  readonly headers: Readonly<Record<string, string>>
  end(facts: Attempt): void
}
