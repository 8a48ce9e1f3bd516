import { isList, isMutation, type RouteDefinition } from '@bahi/spec'
import type { PageRows } from '../kit/page.ts'
import { answer } from './answer.ts'
import type { BoundRoute, Call, Outcome } from './bind.ts'
import { readBody } from './body.ts'
import type { Exchange, Services } from './exchange.ts'
import { faultAfterCommit, faultBeforeCommit, faultDelay } from './fault.ts'
import { readIdempotencyKey } from './idempotency-key.ts'
import { mutate } from './mutate.ts'
import { positionOf, type ReadQuery, readQuery, requireGeneration } from './query.ts'
import { noBody } from './spanning.ts'
import type { Turns } from './turns.ts'
import { validate } from './validate.ts'
import { namingOf, toCurrent } from './version.ts'

type Perform = (c: Exchange) => Promise<Response>

type Runnable = Required<Pick<BoundRoute, 'route' | 'run'>>

/** Carries out one operation of the contract: reads what was sent, runs it in its transaction, answers. */
export function perform(services: Services, turns: Turns, { route, run, perform }: BoundRoute): Perform {
  if (perform !== undefined) return perform(services, turns)
  if (run === undefined) throw new Error(`Nothing carries out ${route.operationId}.`)
  const bound = { route, run }
  return isMutation(route) ? performMutation(services, turns, bound) : performRead(services, bound)
}

function performMutation(services: Services, turns: Turns, { route, run }: Runnable): Perform {
  const holdsSecret = Object.values(route.answers).some(({ secret }) => secret === true)
  return async (c) => {
    const key = readIdempotencyKey(c)
    const sent = toCurrent(c, route, 'body', await readBody(c))
    const body = validate(route.body ?? noBody, sent, 'body', namingOf(c))
    const query = await readQuery(services, c, route)
    const path = pathOf(route, c)
    const { bearer } = c.get('actor')
    const outcome = await mutate(services, turns, {
      environment: c.get('environment'),
      requestId: c.get('requestId'),
      fault: c.get('fault'),
      keyed:
        key === null
          ? null
          : { key, method: c.req.method, path, body: sent, sealedBy: holdsSecret ? bearer : null },
      run: (tx) => run(tx, callOf(services, c, query, body)),
    })
    if (outcome.replayed) c.header('Idempotent-Replayed', 'true')
    return answer(c, outcome)
  }
}

function performRead(services: Services, { route, run }: Runnable): Perform {
  return async (c) => {
    const query = await readQuery(services, c, route)
    const { generation, ...outcome } = await services.store.read(c.get('environment'), async (tx) => {
      requireGeneration(tx, query)
      return { ...(await run(tx, callOf(services, c, query, undefined))), generation: tx.generation }
    })
    await faultDelay(c.get('fault'))
    faultBeforeCommit(c.get('fault'))
    faultAfterCommit(c.get('fault'))
    const whole = isList(route) ? pageOutcome(services, outcome, { ...query, generation }) : outcome
    return answer(c, c.get('actor').kind === 'publishable' ? publicPart(route, whole) : whole)
  }
}

function callOf(services: Services, c: Exchange, { filters, page }: ReadQuery, body: unknown): Call {
  // the route that `run` was bound to parsed these; bind() narrows them again
  return {
    id: c.req.param('id') ?? '',
    body,
    query: filters,
    page,
    actor: c.get('actor'),
    vault: services.vault,
    versions: services.versions,
    collects: services.collects(c.get('environment')),
  } as Call
}

/** Encoded, so that whatever was sent as an id is text that a store can keep. */
const pathOf = (route: RouteDefinition, c: Exchange): string =>
  route.path.replace(/\{\w+\}/, () => encodeURIComponent(c.req.param('id') ?? ''))

function pageOutcome(
  { cursors }: Services,
  { status, body }: Outcome,
  { scope, generation }: ReadQuery & { readonly generation: number },
): Outcome {
  const { rows, next } = body as PageRows<unknown> // what bind() demands of a list's operation
  const next_cursor = next === null ? null : cursors.sign(positionOf(next, generation), scope)
  return { status, body: { data: rows, has_more: next !== null, next_cursor } }
}

/** What a publishable key may see of an answer. */
function publicPart(route: RouteDefinition, { status, body }: Outcome): Outcome {
  const shown = (resource: object) =>
    Object.fromEntries(Object.entries(resource).filter(([name]) => route.publishable?.includes(name)))
  if (typeof body !== 'object' || body === null) return { status, body }
  if ('data' in body && Array.isArray(body.data))
    return { status, body: { ...body, data: body.data.map(shown) } }
  return { status, body: shown(body) }
}
