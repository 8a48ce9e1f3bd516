import { CURRENT_API_VERSION } from '../../src/index.ts'
import type { Json, Reference } from './shape.ts'

/** `components.headers`: what answers carry. */
export const headerComponents = {
  RequestId: {
    description: 'Names this request; quote it when you ask for help.',
    schema: { type: 'string' },
    example: 'req_01J9XG6T4S0Q2V8N3M5K7P9R1A',
  },
  ApiVersion: {
    description: 'The version that was spoken.',
    schema: { type: 'string' },
    example: CURRENT_API_VERSION,
  },
  RateLimit: {
    description: 'What is left: `r` requests in the next `t` seconds, by policy.',
    schema: { type: 'string' },
    example: '"sustained";r=599;t=60, "burst";r=59;t=1',
  },
  RateLimitPolicy: {
    description: 'The limits: `q` requests in `w` seconds, by policy.',
    schema: { type: 'string' },
    example: '"sustained";q=600;w=60, "burst";q=60;w=1',
  },
  IdempotentReplayed: {
    description: '`true` when this is the stored answer to an earlier request with the same Idempotency-Key.',
    schema: { type: 'string', enum: ['true'] },
    example: 'true',
  },
  RetryAfter: {
    description: 'Seconds to wait before sending the request again.',
    schema: { type: 'string' },
    example: '1',
  },
  WWWAuthenticate: {
    description: 'How to authenticate; with `error="invalid_token"` when a key was given.',
    schema: { type: 'string' },
    example: 'Bearer realm="bahi"',
  },
} as const satisfies Record<string, Json>

type HeaderName = keyof typeof headerComponents

const named: Record<string, HeaderName> = {
  'Request-Id': 'RequestId',
  'API-Version': 'ApiVersion',
  RateLimit: 'RateLimit',
  'RateLimit-Policy': 'RateLimitPolicy',
}

const pick = (names: Record<string, HeaderName>): Record<string, Reference> =>
  Object.fromEntries(
    Object.entries(names).map(([name, component]) => [name, { $ref: `#/components/headers/${component}` }]),
  )

export const answerHeaders = (mutation: boolean): Record<string, Reference> =>
  pick(mutation ? { ...named, 'Idempotent-Replayed': 'IdempotentReplayed' } : named)

/** Beside the usual ones: how to authenticate (401), how long to wait (409 in use, 429, 503), whether it is a replay (409). */
export function problemHeaders(status: number): Record<string, Reference> {
  if (status === 401) return pick({ ...named, 'WWW-Authenticate': 'WWWAuthenticate' })
  if (status === 409)
    return pick({ ...named, 'Idempotent-Replayed': 'IdempotentReplayed', 'Retry-After': 'RetryAfter' })
  if (status === 429 || status === 503) return pick({ ...named, 'Retry-After': 'RetryAfter' })
  return pick(named)
}
