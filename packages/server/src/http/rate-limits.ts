import type { Limiter } from '../store/limiter.ts'
import type { PlatformStore } from '../store/store.ts'
import type { Actor } from './actor.ts'

/** A fixed window that begins with the first request in it. */
export interface RatePolicy {
  readonly name: 'sustained' | 'burst'
  readonly quota: number
  readonly windowSeconds: number
}

/** The limits of each kind of key; a request must keep to all of its kind. */
export interface RateLimitOptions {
  readonly secret: readonly RatePolicy[]
  readonly publishable: readonly RatePolicy[]
}

/** As the sources document: 600 a minute and 60 a second; 120 and 20 for publishable keys and refused addresses. */
export const defaultRateLimits: RateLimitOptions = {
  secret: [
    { name: 'sustained', quota: 600, windowSeconds: 60 },
    { name: 'burst', quota: 60, windowSeconds: 1 },
  ],
  publishable: [
    { name: 'sustained', quota: 120, windowSeconds: 60 },
    { name: 'burst', quota: 20, windowSeconds: 1 },
  ],
}

export type RateLimits = Readonly<Record<Actor['kind'], Limiter>>

/** The limits, counted by the store: shared by all of its processes. */
export function createRateLimits(options: RateLimitOptions, platform: PlatformStore): RateLimits {
  const limiterOf = (kind: Actor['kind']) => platform.createLimiter({ name: kind, windows: options[kind] })
  return { secret: limiterOf('secret'), publishable: limiterOf('publishable') }
}
