import { isList, type RouteDefinition, routes } from '../src/index.ts'
import { type Word, wordOfPath, words } from './words.ts'

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
  return isAct(route) ? 5 : 0
}

/** What is posted below its own resource's path; below another's, it makes one there. */
function isAct({ path, tag }: RouteDefinition): boolean {
  const word = wordOfPath(path)
  return word !== undefined && word.tag === tag && path !== word.path
}
