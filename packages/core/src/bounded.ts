import { onAbort, type Signals } from './abort.ts'
import type { Clock } from './clock.ts'

/** What ended something before it was over. */
export type EndedBy = 'timeout' | 'aborted'

/** Tells how what is under way is stopped; what is told last counts. */
export type OnEnd = (stop: () => void) => void

export interface Bounds {
  readonly ms: number
  readonly signals: Signals
  readonly clock: Clock
}

/** What the work gives, or what ended it: in time, even if the work never hears of that. Without work: a wait. */
export function bounded<T = never>(
  { ms, signals, clock }: Bounds,
  work?: (onEnd: OnEnd) => Promise<T>,
): Promise<T | EndedBy> {
  return new Promise((resolve, reject) => {
    let stop: (() => void) | undefined
    const settle = () => {
      clock.clearTimeout(timer)
      stopListening()
    }
    const end = (by: EndedBy) => {
      settle()
      resolve(by)
      stop?.()
    }
    const stopListening = onAbort(signals, () => end('aborted')) // first: it throws for a signal that is none
    const timer = clock.setTimeout(() => end('timeout'), ms)
    work?.((how) => {
      stop = how
    })
      .then(resolve, reject)
      .then(settle)
  })
}
