import type { RouteDefinition, Scope } from '@bahi/spec'
import { Refusal } from '../kit/errors.ts'
import { grants } from '../rules/scope.ts'
import type { Stage } from './exchange.ts'

/** Whether the key may make this call at all: told as 403, since it is about the caller's own key. */
export function requireScope(route: RouteDefinition): Stage {
  return async (c, next) => {
    const { kind, scopes } = c.get('actor')
    if (kind === 'publishable' && route.publishable === undefined) throw new Refusal('publishable_key')
    if (!grants(scopes, route.scope)) throw lacking(route.scope)
    await next()
  }
}

const lacking = (scope: Scope) => new Refusal('insufficient_scope', { required_scope: scope })
