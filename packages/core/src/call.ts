import type { Attempt } from './errors.ts'
import type { AnswerHeaders } from './transport/transport.ts'

/** A call under way: await it for the data, or `withResponse()` for the answer around it too. */
export class Call<T> extends Promise<T> {
  readonly #result: Promise<Result<T>>

  /** `then()` and `catch()` give plain promises: theirs is another value, with no answer of its own. */
  static override get [Symbol.species]() {
    return Promise
  }

  constructor(result: Promise<Result<T>>) {
    super((resolve, reject) => {
      // Handed on as they are: so the stack of an error reaches back to the line that made the call.
      result.then(dataOf).then(resolve, reject)
    })
    this.#result = result
  }

  /** The data with what came with it. Throws what awaiting the call throws. */
  withResponse(): Promise<Result<T>> {
    this.catch(() => {}) // seen by whoever awaits what is returned
    return this.#result
  }
}

/** What was asked for, without what came with it. */
export const dataOf = <T>({ data }: Result<T>): T => data

/** The answer to a call, and how it was got. */
export interface Result<T> {
  readonly data: T
  /** The server's name for the request; quote it when reporting a problem. */
  readonly requestId: string | null
  readonly response: ResponseFacts
  /** The key that every attempt carried; null for reads. */
  readonly idempotencyKey: string | null
  readonly attempts: readonly Attempt[]
  /** True when the server had done this already and gave the stored answer. */
  readonly replayed: boolean
}

/** What came with an answer, beside its body. */
export interface ResponseFacts {
  readonly status: number
  readonly url: string
  readonly headers: AnswerHeaders
}
