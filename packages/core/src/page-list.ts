import { dataOf, type Result } from './call.ts'
import type { Clock } from './clock.ts'
import { refusal, TimeoutError } from './errors.ts'
import type { ListOptions } from './options.ts'
import type { FetchPage, Page } from './page.ts'
import { itemsOf, type ListIterator, type PageWalk, pagesOf, walkOf } from './walk.ts'

/**
 * A list, not fetched until it is asked: await it for its first page, `for await` it for its items. Each iteration
 * starts afresh. Nothing is repeated or skipped by parallel `next()`; after a failure `next()` tries that page again.
 */
export class PageList<T> implements PromiseLike<Page<T>>, AsyncIterable<T> {
  readonly #fetch: FetchPage<T>
  readonly #options: ListOptions
  readonly #clock: Clock
  #first: Promise<Result<Page<T>>> | undefined

  constructor(fetch: FetchPage<T>, options: ListOptions, clock: Clock) {
    this.#fetch = fetch
    this.#options = options
    this.#clock = clock
  }

  /** The first page, or the one at the query's `cursor`. */
  // biome-ignore lint/suspicious/noThenProperty: a list is awaited for its first page
  then<A = Page<T>, B = never>(
    onPage?: ((page: Page<T>) => A | PromiseLike<A>) | null,
    onError?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.withResponse().then(dataOf).then(onPage, onError)
  }

  /** As a promise's: hears of the first page's failure. */
  catch<B = never>(onError?: ((error: unknown) => B | PromiseLike<B>) | null): Promise<Page<T> | B> {
    return this.then(undefined, onError)
  }

  /** As a promise's: runs when the first page has come or failed. */
  finally(onEnd?: (() => void) | null): Promise<Page<T>> {
    return this.then().finally(onEnd)
  }

  /** The first page with the answer around it. */
  withResponse(): Promise<Result<Page<T>>> {
    this.#first ??= this.#fetch(undefined, { deadlineMs: this.#options.deadlineMs })
    return this.#first
  }

  /** The items, page after page: what `for await` asks for. */
  [Symbol.asyncIterator](): ListIterator<T> {
    return itemsOf(this.#walk())
  }

  /** The pages, one after another. */
  pages(): ListIterator<Page<T>> {
    return pagesOf(this.#walk())
  }

  /** The first items, at most `limit` of them. */
  async toArray({ limit }: { readonly limit: number }): Promise<T[]> {
    if (!(limit >= 1)) throw refusal('invalid_option', 'toArray: limit must be 1 or more.')
    const walk = this.#walk()
    const items: T[] = []
    while (items.length + 1 <= limit) {
      const page = await walk.take()
      if (page === null) break
      for (const item of page.data) items.push(item) // a page of others may be longer than a list of arguments
    }
    return items.slice(0, limit)
  }

  #walk(): PageWalk<T> {
    const { deadlineMs, prefetch = 1 } = this.#options
    const began = this.#clock.now()
    const left = () => {
      if (deadlineMs === undefined) return
      const leftMs = Math.ceil(deadlineMs - (this.#clock.now() - began))
      if (leftMs <= 0) {
        const failure = { code: 'deadline_exceeded', outcome: 'not_sent' } as const
        throw new TimeoutError(`no whole list within ${deadlineMs} ms`, failure)
      }
      return leftMs // of what is no number none: a page refuses that
    }
    return walkOf(async (cursor, signal) => this.#fetch(cursor, { deadlineMs: left(), signal }), prefetch)
  }
}
