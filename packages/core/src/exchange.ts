import { Cancellation, type CancelReason } from './cancellation.ts'
import type { Clock } from './clock.ts'
import type { Transport, WireAnswer, WireRequest } from './transport/transport.ts'

/** Thrown when an attempt was called off. */
export class Cancelled extends Error {
  readonly reason: CancelReason

  constructor(reason: CancelReason) {
    super(reason)
    this.reason = reason
  }
}

export interface ExchangeBounds {
  readonly timeoutMs: number
  readonly signals: readonly AbortSignal[]
  readonly clock: Clock
}

/** One attempt within its bounds. It ends in time even over a transport that never hears of its cancellation. */
export function exchange(
  transport: Transport,
  request: WireRequest,
  bounds: ExchangeBounds,
): Promise<WireAnswer> {
  const { clock, signals } = bounds
  return new Promise<WireAnswer>((resolve, reject) => {
    const cancellation = new Cancellation()
    cancellation.onCancel((reason) => settle(() => reject(new Cancelled(reason))))
    const abort = () => cancellation.cancel('aborted')
    const timer = clock.setTimeout(() => cancellation.cancel('timeout'), bounds.timeoutMs)
    const settle = (finish: () => void) => {
      clock.clearTimeout(timer)
      for (const signal of signals) signal.removeEventListener('abort', abort)
      finish()
    }
    for (const signal of signals) signal.addEventListener('abort', abort)
    transport(request, cancellation).then(
      (answer) => settle(() => resolve(answer)),
      (error) => settle(() => reject(error)),
    )
  })
}

/** Waits; false when a signal called it off. */
export function pause(ms: number, signals: readonly AbortSignal[], clock: Clock): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (whole: boolean) => {
      clock.clearTimeout(timer)
      for (const signal of signals) signal.removeEventListener('abort', abort)
      resolve(whole)
    }
    const abort = () => finish(false)
    const timer = clock.setTimeout(() => finish(true), ms)
    for (const signal of signals) signal.addEventListener('abort', abort)
  })
}
