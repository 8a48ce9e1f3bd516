import { Refusal } from '../kit/errors.ts'
import type { Spent } from '../store/limiter.ts'
import type { Actor } from './actor.ts'
import type { Exchange, Services, Stage } from './exchange.ts'

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
  const windows = await limits[kind].consume(key)
  const tell = (of: (window: Spent) => string) =>
    windows.map((window) => `"${window.name}";${of(window)}`).join(', ')
  c.header(
    'RateLimit-Policy',
    tell(({ quota, windowSeconds }) => `q=${quota};w=${windowSeconds}`),
  )
  c.header(
    'RateLimit',
    tell((window) => `r=${Math.max(0, window.quota - window.count)};t=${secondsToReset(window)}`),
  )
  const violated = windows.filter(({ count, quota }) => count > quota)
  if (violated.length === 0) return
  throw new Refusal('rate_limited', {
    violated_policies: violated.map(({ name }) => name),
    retryAfterSeconds: Math.max(1, ...violated.map(secondsToReset)),
  })
}

const secondsToReset = ({ msToReset }: Spent) => Math.ceil(msToReset / 1000)
