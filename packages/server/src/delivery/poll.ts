/** Does something again and again, a pause after each time; the process may end meanwhile. */
export interface Poll {
  begin(): void
  /** When the last time is over. */
  end(): Promise<void>
}

/** `once` must not reject. */
export function createPoll(once: () => Promise<void>, pauseMs: number): Poll {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let ended = false
  const go = () => {
    running = once().then(() => {
      if (!ended) timer = setTimeout(go, pauseMs).unref()
    })
  }
  return {
    begin: go,
    async end() {
      ended = true
      clearTimeout(timer)
      await running
    },
  }
}
