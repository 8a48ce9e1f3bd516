import { randomUUID } from 'node:crypto'
import { type Instrument, isTestCard } from '../gateway/simulated-instrument.ts'
import type { Clock } from '../kit/clock.ts'
import { createLru } from '../store/lru.ts'

/** By the names of the fields. */
export type Typed = Readonly<Record<string, string>>

/** What was pressed on the page of a link. */
export interface Press {
  readonly method: Instrument['method']
  readonly typed: Typed
}

/**
 * What was typed into forms with a fault, to be shown again at an address that tells nothing of it. It may be personal, so it
 * lies in this process alone, and not for long; another process, or a later one, shows the form as it was at first.
 */
export interface TypedMemory {
  /** Answers the key under which it is found, which can't be guessed. */
  keep(linkId: string, press: Press): string
  /** Null for what was never kept for this link, or is forgotten. */
  recall(linkId: string, key: string): Press | null
}

/** A payer corrects a form at once. */
const KEPT_MS = 10 * 60 * 1000
const MAX_KEPT = 1_000
/** More than any field takes. */
const MAX_LENGTH = 100

export function createTypedMemory(clock: Pick<Clock, 'wall'>): TypedMemory {
  const kept = createLru<string, { readonly linkId: string; readonly press: Press; readonly until: number }>(
    MAX_KEPT,
  )
  const forget = (now: number) => {
    for (const [key, { until }] of kept.entries()) if (until <= now) kept.delete(key)
  }
  return {
    keep(linkId, { method, typed }) {
      const now = clock.wall()
      forget(now)
      const key = randomUUID()
      kept.set(key, { linkId, press: { method, typed: harmless(typed) }, until: now + KEPT_MS })
      return key
    },
    recall(linkId, key) {
      forget(clock.wall())
      const found = kept.get(key)
      return found?.linkId === linkId ? found.press : null
    },
  }
}

const SHOWN_AGAIN = ['amount', 'vpa', 'expiry', 'bank']

/** No security code, and no card that is not one of the test cards: it may be a real one. */
function harmless(typed: Typed): Typed {
  const { number = '' } = typed
  const names = isTestCard(number) ? [...SHOWN_AGAIN, 'number'] : SHOWN_AGAIN
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = typed[name]
      return value === undefined ? [] : [[name, value.slice(0, MAX_LENGTH)]]
    }),
  )
}
