import { routes, type Scope } from '@bahi/spec'

/** What publishable keys hold: the scopes of the routes that are open to them. */
export const publishableScopes: readonly Scope[] = [
  ...new Set(routes.filter((route) => route.publishable !== undefined).map((route) => route.scope)),
]

/** `*` grants everything; `invoices:write` grants `invoices:read` too. */
export function grants(held: readonly string[], asked: string): boolean {
  return held.includes('*') || held.includes(asked) || held.includes(asked.replace(/:read$/, ':write'))
}

/** Whether all of `asked` lies within `held`: what a key may pass on. */
export function covers(held: readonly string[], asked: readonly string[]): boolean {
  return asked.every((scope) => (scope === '*' ? held.includes('*') : grants(held, scope)))
}
