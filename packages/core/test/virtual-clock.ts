import type { Clock } from '../src/clock.ts'

/** A clock that jumps to its next timer whenever nothing else is left to do. */
export class VirtualClock implements Clock {
  #now = 0
  #last = 0
  readonly #timers = new Map<number, { at: number; run: () => void }>()

  now(): number {
    return this.#now
  }

  setTimeout(run: () => void, ms: number): number {
    this.#last++
    this.#timers.set(this.#last, { at: this.#now + ms, run })
    setImmediate(() => this.#turn())
    return this.#last
  }

  clearTimeout(timer: unknown): void {
    if (typeof timer === 'number') this.#timers.delete(timer)
  }

  #turn(): void {
    const [next] = [...this.#timers].sort(([, a], [, b]) => a.at - b.at)
    if (next === undefined) return
    const [id, { at, run }] = next
    this.#timers.delete(id)
    this.#now = at
    run()
  }
}
