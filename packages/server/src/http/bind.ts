import type { RouteDefinition } from '@bahi/spec'
import type { z } from 'zod'
import type { PageRequest, PageRows } from '../kit/page.ts'
import type { Vault } from '../kit/vault.ts'
import type { Tx } from '../store/store.ts'
import type { ApiVersions } from '../versions/api-versions.ts'
import type { Actor } from './actor.ts'
import type { Exchange, Services } from './exchange.ts'
import type { Turns } from './turns.ts'

/** A validated request, typed by its route. */
export interface Call<R extends RouteDefinition = RouteDefinition> {
  /** The id in the path; empty on paths without one. */
  readonly id: string
  readonly body: R extends { readonly body: infer B extends z.ZodType } ? z.output<B> : undefined
  /** The filters: the query without `limit` and `cursor`. */
  readonly query: R extends { readonly query: infer Q extends z.ZodType }
    ? Omit<z.output<Q>, 'limit' | 'cursor'>
    : Record<string, never>
  readonly page: PageRequest
  readonly actor: Actor
  readonly vault: Vault
  readonly versions: ApiVersions
  /** Whether a gateway collects money in this environment. */
  readonly collects: boolean
}

type SuccessBody<R extends RouteDefinition> = R['answers'][keyof R['answers']] extends infer A
  ? A extends { readonly schema: infer S extends z.ZodType }
    ? z.input<S>
    : undefined
  : never

/** What an operation hands back for a route: the resource, the rows of a page, or nothing. */
export type AnswerOf<R extends RouteDefinition> = [SuccessBody<R>] extends [undefined]
  ? // biome-ignore lint/suspicious/noConfusingVoidType: an operation that answers nothing returns void
    void
  : SuccessBody<R> extends { data: (infer Row)[]; has_more: boolean }
    ? PageRows<Row>
    : SuccessBody<R>

export type Handler<R extends RouteDefinition, A> = (tx: Tx, call: Call<R>) => Promise<A>

/** For an operation whose result is more than the body, or that has several answers of success. */
export interface Rendering<R extends RouteDefinition, A> {
  status(result: A): number
  body(result: A): SuccessBody<R>
}

export interface Outcome {
  readonly status: number
  readonly body: unknown
}

export interface BoundRoute {
  readonly route: RouteDefinition
  readonly run?: (tx: Tx, call: Call) => Promise<Outcome>
  /** In place of `run`, for an act that is more than one transaction. */
  readonly perform?: (services: Services, turns: Turns) => (c: Exchange) => Promise<Response>
}

/** Ties a route of the contract to its operation. */
export function bind<R extends RouteDefinition>(route: R, handler: Handler<R, AnswerOf<R>>): BoundRoute
export function bind<R extends RouteDefinition, A>(
  route: R,
  handler: Handler<R, A>,
  rendering: Rendering<R, A>,
): BoundRoute
export function bind<R extends RouteDefinition, A>(
  route: R,
  handler: Handler<R, A>,
  rendering?: Rendering<R, A>,
): BoundRoute {
  const onlyStatus = Number(Object.keys(route.answers)[0])
  return {
    route,
    async run(tx, call) {
      // body and query were parsed by this route's own schemas
      const result = await handler(tx, call as Call<R>)
      if (rendering === undefined) return { status: onlyStatus, body: result ?? null }
      return { status: rendering.status(result), body: rendering.body(result) }
    },
  }
}
