import type { AnswerHeaders } from './transport.ts'

/** What is read of the answer of a `fetch`: a `Response` has more. */
export interface FetchAnswer {
  readonly status: number
  readonly headers: AnswerHeaders
  readonly body?: unknown
  /** The whole body. */
  text(): Promise<string>
}
