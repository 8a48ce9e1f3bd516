import type { Result } from './call.ts'
import type { Page } from './page.ts'

/** The items of a list, page after page. Leaving a `for await` aborts what is in flight. */
export class ItemIterator<T> implements AsyncIterableIterator<T, undefined> {
  readonly #walk: PageWalk<T>
  readonly #queue = new Queue()
  #page: readonly T[] = []
  #read = 0

  constructor(walk: PageWalk<T>) {
    this.#walk = walk
  }

  next(): Promise<IteratorResult<T, undefined>> {
    // Without a wait while the page lasts, unless others wait before us.
    if (this.#queue.idle && this.#read < this.#page.length) return Promise.resolve(this.#item())
    return this.#queue.run(() => this.#step())
  }

  async return(): Promise<IteratorResult<T, undefined>> {
    this.#page = []
    this.#walk.close()
    return END
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  async #step(): Promise<IteratorResult<T, undefined>> {
    while (this.#read >= this.#page.length) {
      const page = await this.#walk.take()
      if (page === null) return END
      this.#page = page.data
      this.#read = 0
    }
    return this.#item()
  }

  #item(): IteratorResult<T, undefined> {
    const value = this.#page[this.#read++] as T // the callers have seen that it is there
    // Who asks for a second item will likely want them all; who wants the first only is spared a request.
    if (this.#read === Math.min(2, this.#page.length)) this.#walk.lookAhead()
    return { value, done: false }
  }
}

/** The pages of a list. */
export class PageIterator<T> implements AsyncIterableIterator<Page<T>, undefined> {
  readonly #walk: PageWalk<T>
  readonly #queue = new Queue()

  constructor(walk: PageWalk<T>) {
    this.#walk = walk
  }

  next(): Promise<IteratorResult<Page<T>, undefined>> {
    return this.#queue.run(async () => {
      const page = await this.#walk.take()
      if (page === null) return END
      this.#walk.lookAhead()
      return { value: page, done: false }
    })
  }

  async return(): Promise<IteratorResult<Page<T>, undefined>> {
    this.#walk.close()
    return END
  }

  [Symbol.asyncIterator](): this {
    return this
  }
}

/** Where a walk through a list is. One `take` at a time. */
export class PageWalk<T> {
  readonly #fetch: (cursor: string | undefined, signal: AbortSignal) => Promise<Result<Page<T>>>
  readonly #prefetch: number
  readonly #controller = new AbortController()
  // undefined: at the beginning; null: at the end
  #cursor: string | null | undefined
  #ahead: Promise<Result<Page<T>>> | undefined

  constructor(
    fetch: (cursor: string | undefined, signal: AbortSignal) => Promise<Result<Page<T>>>,
    prefetch: number,
  ) {
    this.#fetch = fetch
    this.#prefetch = prefetch
  }

  /** The next page; null when there is none or the walk was closed. After a failure the same page is tried again. */
  async take(): Promise<Page<T> | null> {
    if (this.#cursor === null) return null
    try {
      const coming = this.#ahead ?? this.#fetch(this.#cursor, this.#controller.signal)
      this.#ahead = undefined
      const { data: page } = await coming
      if (this.#controller.signal.aborted) return null
      this.#cursor = page.nextCursor
      return page
    } catch (error) {
      if (this.#controller.signal.aborted) return null
      throw error
    }
  }

  /** Begins to fetch the page after the one that was taken. Its failure is told by the `take` that wants it. */
  lookAhead(): void {
    if (this.#prefetch === 0 || this.#cursor === null || this.#ahead !== undefined) return
    this.#ahead = this.#fetch(this.#cursor, this.#controller.signal)
    this.#ahead.catch(() => {})
  }

  close(): void {
    this.#cursor = null
    this.#controller.abort()
  }
}

/** Runs one thing after another, whether or not the one before failed. */
class Queue {
  #waiting = 0
  #tail: Promise<unknown> = Promise.resolve()

  get idle(): boolean {
    return this.#waiting === 0
  }

  run<R>(work: () => Promise<R>): Promise<R> {
    const result = this.idle ? work() : this.#tail.then(work)
    this.#waiting++
    const settled = () => {
      this.#waiting--
    }
    this.#tail = result.then(settled, settled)
    return result
  }
}

const END = { value: undefined, done: true } as const
