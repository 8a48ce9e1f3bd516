import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** So many points in a window that begins with the first of them. */
export interface LimitedWindow {
  readonly name: string
  readonly quota: number
  readonly windowSeconds: number
}

export interface LimiterOptions {
  /** Keys of one name are counted together. */
  readonly name: string
  readonly windows: readonly LimitedWindow[]
}

/** How a window stands after a point was taken. */
export interface Spent extends LimitedWindow {
  /** With this one; above the quota when it was too many. */
  readonly count: number
  readonly msToReset: number
}

export interface Limiter {
  /** Takes a point in each window, used up or not; answers in their order. */
  consume(key: string): Promise<readonly Spent[]>
}

/** For a store that one process has to itself. */
export function memoryLimiter({ windows }: LimiterOptions): Limiter {
  const counted = windows.map((window) => ({
    window,
    counter: new RateLimiterMemory({ points: window.quota, duration: window.windowSeconds }),
  }))
  return {
    consume: (key) =>
      Promise.all(counted.map(async ({ window, counter }) => ({ ...window, ...(await take(counter, key)) }))),
  }
}

async function take(counter: RateLimiterMemory, key: string) {
  const { consumedPoints, msBeforeNext } = await counter.consume(key).catch((refusal: unknown) => {
    if (refusal instanceof RateLimiterRes) return refusal
    throw refusal
  })
  return { count: consumedPoints, msToReset: msBeforeNext }
}
