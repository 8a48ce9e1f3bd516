/** What calls something off; what is absent never does. */
export type Signals = readonly (AbortSignal | undefined)[]

/**
 * Runs `listener` when one of the signals is aborted; returns how to stop that. Each signal gets one listener of ours
 * however many calls share it: Node 20 warns of a leak at eleven.
 */
export function onAbort(signals: Signals, listener: () => void): () => void {
  for (const signal of signals) if (signal) listenersOf(signal).add(listener)
  return () => {
    for (const signal of signals) if (signal) listening.get(signal)?.delete(listener)
  }
}

const listening = new WeakMap<AbortSignal, Set<() => void>>()

function listenersOf(signal: AbortSignal): Set<() => void> {
  const known = listening.get(signal)
  if (known !== undefined) return known
  const listeners = new Set<() => void>()
  listening.set(signal, listeners)
  signal.addEventListener('abort', () => {
    for (const listener of listeners) listener()
  })
  return listeners
}
