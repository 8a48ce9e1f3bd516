import { aborted, attempt, isAborted } from './attempt.ts'
import { bounded } from './bounded.ts'
import type { Result } from './call.ts'
import type { CallContext } from './call-context.ts'
import { type Attempt, BahiError, type StoppedBy } from './errors.ts'
import { logAttempt, told } from './log-attempt.ts'
import { backoffMs } from './retry.ts'
import type { Sender } from './sender.ts'
import { observe } from './telemetry/default.ts'

/** Sends a call until it is answered, refused for good, or out of retries, budget or time. */
export async function send(call: CallContext, sender: Sender): Promise<Result<unknown>> {
  const { operation, limits, signals, idempotencyKey } = call
  const { clock, budget, onDrift } = sender
  const deadline = clock.now() + limits.deadlineMs
  const attempts: Attempt[] = []
  const watch = observe(call)
  let { uncertain } = call
  let waitMs = 0
  budget?.refill()

  const fail = (error: BahiError, stoppedBy: StoppedBy | null) => {
    const outcome = uncertain && error.outcome === 'not_sent' ? 'unknown' : error.outcome
    const again = outcome === 'unknown' || error.retryable
    const resume = again && { resume: call.resume(outcome === 'unknown') }
    Object.assign(error, { outcome, attempts, stoppedBy, idempotencyKey }, resume)
    watch?.end(attempts, error)
    return error
  }

  if (isAborted(call)) throw fail(aborted(call, 'not_sent'), null)
  for (;;) {
    const began = clock.now()
    const attemptWatch = watch?.attempt()
    const headers = attemptWatch ? { ...call.headers, ...attemptWatch.headers } : call.headers
    const result = await attempt({ ...call, headers, uncertain }, sender, deadline - began)
    const failed = result instanceof BahiError
    const { requestId } = result
    const { status } = failed ? result : result.response
    const durationMs = clock.now() - began
    const facts = { status, requestId, waitMs, durationMs, error: failed ? result.code : null }
    attempts.push(facts)
    attemptWatch?.end(facts)
    if (sender.logger) logAttempt(sender, call, { attempt: attempts.length, ...facts }, result)
    if (!failed) {
      watch?.end(attempts)
      if (onDrift) told(() => onDrift(result.data, operation))
      return { ...result, idempotencyKey, attempts }
    }
    uncertain ||= result.outcome === 'unknown'
    waitMs = result.retryAfterMs ?? backoffMs(attempts.length - 1, sender.random)
    if (!result.retryable) throw fail(result, null)
    if (attempts.length > limits.maxRetries) throw fail(result, 'max_retries')
    if (waitMs >= deadline - clock.now()) throw fail(result, 'deadline')
    if (budget?.spend() === false) throw fail(result, 'retry_budget_exhausted')
    if (waitMs > 0 && !isAborted(call)) await bounded({ ms: waitMs, signals, clock })
    if (isAborted(call)) throw fail(aborted(call, result.outcome), null)
  }
}
