import { StoreMisuse } from './errors.ts'

/** Lets work in until it is closed, and is closed when the last has left. */
export interface Door {
  pass<T>(work: () => Promise<T>): Promise<T>
  /** Waits for what is inside, then runs `last`, once. */
  close(last: () => void | Promise<void>): Promise<void>
}

export function createDoor(): Door {
  const inside = new Set<Promise<unknown>>()
  let closed: Promise<void> | undefined
  return {
    async pass(work) {
      if (closed) throw new StoreMisuse('The store is closed.')
      const running = work()
      inside.add(running)
      try {
        return await running
      } finally {
        inside.delete(running)
      }
    },
    close(last) {
      closed ??= Promise.allSettled(inside).then(last)
      return closed
    },
  }
}
