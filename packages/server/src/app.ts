import { mounts, type RouteDefinition } from '@bahi/spec'
import { Hono } from 'hono'
import { authenticate } from './http/authenticate.ts'
import type { BoundRoute } from './http/bind.ts'
import { answerPreflight } from './http/cors.ts'
import type { Env, Services } from './http/exchange.ts'
import { readInflection } from './http/inflection.ts'
import { methodNotAllowed, requireMode } from './http/method.ts'
import { perform } from './http/perform.ts'
import { refuse } from './http/problem.ts'
import { limitRate } from './http/rate-limit.ts'
import { readFault } from './http/read-fault.ts'
import { nameRequest } from './http/request-id.ts'
import { requireScope } from './http/scope.ts'
import { chooseTenant } from './http/tenant.ts'
import { createTurns, type Turns } from './http/turns.ts'
import { unknownPath } from './http/unknown-path.ts'
import { requireVersion } from './http/version.ts'
import type { PageEnv } from './pages/routes.ts'
import { boundRoutes } from './routes/index.ts'

/** What a request passes, in this order, and the routes; nothing else. */
export function createApp(services: Services, pages: Hono<PageEnv>): Hono<Env> {
  const app = new Hono<Env>()
  app.onError(refuse(services))
  app.notFound((c) => refuse(services)(unknownPath(c.req.path), c))
  app.use(nameRequest(services))
  app.route('/', pages)
  // one set of turns: a key used through two mounts is one request
  const turns = createTurns()
  for (const mount of mounts) app.route(mount, createApi(services, turns, mount))
  return app
}

function createApi(services: Services, turns: Turns, mount: (typeof mounts)[number]): Hono<Env> {
  const api = new Hono<Env>()
  for (const { route } of boundRoutes) {
    if (route.publishable !== undefined) api.options(honoPath(route.path), answerPreflight)
  }
  api.use(
    readInflection(mount),
    authenticate(services),
    limitRate(services),
    requireVersion(services),
    chooseTenant,
  )
  for (const bound of boundRoutes) {
    const { method, path } = bound.route
    api.on(
      method.toUpperCase(),
      honoPath(path),
      requireMode(bound.route),
      requireScope(bound.route),
      readFault,
      perform(services, turns, bound),
    )
  }
  // literal paths first: /deliveries/replay is no delivery's id
  for (const [path, routes] of routesByPath().sort(literalFirst))
    api.all(honoPath(path), methodNotAllowed(routes))
  return api
}

/** A path takes one id at most, whatever the contract calls it. */
const honoPath = (path: string) => path.replaceAll(/\{\w+\}/g, ':id')

const literalFirst = ([a]: [string, RouteDefinition[]], [b]: [string, RouteDefinition[]]): number =>
  Number(a.includes('{')) - Number(b.includes('{'))

const routesByPath = () =>
  Object.entries(Object.groupBy<string, BoundRoute>(boundRoutes, ({ route }) => route.path)).map(
    ([path, bound = []]): [string, RouteDefinition[]] => [path, bound.map(({ route }) => route)],
  )
