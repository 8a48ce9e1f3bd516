import type { Exchange, Stage } from './exchange.ts'

/** How long a browser may remember the answer to a preflight: a day, which browsers shorten as they like. */
const PREFLIGHT_MAX_AGE_SECONDS = 86_400

/**
 * Lets a page of any origin ask for a GET route that is open to publishable keys (Fetch standard, CORS protocol). It
 * comes before the key is looked for, which a preflight never carries; any other OPTIONS goes on.
 */
export const answerPreflight: Stage = async (c, next) => {
  if (c.req.header('Access-Control-Request-Method') !== 'GET') return next()
  allowAnyOrigin(c)
  c.header('Access-Control-Allow-Methods', 'GET')
  c.header('Access-Control-Allow-Headers', 'Authorization, API-Version, Key-Inflection, tenant-id')
  c.header('Access-Control-Max-Age', String(PREFLIGHT_MAX_AGE_SECONDS))
  return c.body(null, 204)
}

/** Lets a page read the answer: only what a publishable key is told, or why there is no telling. */
export function allowAnyOrigin(c: Exchange): void {
  c.header('Access-Control-Allow-Origin', '*')
  c.header(
    'Access-Control-Expose-Headers',
    'Request-Id, RateLimit, RateLimit-Policy, Retry-After, API-Version',
  )
}
