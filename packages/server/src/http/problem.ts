import { type ProblemCode, problems, problemTypeBase, withFacts } from '@bahi/spec'
import { Refusal } from '../kit/errors.ts'
import { LockTimeout, StoreUnavailable } from '../store/errors.ts'
import { answer } from './answer.ts'
import { allowAnyOrigin } from './cors.ts'
import type { Exchange, Services } from './exchange.ts'
import { LostAnswer } from './fault.ts'

export interface ProblemDocument {
  readonly status: number
  readonly code: ProblemCode
  readonly [member: string]: unknown
}

/** RFC 9457 problem details of a refusal, from the one table of codes. */
export function problemOf(refusal: Refusal, requestId: string): ProblemDocument {
  const { code, facts } = refusal
  const { status, title, retryable, detail } = problems[code]
  const { retryAfterSeconds: _, allow: __, invalidToken: ___, errors, ...members } = facts
  return {
    type: `${problemTypeBase}${code}`,
    title,
    status,
    detail: withFacts(detail, members),
    instance: `urn:bahi:request:${requestId}`,
    code,
    request_id: requestId,
    retryable,
    ...members,
    ...(errors === undefined
      ? {}
      : { errors: errors.map(({ in: part = 'body', ...error }) => ({ ...error, in: part })) }),
  }
}

/** Answers whatever was thrown; what nobody expected is logged and told as `internal_error`. */
export function refuse(services: Services) {
  return (thrown: unknown, c: Exchange): Response => {
    if (thrown instanceof LostAnswer) return hangUp(c, thrown)
    const refusal = asRefusal(thrown)
    const requestId = c.get('requestId')
    if (refusal.code === 'internal_error' || thrown instanceof StoreUnavailable)
      services.logger.error('request failed', { requestId, error: thrown })
    return answerProblem(c, refusal)
  }
}

function answerProblem(c: Exchange, refusal: Refusal): Response {
  const { retryAfterSeconds, allow, invalidToken } = refusal.facts
  if (refusal.code === 'unauthorized' || refusal.code === 'rate_limited') allowAnyOrigin(c)
  if (refusal.code === 'unauthorized') c.header('WWW-Authenticate', challenge(invalidToken === true))
  if (typeof allow === 'string') c.header('Allow', allow)
  if (typeof retryAfterSeconds === 'number') c.header('Retry-After', String(retryAfterSeconds))
  const problem = problemOf(refusal, c.get('requestId'))
  return answer(c, { status: problem.status, body: problem })
}

/** RFC 6750, section 3.1: the error is told of only to who gave a key. */
const challenge = (isInvalid: boolean) => `Bearer realm="bahi"${isInvalid ? ', error="invalid_token"' : ''}`

/** Rethrown, it fails a call in process; over a socket the connection is ended first. */
function hangUp(c: Exchange, lost: LostAnswer): never {
  c.env?.hangUp?.()
  throw lost
}

function asRefusal(thrown: unknown): Refusal {
  if (thrown instanceof Refusal) return thrown
  if (thrown instanceof LockTimeout || thrown instanceof StoreUnavailable)
    return new Refusal('unavailable', { retryAfterSeconds: 1 })
  return new Refusal('internal_error')
}
