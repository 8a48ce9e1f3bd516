/** Time for waits and bounds; tests bring their own. */
export interface Clock {
  /** Milliseconds from any origin, never going back. */
  now(): number
  /** Runs something once, after so many milliseconds; gives what `clearTimeout` takes. */
  setTimeout(run: () => void, ms: number): unknown
  /** Ends a wait before it is over. */
  clearTimeout(timer: unknown): void
}

// The globals are looked up at each use, so that fake timers work.
export const systemClock: Clock = {
  now: () => performance.now(),
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(timer as number), // what setTimeout gave
}
