import type { paths } from './generated/openapi.ts'

/** Names of the contract's paths that take a method, and what each one takes and gives. */
export type Method = 'get' | 'post' | 'patch' | 'put' | 'delete'

/** The paths that take a method. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends { readonly [K in M]: Operation } ? P : never
}[keyof paths]

/** What a call of this operation sends: path parameters, query and body, each as the contract has it. */
export type Input<M extends Method, P extends PathOf<M>> = PathInput<Of<M, P>> &
  QueryInput<Of<M, P>> &
  BodyInput<Of<M, P>>

/** The body of this operation's success; undefined where it has none. */
export type Output<M extends Method, P extends PathOf<M>> = Success<Of<M, P>>

/** Paths that are listed in pages. */
export type ListPath = {
  [P in PathOf<'get'>]: Output<'get', P> extends WirePage<unknown> ? P : never
}[PathOf<'get'>]

/** One row of a list. */
export type Item<P extends ListPath> = Output<'get', P> extends WirePage<infer T> ? T : never

/** The filters of a list, with `limit` (rows a page, 1–100) and `cursor`. */
export type Query<P extends ListPath> = NonNullable<Input<'get', P>['query']>

/** A page as the server sends it. */
export interface WirePage<T> {
  data: T[]
  has_more: boolean
  next_cursor: string | null
}

interface Operation {
  responses: object
}

type Of<M extends Method, P extends PathOf<M>> = paths[P] extends { readonly [K in M]: infer O } ? O : never

type PathInput<O> = O extends { parameters: { path: infer V extends object } }
  ? { path: V }
  : { path?: never }

type QueryInput<O> = O extends { parameters: { query: infer V extends object } }
  ? { query: V }
  : O extends { parameters: { query?: infer V extends object } }
    ? { query?: V | undefined }
    : { query?: never }

type BodyInput<O> = O extends { requestBody: { content: { 'application/json': infer V } } }
  ? { body: V }
  : O extends { requestBody?: { content: { 'application/json': infer V } } }
    ? { body?: V | undefined }
    : { body?: never }

type Success<O> = O extends { responses: infer R }
  ? { [S in keyof R & SuccessStatus]: JsonOf<R[S]> }[keyof R & SuccessStatus]
  : never

type SuccessStatus = 200 | 201 | 202 | 204

type JsonOf<A> = A extends { content: { 'application/json': infer V } } ? V : undefined
