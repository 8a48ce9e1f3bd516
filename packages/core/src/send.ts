import { readAnswer } from './answer.ts'
import type { RetryBudget } from './budget.ts'
import type { Answer, CallContext } from './call-context.ts'
import type { Clock } from './clock.ts'
import {
  AbortedError,
  type Attempt,
  BahiError,
  type Outcome,
  type StoppedBy,
  TimeoutError,
} from './errors.ts'
import { Cancelled, exchange, pause } from './exchange.ts'
import type { Logger } from './logger.ts'
import { failedExchange } from './network.ts'
import type { Identity } from './outgoing.ts'
import { backoffMs } from './retry.ts'
import type { AttemptWatch, CallWatch, Observe } from './telemetry/telemetry.ts'
import type { Transport } from './transport/transport.ts'

/** What all calls of a client share. */
export interface Sender extends Identity {
  readonly transport: Transport
  readonly budget: RetryBudget | null
  readonly clock: Clock
  readonly random: () => number
  readonly observe: Observe | undefined
  readonly logger?: Logger | undefined
  readonly logBodies?: ((body: unknown) => unknown) | undefined
  readonly onDrift?: ((body: unknown, operation: string) => void) | undefined
}

/** Sends a call until it is answered, refused for good, or out of retries, budget or time. */
export function send(call: CallContext, sender: Sender): Promise<Answer> {
  return new Sending(call, sender).answer()
}

type Answered = Omit<Answer, 'attempts'>

/** One call under way. */
class Sending {
  readonly #sender: Sender
  readonly #call: CallContext
  readonly #deadline: number
  readonly #attempts: Attempt[] = []
  readonly #watch: CallWatch | undefined
  #waitMs = 0
  /** Some attempt may have taken effect. */
  #uncertain: boolean

  constructor(call: CallContext, sender: Sender) {
    this.#sender = sender
    this.#call = call
    this.#deadline = sender.clock.now() + call.limits.deadlineMs
    this.#uncertain = call.uncertain
    this.#watch = sender.observe?.(call)
    sender.budget?.refill()
  }

  async answer(): Promise<Answer> {
    for (;;) {
      const began = this.#sender.clock.now()
      const watch = this.#watch?.attempt()
      const result = await this.#attempt(watch)
      this.#record(result, this.#sender.clock.now() - began, watch)
      if (!(result instanceof BahiError)) return this.#succeeded(result)
      this.#uncertain ||= result.outcome === 'unknown'
      this.#waitMs = result.retryAfterMs ?? backoffMs(this.#attempts.length - 1, this.#sender.random)
      const stoppedBy = this.#reasonToStop(result)
      if (stoppedBy !== 'retry') throw this.#givenUp(result, stoppedBy)
      if (!(await this.#wait())) throw this.#givenUp(this.#aborted(result.outcome), null)
    }
  }

  async #attempt(watch: AttemptWatch | undefined): Promise<Answered | BahiError> {
    const { operation, limits, signals } = this.#call
    const { clock, transport, apiKey } = this.#sender
    if (signals.some(({ aborted }) => aborted)) return this.#aborted('not_sent')
    const leftMs = this.#leftMs()
    const timeoutMs = Math.max(1, Math.min(limits.timeoutMs, leftMs))
    try {
      const request = watch
        ? { ...this.#call, headers: { ...this.#call.headers, ...watch.headers } }
        : this.#call
      const answer = await exchange(transport, request, { timeoutMs, signals, clock })
      const read = readAnswer(operation, answer, { uncertain: this.#uncertain, apiKey })
      if (read instanceof BahiError) return read
      return {
        status: answer.status,
        url: this.#call.url,
        headers: answer.headers,
        body: read.data,
      }
    } catch (cause) {
      if (!(cause instanceof Cancelled)) return failedExchange(operation, this.#call.url, cause, apiKey)
      return cause.reason === 'aborted' ? this.#aborted('unknown') : this.#timedOut(leftMs)
    }
  }

  /** False when a signal called the wait off. */
  async #wait(): Promise<boolean> {
    return this.#waitMs === 0 || pause(this.#waitMs, this.#call.signals, this.#sender.clock)
  }

  #leftMs(): number {
    return this.#deadline - this.#sender.clock.now()
  }

  /** Null: no retry mends this failure. The budget is asked last, since asking takes from it. */
  #reasonToStop({ retryable }: BahiError): StoppedBy | 'retry' | null {
    if (!retryable) return null
    if (this.#attempts.length > this.#call.limits.maxRetries) return 'max_retries'
    if (this.#waitMs >= this.#leftMs()) return 'deadline'
    return this.#sender.budget?.spend() === false ? 'retry_budget_exhausted' : 'retry'
  }

  #timedOut(leftMs: number): TimeoutError {
    const { operation, limits } = this.#call
    const late = leftMs <= limits.timeoutMs
    const bound = late ? `the deadline of ${limits.deadlineMs} ms` : `${limits.timeoutMs} ms`
    const code = late ? 'deadline_exceeded' : 'timeout'
    return new TimeoutError(`${operation}: no answer within ${bound}`, {
      code,
      outcome: 'unknown',
      retryable: true,
    })
  }

  #aborted(outcome: Outcome): AbortedError {
    const { operation, signals } = this.#call
    const cause: unknown = signals.find(({ aborted }) => aborted)?.reason
    return new AbortedError(`${operation}: aborted by the caller`, { code: 'aborted', outcome, cause })
  }

  #succeeded(answered: Answered): Answer {
    this.#watch?.end(this.#attempts)
    const { onDrift } = this.#sender
    if (onDrift) told(() => onDrift(answered.body, this.#call.operation))
    return { ...answered, attempts: this.#attempts }
  }

  #givenUp(error: BahiError, stoppedBy: StoppedBy | null): BahiError {
    const outcome = this.#uncertain && error.outcome === 'not_sent' ? 'unknown' : error.outcome
    const { idempotencyKey, resume } = this.#call
    const again = outcome === 'unknown' || error.retryable
    const known = { outcome, attempts: this.#attempts, stoppedBy, idempotencyKey }
    Object.assign(error, known, again && { resume: resume(outcome === 'unknown') })
    this.#watch?.end(this.#attempts, error)
    return error
  }

  #record(result: Answered | BahiError, durationMs: number, watch: AttemptWatch | undefined): void {
    const failed = result instanceof BahiError
    const error = failed ? result.code : null
    const requestId = failed ? result.requestId : result.headers.get('request-id')
    const attempt = { status: result.status, requestId, waitMs: this.#waitMs, durationMs, error }
    this.#attempts.push(attempt)
    watch?.end(attempt)
    const { logger } = this.#sender
    if (logger) told(() => this.#log(logger, attempt, result))
  }

  #log(logger: Logger, attempt: Attempt, result: Answered | BahiError): unknown {
    const { operation, body } = this.#call
    const { logBodies } = this.#sender
    const answer = 'body' in result ? result.body : 'problem' in result ? result.problem : undefined
    const bodies = logBodies && {
      requestBody: logBodies(body && JSON.parse(body)),
      responseBody: logBodies(answer),
    }
    const facts = { operation, attempt: this.#attempts.length, ...attempt, ...bodies }
    return logger[attempt.error === null ? 'debug' : 'warn'](
      `${operation} ${attempt.error ?? attempt.status}`,
      facts,
    )
  }
}

/** What a listener does is its own affair: its failure must not cost the caller an answer that the server has given. */
async function told(tell: () => unknown): Promise<void> {
  try {
    await tell()
  } catch {}
}
