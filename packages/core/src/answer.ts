import type { Answered, ReadyCall } from './call-context.ts'
import { type Failure, type Outcome, ResponseError } from './errors.ts'
import { type Problem, ProblemError } from './problem.ts'
import { isRetryableStatus, retryAfterMs } from './retry.ts'
import type { WireAnswer } from './transport/transport.ts'

/** A success with its body parsed; everything else is an error of ours, never a SyntaxError. */
export function readAnswer(
  { operation, url, uncertain }: ReadyCall,
  { status, headers, text }: WireAnswer,
  apiKey: string,
): Answered | ProblemError | ResponseError {
  const requestId = headers.get('request-id')
  const succeeded = status >= 200 && status < 300
  const data = succeeded ? parse(text) : undefined
  if (data !== undefined || status === 204) {
    const replayed = headers.get('idempotent-replayed') === 'true'
    return { data, requestId, response: { status, url, headers }, replayed }
  }
  // A debugging proxy answers with what it was asked, and this goes into logs.
  const harmless = text.replaceAll(apiKey, '…')
  const refused = parse(harmless)
  const problem = !succeeded && isProblem(refused) ? refused : undefined
  const failure: Failure = {
    code: problem?.code ?? 'bad_response',
    status,
    requestId,
    retryAfterMs: retryAfterMs((name) => headers.get(name), Date.now()),
    // The server knows better than its status.
    retryable: problem?.retryable ?? isRetryableStatus(status),
    outcome: outcomeOf(status, problem?.code, uncertain),
  }
  if (problem !== undefined) return new ProblemError(messageOf(operation, failure, problem), failure, problem)
  const what = `${status} without ${succeeded ? 'JSON' : 'a problem document'}`
  const excerpt = harmless.slice(0, EXCERPT_LENGTH)
  return new ResponseError(`${operation}: the server answered ${what}`, { ...failure, excerpt })
}

const EXCERPT_LENGTH = 200
const FAULTS_IN_MESSAGE = 3

// The server decides these after it has looked the idempotency key up, or from the request alone: had an earlier
// attempt taken effect, it would have been replayed.
const DECIDED = [400, 409, 413, 415, 422]

function outcomeOf(status: number, code: string | undefined, uncertain: boolean): Outcome {
  if (code === 'idempotency_key_in_use' || status < 400 || status >= 500 || status === 408) return 'unknown'
  return uncertain && !DECIDED.includes(status) ? 'unknown' : 'rejected'
}

function messageOf(operation: string, { status, requestId }: Failure, problem: Problem): string {
  const faults = (problem.errors ?? [])
    .slice(0, FAULTS_IN_MESSAGE)
    .map(({ pointer, detail }) => ` ${pointer}: ${detail}`)
  const place = requestId ? ` [${requestId}]` : ''
  return `${operation}: ${status} ${problem.code}: ${problem.detail ?? problem.title ?? ''}${faults.join('')}${place}`
}

// What the rest of it is, is the server's promise: a member that is missing does no harm. Others' `errors` may be anything.
function isProblem(data: unknown): data is Problem {
  const { code, errors } = Object(data) // whatever it is, it may be asked
  return typeof code === 'string' && (errors ?? []).every?.(Boolean) === true
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
