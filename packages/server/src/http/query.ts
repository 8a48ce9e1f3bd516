import { DEFAULT_LIMIT, isList, type RouteDefinition } from '@bahi/spec'
import { Refusal } from '../kit/errors.ts'
import { snakeName } from '../kit/inflection.ts'
import type { PageRequest } from '../kit/page.ts'
import type { CursorScope } from './cursor.ts'
import type { Exchange, Services } from './exchange.ts'
import { validate } from './validate.ts'

export interface ReadQuery {
  readonly filters: Record<string, unknown>
  readonly page: PageRequest
  readonly scope: CursorScope
}

/** The filters and the page that were asked for, by the route's own schema. */
export async function readQuery(services: Services, c: Exchange, route: RouteDefinition): Promise<ReadQuery> {
  const { limit, cursor, ...filters } =
    route.query === undefined ? {} : validate(route.query, readParameters(c), 'query')
  const scope = {
    environment: c.get('environment'),
    operationId: route.operationId,
    filters: { ...filters, ...c.req.param() },
  }
  const after =
    isList(route) && typeof cursor === 'string' ? await services.cursors.read(cursor, scope) : null
  return { filters, page: { limit: typeof limit === 'number' ? limit : DEFAULT_LIMIT, after }, scope }
}

function readParameters(c: Exchange): Record<string, string> {
  const camel = c.get('inflection') === 'camel'
  const entries = Object.entries(c.req.queries()).map(([name, values]): [string, string] => {
    const known = camel ? snakeName(name) : name
    const [value = '', ...more] = values
    if (more.length > 0) throw givenTwice(known)
    return [known, value]
  })
  const names = entries.map(([name]) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw givenTwice(twice)
  return Object.fromEntries(entries)
}

const givenTwice = (name: string) =>
  new Refusal('validation_failed', {
    errors: [{ pointer: `/${name}`, in: 'query', code: 'given_twice', detail: 'Send this parameter once.' }],
  })
