import { readAnswer } from './answer.ts'
import type { RetryBudget } from './budget.ts'
import type { Clock } from './clock.ts'
import {
  AbortedError,
  type Attempt,
  BahiError,
  ResponseError,
  type StoppedBy,
  TimeoutError,
} from './errors.ts'
import { Cancelled, exchange, pause } from './exchange.ts'
import type { CallContext, LightRequest, LightResponse } from './light.ts'
import type { Logger } from './logger.ts'
import { connectionError } from './network.ts'
import { backoffMs } from './retry.ts'
import { AnswerTooLarge, type Transport, type WireRequest } from './transport/transport.ts'

/** What all calls of a client share. */
export interface Sender {
  readonly apiKey: string
  readonly baseUrl: string
  readonly transport: Transport
  readonly budget: RetryBudget | null
  readonly clock: Clock
  readonly random: () => number
  readonly logger: Logger | undefined
}

/** Sends a call until it is answered, refused for good, or out of retries, budget or time. */
export async function send(
  { url, method, body, call }: LightRequest,
  sender: Sender,
): Promise<LightResponse> {
  const { clock, budget } = sender
  const wire: WireRequest = { method, url: sender.baseUrl + url, headers: call.headers, body }
  const deadline = clock.now() + call.limits.deadlineMs
  const attempts: Attempt[] = []
  let { uncertain } = call
  let waitMs = 0
  budget?.refill()
  for (let retry = 0; ; retry++) {
    const began = clock.now()
    const result = await attempt(wire, { call, sender, uncertain, leftMs: deadline - began })
    record(attempts, result, { waitMs, durationMs: clock.now() - began, call, logger: sender.logger })
    if (!(result instanceof BahiError)) return { ...result, attempts }
    uncertain ||= result.outcome === 'unknown'
    waitMs = result.retryAfterMs ?? backoffMs(retry, sender.random)
    const leftMs = deadline - clock.now()
    const stoppedBy = reasonToStop(result, { retry, waitMs, leftMs, call, budget })
    if (stoppedBy !== 'retry') throw givenUp(result, { call, attempts, uncertain, stoppedBy })
    if (waitMs > 0 && !(await pause(waitMs, call.signals, clock))) {
      throw givenUp(aborted(call, result.outcome), { call, attempts, uncertain, stoppedBy: null })
    }
  }
}

interface AttemptFacts {
  readonly call: CallContext
  readonly sender: Sender
  readonly uncertain: boolean
  readonly leftMs: number
}

type Answered = Omit<LightResponse, 'attempts'>

async function attempt(wire: WireRequest, facts: AttemptFacts): Promise<Answered | BahiError> {
  const { call, sender, uncertain, leftMs } = facts
  if (call.signals.some((signal) => signal.aborted)) return aborted(call, 'not_sent')
  const timeoutMs = Math.max(1, Math.min(call.limits.timeoutMs, leftMs))
  try {
    const bounds = { timeoutMs, signals: call.signals, clock: sender.clock }
    const answer = await exchange(sender.transport, wire, bounds)
    const read = readAnswer(call.operation, answer, uncertain)
    if (read instanceof BahiError) return read
    return { ok: true, status: answer.status, url: wire.url, headers: answer.headers, body: read.data }
  } catch (cause) {
    return failureOf(cause, wire, facts)
  }
}

function failureOf(cause: unknown, wire: WireRequest, { call, sender, leftMs }: AttemptFacts): BahiError {
  if (cause instanceof Cancelled) {
    return cause.reason === 'aborted' ? aborted(call, 'unknown') : timedOut(call, leftMs)
  }
  if (cause instanceof AnswerTooLarge) {
    const failure = { code: 'answer_too_large', outcome: 'unknown' } as const
    return new ResponseError(`${call.operation}: the answer is larger than any of this API`, failure, '')
  }
  return connectionError(call.operation, wire.url, cause, sender.apiKey)
}

function timedOut({ operation, limits }: CallContext, leftMs: number): TimeoutError {
  const late = leftMs <= limits.timeoutMs
  const bound = late ? `the deadline of ${limits.deadlineMs} ms` : `${limits.timeoutMs} ms`
  return new TimeoutError(`${operation}: no answer within ${bound}`, {
    code: late ? 'deadline_exceeded' : 'timeout',
    outcome: 'unknown',
    retryable: true,
  })
}

function aborted({ operation, signals }: CallContext, outcome: BahiError['outcome']): AbortedError {
  const cause: unknown = signals.find((signal) => signal.aborted)?.reason
  return new AbortedError(`${operation}: aborted by the caller`, { code: 'aborted', outcome, cause })
}

interface RetryFacts {
  readonly retry: number
  readonly waitMs: number
  readonly leftMs: number
  readonly call: CallContext
  readonly budget: RetryBudget | null
}

/** Null: the failure is one that no retry mends. The budget is asked last, since asking takes from it. */
function reasonToStop(error: BahiError, facts: RetryFacts): StoppedBy | 'retry' | null {
  if (!error.retryable) return null
  if (facts.retry >= facts.call.limits.maxRetries) return 'max_retries'
  if (facts.waitMs >= facts.leftMs) return 'deadline'
  return facts.budget?.spend() === false ? 'retry_budget_exhausted' : 'retry'
}

interface EndFacts {
  readonly call: CallContext
  readonly attempts: readonly Attempt[]
  readonly uncertain: boolean
  readonly stoppedBy: StoppedBy | null
}

function givenUp(error: BahiError, { call, attempts, uncertain, stoppedBy }: EndFacts): BahiError {
  const outcome = uncertain && error.outcome === 'not_sent' ? 'unknown' : error.outcome
  const known = { outcome, attempts, stoppedBy, idempotencyKey: call.idempotencyKey }
  const again = outcome === 'unknown' || error.retryable
  return Object.assign(error, known, again && { resume: call.resume(outcome === 'unknown') })
}

interface RecordFacts {
  readonly waitMs: number
  readonly durationMs: number
  readonly call: CallContext
  readonly logger: Logger | undefined
}

function record(attempts: Attempt[], result: Answered | BahiError, facts: RecordFacts): void {
  const { waitMs, durationMs, call, logger } = facts
  const failed = result instanceof BahiError
  const error = failed ? result.code : null
  const requestId = failed ? result.requestId : result.headers.get('request-id')
  const { status } = result
  attempts.push({ status, requestId, waitMs, durationMs, error })
  if (logger === undefined) return
  const facts_ = { operation: call.operation, attempt: attempts.length, status, requestId, durationMs, error }
  logger[failed ? 'warn' : 'debug'](`${call.operation} ${error ?? status}`, facts_)
}
