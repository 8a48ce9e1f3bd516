import { setTimeout as sleep } from 'node:timers/promises'
import { MAX_ADVANCE_STEPS } from '@bahi/spec'
import type { Clock } from '../kit/clock.ts'
import type { EnvironmentId } from '../kit/environment.ts'
import { failpoint } from '../kit/failpoint.ts'
import type { Advancing, Happened, Reached } from '../kit/happening.ts'
import { keepClock, moveClock, releaseClock } from '../operations/test-clock.ts'
import { dueTimes } from '../store/due.ts'
import type { Store, Tx } from '../store/store.ts'
import type { Journal } from './journal.ts'

export interface AdvanceOptions {
  readonly store: Store
  readonly clock: Clock
  readonly journal: Journal
  /** Does what is due just now, or part of it; answers whether there was anything. */
  readonly work: (environment: EnvironmentId) => Promise<boolean>
}

/** How long one call lasts at most: callers and proxies wait a minute. */
const MAX_CALL_MS = 50_000
/** What one look may do beyond the last step that fits: its sends and its appointments. */
const MAX_PER_LOOK = 100
/** While another process ends what it had begun before the clock was taken. */
const WAIT_MS = 20

/**
 * Lets everything that falls due until the target happen, the clock going from one due time to the next. Between the
 * steps no transaction is open and nothing is locked. `end` writes down the last step in its transaction.
 */
export async function advance<T>(
  advancing: Advancing,
  { store, clock, journal, work }: AdvanceOptions,
  end: (tx: Tx, reached: Reached) => Promise<T>,
): Promise<T> {
  const { environment, holder } = advancing
  const deadline = clock.wall() + MAX_CALL_MS
  const page = journal.open(environment, holder)
  failpoint('advance_begun')
  try {
    for (;;) {
      const moved = await work(environment)
      const stop = clock.wall() >= deadline || page.happened.length > MAX_ADVANCE_STEPS - MAX_PER_LOOK
      const step = await store.transaction(environment, async (tx): Promise<Step<T>> => {
        await keepClock(tx, holder)
        const stage = stop ? tx.now.getTime() : await moveOn(tx, advancing)
        if (typeof stage === 'string') return { stage }
        await releaseClock(tx, holder)
        const reached = { now: stage, done: !stop, happened: inOrder(page.happened) }
        return { result: await end(tx, reached) }
      })
      if ('result' in step) {
        failpoint('advance_ended')
        return step.result
      }
      if (step.stage === 'moved') failpoint('advance_moved')
      if (step.stage === 'waiting' && !moved) await sleep(WAIT_MS)
    }
  } finally {
    page.close()
  }
}

type Step<T> = { readonly result: T } | { readonly stage: 'moved' | 'waiting' }

/** Puts the clock to the next due time, or to the target; then answers the time there. */
async function moveOn(tx: Tx, { target }: Advancing): Promise<'moved' | 'waiting' | number> {
  const { free, leased } = await dueTimes(tx)
  const now = tx.now.getTime()
  if (leased !== null || (free !== null && free <= now)) return 'waiting'
  const isOnTheWay = free !== null && free <= target
  await moveClock(tx, isOnTheWay ? free : target)
  return isOnTheWay ? 'moved' : Math.max(now, target)
}

const inOrder = (happened: readonly Happened[]): Happened[] => [...happened].sort((a, b) => a.at - b.at)
