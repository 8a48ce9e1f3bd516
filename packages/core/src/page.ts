import type { Result } from './call.ts'
import type { WirePage } from './contract.ts'
import { ResponseError } from './errors.ts'

/** One page of a list. */
export class Page<T> {
  /** Its rows, in the list's order. */
  readonly data: readonly T[]
  readonly hasMore: boolean
  /** Save it, and go on later with `list({ cursor })`; null on the last page. */
  readonly nextCursor: string | null
  readonly #next: (cursor: string) => Promise<Page<T>>

  constructor(page: WirePage<T>, next: (cursor: string) => Promise<Page<T>>) {
    this.data = page.data
    this.nextCursor = (page.has_more && page.next_cursor) || null
    this.hasMore = this.nextCursor !== null
    this.#next = next
  }

  /** The page after this one; null when this is the last. */
  async nextPage(): Promise<Page<T> | null> {
    return this.nextCursor === null ? null : this.#next(this.nextCursor)
  }
}

/** Fetches the page at a cursor; undefined: where the list's query says. */
export type FetchPage<T> = (cursor: string | undefined, bounds: PageBounds) => Promise<Result<Page<T>>>

export interface PageBounds {
  /** What is left of a walk's own deadline; undefined: each page has the client's. */
  readonly deadlineMs?: number | undefined
  readonly signal?: AbortSignal | undefined
}

/** The page in the answer to what was asked at a cursor. */
export function readPage<T>(
  result: Result<WirePage<T>>,
  cursor: string | undefined,
  next: (cursor: string) => Promise<Page<T>>,
): Result<Page<T>> {
  const page = result.data
  if (!Array.isArray(page?.data)) throw broken(result, 'the answer is not a page')
  // A list that stands still would be walked for ever.
  if (page.has_more && page.next_cursor === cursor) throw broken(result, 'the list does not go on')
  return { ...result, data: new Page(page, next) }
}

function broken({ response, requestId, attempts }: Result<unknown>, message: string): ResponseError {
  const [address] = response.url.split('?') // filters may be personal
  return new ResponseError(`GET ${address}: ${message}`, {
    code: 'bad_response',
    outcome: 'rejected',
    status: response.status,
    requestId,
    attempts,
    excerpt: '',
  })
}
