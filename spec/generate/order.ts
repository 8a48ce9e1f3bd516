import { isList, type RouteDefinition, routes } from '../src/index.ts'
import { type Word, words } from './words.ts'

/** All routes as the documentation tells them: by resource, then create, retrieve, list, update, delete, then the acts. */
export const orderedRoutes: readonly RouteDefinition[] = words.flatMap(routesOf)

export function routesOf({ tag }: Word): RouteDefinition[] {
  return routes
    .filter((route) => route.tag === tag)
    .sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1))
}

function rank(route: RouteDefinition): number {
  if (route.method === 'get') return isList(route) ? 2 : 1
  if (route.method === 'patch') return 3
  if (route.method === 'delete') return 4
  return route.path.includes('{id}') ? 5 : 0
}
