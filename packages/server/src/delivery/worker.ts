import { AsyncLocalStorage } from 'node:async_hooks'
import type { EnvironmentId } from '../kit/environment.ts'
import { createDueList } from './due-list.ts'
import { look, MAX_SENDING } from './look.ts'
import { createPoll } from './poll.ts'
import { createRounds } from './rounds.ts'
import { createSending } from './sending.ts'
import type { WorkerOptions } from './worker-options.ts'

/** Makes deliveries of events and sends them; any number of processes may have one. */
export interface Worker {
  /** Looks at an environment at once: something was committed there. */
  wake(environment: EnvironmentId): void
  start(): void
  /** Ends: what is being sent is finished and written down. */
  stop(): Promise<void>
  /** Until nothing is due in the environment, or in any. */
  drain(environment?: EnvironmentId): Promise<void>
  /** Does what is due in the environment, one look's worth; answers whether there was anything. */
  work(environment: EnvironmentId): Promise<boolean>
}

/** How soon work is seen that another process committed, or whose time has come. */
const POLL_MS = 250
/** Environments looked at at once: each is a transaction. */
const MAX_LOOKS = 8

export function createWorker(options: WorkerOptions): Worker {
  const { store, clock, logger } = options
  // What wakes the worker is no part of it: it would hand on the caller's open transaction.
  const apart = AsyncLocalStorage.snapshot()
  const due = createDueList(store.platform, clock)
  let state: 'new' | 'running' | 'stopped' = 'new'

  const wake = (environment: EnvironmentId) => {
    if (state === 'running') apart(() => void rounds.ask(environment))
  }
  const sending = createSending({ ...options, timeoutMs: options.deliveryTimeoutMs }, wake)
  const rounds = createRounds(async (environment: EnvironmentId) => {
    if (state === 'stopped') return false
    const found = await look(environment, due.take(environment), { options, sending })
    if (found.more) wake(environment)
    return found.work
  }, MAX_LOOKS)
  const poll = createPoll(async () => {
    try {
      if (sending.count < MAX_SENDING) for (const environment of await due.ask()) wake(environment)
    } catch (error) {
      logger.error('The worker could not ask what is due', { error })
    }
  }, POLL_MS)
  const work = async (environment: EnvironmentId) => {
    const looked = await rounds.ask(environment)
    const sent = await sending.settled(environment)
    return looked || sent
  }
  const drainOne = (environment: EnvironmentId) => drained(() => work(environment))

  return {
    wake,
    work,
    start() {
      if (state !== 'new') return
      state = 'running'
      apart(poll.begin)
    },
    async stop() {
      state = 'stopped'
      await poll.end()
      await rounds.idle()
      await sending.settled()
    },
    async drain(environment) {
      if (environment !== undefined) return void (await drainOne(environment))
      const seen = new Set<EnvironmentId>()
      for (let goOn = true; goOn; ) {
        const asked = [...new Set([...(await due.ask()), ...rounds.keys()])]
        // Few are named at once: behind those that had nothing to do there may be others.
        const isNew = asked.some((one) => !seen.has(one))
        for (const one of asked) seen.add(one)
        // What is being sent is no longer due, but its end may make the next one so.
        const moved = await Promise.all([sending.settled(), ...asked.map(drainOne)])
        goOn = isNew || moved.includes(true)
      }
    },
  }
}

/** Answers whether there was anything to do. */
async function drained(work: () => Promise<boolean>): Promise<boolean> {
  for (let moved = false; ; moved = true) {
    if (!(await work())) return moved
  }
}
