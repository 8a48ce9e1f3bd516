/** Looks at things, one look at a time for each and few at once over all. */
export interface Rounds<K, R> {
  /** Answers a look that begins after this call: those who ask while one waits share it. */
  ask(key: K): Promise<R>
  /** What is looked at, or waits for it. A look puts off what it goes on with and asks for that itself: it is not due, and not done. */
  keys(): K[]
  /** When no look runs or waits. */
  idle(): Promise<void>
}

/** `look` must not reject. */
export function createRounds<K, R>(look: (key: K) => Promise<R>, atOnce: number): Rounds<K, R> {
  const waiting = new Map<K, PromiseWithResolvers<R>>()
  const running = new Map<K, Promise<R>>()

  const begin = (key: K, asked: PromiseWithResolvers<R>) => {
    waiting.delete(key)
    const run = look(key)
    running.set(key, run)
    asked.resolve(run)
    run.finally(() => {
      running.delete(key)
      beginWaiting()
    })
  }
  const beginWaiting = () => {
    for (const [key, asked] of waiting) {
      if (running.size >= atOnce) return
      if (!running.has(key)) begin(key, asked)
    }
  }

  return {
    ask(key) {
      const asked = waiting.get(key) ?? Promise.withResolvers<R>()
      waiting.set(key, asked)
      beginWaiting()
      return asked.promise
    },
    keys: () => [...running.keys(), ...waiting.keys()],
    async idle() {
      while (running.size > 0) await Promise.all(running.values())
    },
  }
}
