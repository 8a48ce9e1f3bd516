import type { RouteDefinition } from '@bahi/spec'
import { notFound, Refusal } from '../kit/errors.ts'
import type { Stage } from './exchange.ts'

export function methodNotAllowed(routes: readonly RouteDefinition[]): Stage {
  const methods = routes.map(({ method }) => method.toUpperCase())
  const allow = methods.join(', ')
  const detail = `Use ${new Intl.ListFormat('en', { type: 'disjunction' }).format(methods)} here.`
  const hidden = routes.every(({ testOnly }) => testOnly === true)
  return async (c) => {
    if (hidden && c.get('actor').mode === 'live') throw notFound()
    throw new Refusal('method_not_allowed', { allow, detail })
  }
}

/** Test helpers aren't there for live keys: the answer is that of any path that isn't. */
export function requireMode(route: RouteDefinition): Stage {
  return async (c, next) => {
    if (route.testOnly === true && c.get('actor').mode === 'live') throw notFound()
    await next()
  }
}
