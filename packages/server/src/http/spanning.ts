import type { RouteDefinition } from '@bahi/spec'
import { z } from 'zod'
import { answer } from './answer.ts'
import { readBody } from './body.ts'
import type { Exchange, Services } from './exchange.ts'
import type { KeyedRequest } from './idempotency.ts'
import { readIdempotencyKey } from './idempotency-key.ts'
import { inTurn, type MutationOutcome } from './mutate.ts'
import { readQuery } from './query.ts'
import type { Turns } from './turns.ts'
import { validate } from './validate.ts'
import { namingOf, toCurrent } from './version.ts'

export interface Asked<B> {
  readonly body: B
  readonly keyed: KeyedRequest | null
  /** How long its first transaction waits for others at most. */
  readonly waitMs: number
}

/** An act that is more than one transaction, and keeps its own idempotency key. */
export type Spanning<B> = (services: Services, c: Exchange, asked: Asked<B>) => Promise<MutationOutcome>

/** Reads what was sent, carries the act out in its key's turn, answers. */
export function performSpanning<S extends z.ZodType>(
  route: RouteDefinition & { readonly body?: S },
  act: Spanning<z.output<S>>,
) {
  return (services: Services, turns: Turns) =>
    async (c: Exchange): Promise<Response> => {
      const key = readIdempotencyKey(c)
      const sent = toCurrent(c, route, 'body', await readBody(c))
      // the route's own schema, or none: then there is nothing to read
      const body = validate(route.body ?? noBody, sent, 'body', namingOf(c)) as z.output<S>
      await readQuery(services, c, route)
      const request = { method: c.req.method, path: route.path, body: sent, sealedBy: null }
      const keyed = key === null ? null : { key, ...request }
      const turn = keyed && `${c.get('environment')} ${keyed.key}`
      const outcome = await inTurn(turns, turn, (waitMs) => act(services, c, { body, keyed, waitMs }))
      if (outcome.replayed) c.header('Idempotent-Replayed', 'true')
      return answer(c, outcome)
    }
}

export const noBody = z.strictObject({})
