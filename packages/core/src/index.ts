export type { RetryBudgetOptions } from './budget.ts'
export { Call, type ResponseFacts, type Result } from './call.ts'
export { type ApiClient, Client, createClient } from './client.ts'
export type { Clock } from './clock.ts'
export type { Input, Item, ListPath, Method, Output, PathOf, Query } from './contract.ts'
export {
  AbortedError,
  type Attempt,
  BahiError,
  ConnectionError,
  type Outcome,
  ResponseError,
  type ResumeOptions,
  type StoppedBy,
  TimeoutError,
} from './errors.ts'
export type { components, operations, paths, webhooks } from './generated/openapi.ts'
export { type ParsedId, parseId } from './id.ts'
export type { LogFacts, Logger } from './logger.ts'
export type { CallOptions, ClientOptions, ListOptions } from './options.ts'
export { Page } from './page.ts'
export { PageList } from './page-list.ts'
export {
  type FieldProblem,
  isProblem,
  type Problem,
  type ProblemCode,
  ProblemError,
  type ProblemOf,
} from './problem.ts'
export { servers } from './servers.ts'
export type { Fetch, FetchInit } from './transport/fetch.ts'
export type { FetchAnswer } from './transport/fetch-answer.ts'
export type { AnswerHeaders } from './transport/transport.ts'
export type { ListIterator } from './walk.ts'
