import type { z } from '@hono/zod-openapi'
import type { ProblemCode } from './problem.ts'

export type Method = 'get' | 'post' | 'patch' | 'delete'

export interface Answer<S extends z.ZodType = z.ZodType> {
  readonly description: string
  /** Absent: the answer has no body. */
  readonly schema?: S
  readonly example?: unknown
  /** Holds a secret shown once, so it is stored sealed for replays. */
  readonly secret?: boolean
}

export interface RouteDefinition {
  readonly operationId: string
  readonly method: Method
  /** Relative to the mount, as OpenAPI writes it: `/invoices/{id}`. */
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly description: string
  /** What a secret key must hold; `*` holds all. */
  readonly scope: Scope
  /** Answers 404 to live keys, and is reached with test keys alone. */
  readonly testOnly?: boolean
  /** The members that a publishable key reads; absent: publishable keys are refused. */
  readonly publishable?: readonly string[]
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** An example body, sent by the generated documentation. */
  readonly bodyExample?: unknown
  /** The answers of success. */
  readonly answers: Readonly<Record<number, Answer>>
  /** Refusals beyond those that every operation shares. */
  readonly problems: readonly ProblemCode[]
}

export const resourceScopes = [
  'tenant',
  'api_keys',
  'contacts',
  'products',
  'stores',
  'inventory',
  'invoices',
  'billables',
  'events',
  'webhooks',
  'deliveries',
  'payments',
  'payment_links',
  'credit_notes',
  'ledger',
  'reports',
  'test',
] as const
export type Scope = `${(typeof resourceScopes)[number]}:${'read' | 'write'}`

export const scopes: readonly Scope[] = resourceScopes.flatMap((name): Scope[] => [
  `${name}:read`,
  `${name}:write`,
])

/** Keeps the literal types, so that the server's binding knows each body and answer. */
export function defineRoute<const R extends RouteDefinition>(route: R): R {
  return route
}

export const isMutation = (route: RouteDefinition): boolean => route.method !== 'get'

export const pathParameters = (route: RouteDefinition): string[] =>
  [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')

const everyRequest: readonly ProblemCode[] = [
  'invalid_header',
  'unsupported_api_version',
  'tenant_required',
  'unauthorized',
  'insufficient_scope',
  'not_found',
  'rate_limited',
  'internal_error',
  'unavailable',
]
const everyMutation: readonly ProblemCode[] = [
  'publishable_key',
  'idempotency_key_reused',
  'idempotency_key_in_use',
]
const everyBody: readonly ProblemCode[] = [
  'malformed_json',
  'payload_too_large',
  'unsupported_media_type',
  'validation_failed',
]

/** All refusals that an operation may answer: the shared ones by its shape, then its own. */
export function problemsOf(route: RouteDefinition): ProblemCode[] {
  return [
    ...new Set<ProblemCode>([
      ...everyRequest,
      ...(isMutation(route) ? [...everyMutation, ...everyBody] : []),
      ...(route.publishable === undefined ? (['publishable_key'] as const) : []),
      ...(route.query === undefined ? [] : (['validation_failed'] as const)),
      ...(isList(route) ? (['invalid_cursor'] as const) : []),
      ...route.problems,
    ]),
  ]
}

export const isList = (route: RouteDefinition): boolean =>
  route.query !== undefined && 'cursor' in route.query.shape

export interface DocumentedAnswer {
  readonly status: number
  /** The problem's code; absent on success. */
  readonly code?: ProblemCode
}
