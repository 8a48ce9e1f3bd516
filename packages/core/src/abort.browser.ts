import type { Signals } from './abort.ts'

/** Runs `listener` when one of the signals is aborted; returns how to stop that. */
export function onAbort(signals: Signals, listener: () => void): () => void {
  for (const signal of signals) signal?.addEventListener('abort', listener)
  return () => {
    for (const signal of signals) signal?.removeEventListener('abort', listener)
  }
}
