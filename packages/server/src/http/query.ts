import { DEFAULT_LIMIT, isList, type RouteDefinition } from '@bahi/spec'
import { Refusal } from '../kit/errors.ts'
import { snakeName } from '../kit/inflection.ts'
import type { PageRequest } from '../kit/page.ts'
import type { Tx } from '../store/store.ts'
import type { CursorScope } from './cursor.ts'
import type { Exchange, Services } from './exchange.ts'
import { validate } from './validate.ts'
import { namingOf, toCurrent } from './version.ts'

export interface ReadQuery {
  readonly filters: Record<string, unknown>
  readonly page: PageRequest
  /** Of the environment, when the cursor was issued. */
  readonly generation: number | null
  readonly scope: CursorScope
}

/** The filters and the page that were asked for, by the route's own schema. */
export async function readQuery(services: Services, c: Exchange, route: RouteDefinition): Promise<ReadQuery> {
  const { limit, cursor, ...filters } =
    route.query === undefined
      ? {}
      : validate(route.query, toCurrent(c, route, 'query', readParameters(c)), 'query', namingOf(c))
  const scope = {
    environment: c.get('environment'),
    operationId: route.operationId,
    filters: { ...filters, ...c.req.param() },
  }
  const position =
    isList(route) && typeof cursor === 'string' ? await services.cursors.read(cursor, scope) : null
  const [after = null, generation = 0] = position?.split('#') ?? []
  return {
    filters,
    page: { limit: typeof limit === 'number' ? limit : DEFAULT_LIMIT, after },
    generation: after === null ? null : Number(generation),
    scope,
  }
}

/** What a cursor holds: where the page ended, and the generation of the environment, but for the first. */
export const positionOf = (after: string, generation: number): string =>
  generation === 0 ? after : `${after}#${generation}`

/** A cursor of an environment that has begun anew since leads nowhere. */
export function requireGeneration({ generation }: Tx, query: ReadQuery): void {
  if (query.generation !== null && query.generation !== generation) throw new Refusal('invalid_cursor')
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
