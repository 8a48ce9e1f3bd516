import { CURRENT_API_VERSION } from '@bahi/spec'
import type { Services, Stage } from './exchange.ts'

/** Names the request before anything can fail. */
export function nameRequest(services: Services): Stage {
  return async (c, next) => {
    const requestId = services.newRequestId()
    c.set('requestId', requestId)
    c.header('Request-Id', requestId)
    c.header('API-Version', CURRENT_API_VERSION)
    c.set('inflection', 'snake')
    await next()
  }
}
