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
    // a page is answered as a whole, with headers of its own
    if (!c.res.headers.has('Request-Id')) c.header('Request-Id', requestId)
  }
}
