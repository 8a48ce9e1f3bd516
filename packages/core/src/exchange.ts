import { onAbort } from './abort.ts'
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
  { timeoutMs, signals, clock }: ExchangeBounds,
): Promise<WireAnswer> {
  const cancellation = new Cancellation()
  const timer = clock.setTimeout(() => cancellation.cancel('timeout'), timeoutMs)
  const stopListening = onAbort(signals, () => cancellation.cancel('aborted'))
  return new Promise<WireAnswer>((resolve, reject) => {
    const settle = () => {
      clock.clearTimeout(timer)
      stopListening()
    }
    cancellation.onCancel((reason) => {
      settle()
      reject(new Cancelled(reason))
    })
    transport(request, cancellation).then(resolve, reject).then(settle)
  })
}

/** Waits; false when a signal called it off. */
export async function pause(ms: number, signals: readonly AbortSignal[], clock: Clock): Promise<boolean> {
  if (signals.some(({ aborted }) => aborted)) return false
  return new Promise((resolve) => {
    const finish = (whole: boolean) => {
      clock.clearTimeout(timer)
      stopListening()
      resolve(whole)
    }
    const timer = clock.setTimeout(() => finish(true), ms)
    const stopListening = onAbort(signals, () => finish(false))
  })
}
