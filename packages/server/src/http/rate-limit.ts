import { RateLimiterRes } from 'rate-limiter-flexible'
import { Refusal } from '../kit/errors.ts'
import type { Actor } from './actor.ts'
import type { Exchange, Services, Stage } from './exchange.ts'
import type { CountedPolicy } from './rate-limits.ts'

/** Counts the request against its key. Replays and refusals count like any other. */
export function limitRate(services: Services): Stage {
  return async (c, next) => {
    const { kind, keyId } = c.get('actor')
    await spend(services, c, kind, keyId)
    await next()
  }
}

/** Counts a request without a valid key against the address it came from. */
export const countRefusedAddress = (services: Services, c: Exchange): Promise<void> =>
  spend(services, c, 'publishable', `address:${c.env?.address ?? 'in-process'}`)

async function spend({ limits }: Services, c: Exchange, kind: Actor['kind'], key: string): Promise<void> {
  if (limits === null) return
  const policies = limits.byKind[kind]
  const spent = await Promise.all(
    policies.map(async (policy) => ({ policy, ...(await consume(policy, key)) })),
  )
  c.header(
    'RateLimit-Policy',
    spent.map(({ policy }) => `"${policy.name}";q=${policy.quota};w=${policy.windowSeconds}`).join(', '),
  )
  c.header(
    'RateLimit',
    spent.map(({ policy, left, resetSeconds }) => `"${policy.name}";r=${left};t=${resetSeconds}`).join(', '),
  )
  const violated = spent.filter(({ refused }) => refused)
  if (violated.length === 0) return
  throw new Refusal('rate_limited', {
    violated_policies: violated.map(({ policy }) => policy.name),
    retryAfterSeconds: Math.max(1, ...violated.map(({ resetSeconds }) => resetSeconds)),
  })
}

async function consume({ limiter }: CountedPolicy, key: string) {
  const [result, refused] = await limiter.consume(key).then(
    (allowed) => [allowed, false] as const,
    (error: unknown) => {
      if (error instanceof RateLimiterRes) return [error, true] as const
      throw error
    },
  )
  return {
    refused,
    left: Math.max(0, result.remainingPoints),
    resetSeconds: Math.ceil(result.msBeforeNext / 1000),
  }
}
