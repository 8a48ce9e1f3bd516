import type { Logger } from './logger.ts'

/** Work under way that must end before the server does. */
export interface Tasks {
  track<T>(work: Promise<T>): Promise<T>
  /** Starts work that nobody waits for; a failure is logged. */
  background(what: string, work: Promise<unknown>): void
  settle(): Promise<void>
}

export function createTasks(logger: Logger): Tasks {
  const underWay = new Set<Promise<unknown>>()
  const track = <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work)
    work.then(
      () => underWay.delete(work),
      () => underWay.delete(work),
    )
    return work
  }
  return {
    track,
    background(what, work) {
      track(work).catch((error: unknown) => logger.warn(`${what} failed`, { error }))
    },
    async settle() {
      while (underWay.size > 0) await Promise.allSettled(underWay)
    },
  }
}
