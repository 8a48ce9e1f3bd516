import type { Result } from './call.ts'
import type { Page } from './page.ts'
import { written } from './transport/written.ts'

/** What a list is walked by. Leaving a `for await` aborts what is in flight; after a failure `next()` tries again. */
export interface ListIterator<V> extends AsyncIterableIterator<V, undefined> {
  /** Ends the walk and aborts what is in flight. */
  return(): Promise<IteratorResult<V, undefined>>
}

/** The items of a list, page after page. */
export function itemsOf<T>(walk: PageWalk<T>): ListIterator<T> {
  let page: readonly T[] = []
  let read = 0
  const item = () => {
    const value = page[read++] as T // the callers have seen that it is there
    const result = { value, done: false } as const
    // Who asks for a second item will likely want them all; who wants the first only is spared a request.
    const ahead = read === Math.min(2, page.length) ? walk.lookAhead() : undefined
    return ahead?.then(() => result) ?? result
  }
  return iterator<T>({
    step: async () => {
      while (read >= page.length) {
        const next = await walk.take()
        if (next === null) return END
        read -= page.length
        page = next.data
      }
      return item()
    },
    atOnce: () => (read < page.length ? item() : undefined),
    close() {
      read = PAST_ANY_PAGE
      walk.close()
    },
  })
}

/** Where an iterator stands that was ended: also past a page that comes in that moment. */
const PAST_ANY_PAGE = 1e9

/** The pages of a list. */
export function pagesOf<T>(walk: PageWalk<T>): ListIterator<Page<T>> {
  return iterator<Page<T>>({
    step: async () => {
      const value = await walk.take()
      if (value === null) return END
      await walk.lookAhead()
      return { value, done: false }
    },
    close: () => walk.close(),
  })
}

interface Steps<V> {
  step(): Promise<IteratorResult<V, undefined>>
  /** What can be given without a fetch. */
  atOnce?(): IteratorResult<V, undefined> | Promise<IteratorResult<V, undefined>> | undefined
  close(): void
}

/** One step after another, however many ask at once and whether or not the one before failed. */
function iterator<V>({ step, atOnce, close }: Steps<V>): ListIterator<V> {
  let waiting = 0
  let last: Promise<IteratorResult<V, undefined>>
  const settled = () => {
    waiting--
  }
  return {
    next() {
      const ready = waiting === 0 ? atOnce?.() : undefined
      if (ready) return Promise.resolve(ready)
      // Handed on with nothing else that hears of it: so the stack of an error reaches back to the loop.
      last = (waiting++ === 0 ? step() : last.then(step, step)).finally(settled)
      if (waiting > 1) last.catch(() => {}) // who gives up at the failure of the one before need not see this one's
      return last
    },
    async return() {
      close()
      return END
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

/** Where a walk through a list is. One `take` at a time. */
export interface PageWalk<T> {
  /** The next page; null when there is none or the walk was closed. After a failure the same page is tried again. */
  take(): Promise<Page<T> | null>
  /**
   * Begins to fetch the page after the one that was taken, unless it has begun; gives when that is sent. Its failure is told by the
   * `take` that wants it.
   */
  lookAhead(): Promise<void> | undefined
  close(): void
}

/** Begins a walk. */
export function walkOf<T>(
  fetch: (cursor: string | undefined, signal: AbortSignal) => Promise<Result<Page<T>>>,
  prefetch: number,
): PageWalk<T> {
  const controller = new AbortController()
  // undefined: at the beginning; null: at the end
  let cursor: string | null | undefined
  let ahead: Promise<Result<Page<T>>> | undefined
  return {
    async take() {
      if (cursor === null) return null
      const coming = ahead ?? fetch(cursor, controller.signal)
      ahead = undefined
      const result = await coming.catch((error) => {
        if (cursor !== null) throw error
      })
      if (result === undefined || cursor === null) return null // closed in the meantime
      cursor = result.data.nextCursor
      return result.data
    },
    lookAhead() {
      if (prefetch === 0 || cursor === null || ahead !== undefined) return
      ahead = fetch(cursor, controller.signal)
      ahead.catch(() => {})
      return written()
    },
    close() {
      cursor = null
      controller.abort()
    },
  }
}

const END = { value: undefined, done: true } as const
