/** Lets one holder of a name at a time go on, in the order of asking. */
export interface Turns {
  /** Waits for the turn; `null` when it did not come within `waitMs`. */
  take(name: string, waitMs: number): Promise<Turn | null>
}

export interface Turn {
  end(): void
}

interface Waiter {
  go(turn: Turn | null): void
}

export function createTurns(): Turns {
  const queues = new Map<string, Waiter[]>()

  const turnOf = (name: string): Turn => ({
    end() {
      const next = queues.get(name)?.shift()
      if (next === undefined) queues.delete(name)
      else next.go(turnOf(name))
    },
  })

  return {
    async take(name, waitMs) {
      const queue = queues.get(name)
      if (queue === undefined) {
        queues.set(name, [])
        return turnOf(name)
      }
      return new Promise((resolve) => {
        const waiter = {
          go(turn: Turn | null) {
            clearTimeout(timer)
            resolve(turn)
          },
        }
        const timer = setTimeout(() => {
          queue.splice(queue.indexOf(waiter), 1)
          resolve(null)
        }, waitMs)
        queue.push(waiter)
      })
    },
  }
}
