import type { Services, Stage } from './exchange.ts'
import { speakVersion } from './version.ts'

/** Names the request before anything can fail. */
export function nameRequest(services: Services): Stage {
  return async (c, next) => {
    const requestId = services.newRequestId()
    c.set('requestId', requestId)
    c.header('Request-Id', requestId)
    speakVersion(services, c)
    c.set('inflection', 'snake')
    await next()
  }
}
