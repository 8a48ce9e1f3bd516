import { readAnswer } from './answer.ts'
import { bounded } from './bounded.ts'
import type { Answered, ReadyCall } from './call-context.ts'
import { AbortedError, type BahiError, type Outcome, TimeoutError } from './errors.ts'
import { failedExchange } from './network.ts'
import type { Sender } from './sender.ts'

/**
 * Sends once and reads what is answered, with so much time left for the whole call. A failure is what it gives, never what it
 * throws.
 */
export async function attempt(
  call: ReadyCall,
  { transport, clock, apiKey }: Sender,
  leftMs: number,
): Promise<Answered | BahiError> {
  const { operation, url, limits, signals } = call
  const ms = Math.max(1, Math.min(limits.timeoutMs, leftMs))
  try {
    const answer = await bounded({ ms, signals, clock }, (onEnd) => transport(call, onEnd))
    if (answer === 'aborted') return aborted(call, 'unknown')
    if (answer === 'timeout') return timedOut(call, leftMs)
    return readAnswer(call, answer, apiKey)
  } catch (cause) {
    return failedExchange(operation, url, cause, apiKey)
  }
}

export function isAborted({ signals }: ReadyCall): boolean {
  return signals.some((signal) => signal?.aborted)
}

export function aborted({ operation, signals }: ReadyCall, outcome: Outcome): AbortedError {
  const cause: unknown = signals.find((signal) => signal?.aborted)?.reason
  return new AbortedError(`${operation}: aborted by the caller`, { code: 'aborted', outcome, cause })
}

function timedOut({ operation, limits }: ReadyCall, leftMs: number): TimeoutError {
  const late = leftMs <= limits.timeoutMs
  return new TimeoutError(
    `${operation}: no answer within ${late ? limits.deadlineMs : limits.timeoutMs} ms`,
    {
      code: late ? 'deadline_exceeded' : 'timeout',
      outcome: 'unknown',
      retryable: true,
    },
  )
}
