import { LockTimeout } from './errors.ts'

/** Runs one piece of work at a time, first in, first out. */
export interface Queue {
  /** Waits for its turn at most `waitMs`, then throws {@link LockTimeout} without having run `work`. */
  run<T>(work: () => Promise<T> | T, waitMs?: number): Promise<T>
  /** Neither running nor waited for. */
  readonly idle: boolean
}

export function createQueue(): Queue {
  const waiting: Waiter[] = []
  let busy = false

  const passOn = () => {
    const next = waiting.shift()
    if (next) next.start()
    else busy = false
  }

  return {
    get idle() {
      return !busy
    },
    async run(work, waitMs) {
      if (busy) await turn(waiting, waitMs)
      busy = true
      try {
        return await work()
      } finally {
        passOn()
      }
    },
  }
}

interface Waiter {
  start(): void
}

/** `busy` stays true from one turn to the next, so nobody can slip in between. */
function turn(waiting: Waiter[], waitMs: number | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const waiter: Waiter = {
      start() {
        clearTimeout(timer)
        resolve()
      },
    }
    const giveUp = () => {
      waiting.splice(waiting.indexOf(waiter), 1)
      reject(new LockTimeout())
    }
    const timer = waitMs === undefined ? undefined : setTimeout(giveUp, waitMs)
    waiting.push(waiter)
  })
}
