import { AsyncLocalStorage } from 'node:async_hooks'
import type { Kysely } from 'kysely'
import type { EnvironmentId } from '../kit/environment.ts'
import { createIdFactory, type IdFactory } from '../kit/id.ts'
import type { Tables } from '../tables/tables.ts'
import { StoreMisuse } from './errors.ts'
import { createLru } from './lru.ts'
import type { PendingEvent, Store, StoreOptions, Tx } from './store.ts'

/** What an engine knows when a transaction has begun. */
export interface TxFacts {
  readonly db: Kysely<Tables>
  readonly engine: Store['engine']
  readonly environment: EnvironmentId
  readonly generation: number
  readonly wall: number
  readonly clockOffsetMs: number
}

/** Makes the transactions of one store. */
export type TxFactory = (facts: TxFacts) => Tx

type TxOptions = Pick<StoreOptions, 'clock' | 'publicUrl' | 'random'>

/** Environments whose id factory is remembered; one forgotten may repeat no id, only lose the order within one millisecond. */
const MAX_ID_FACTORIES = 1_000

export function createTxFactory(options: TxOptions): TxFactory {
  const factories = createLru<string, IdFactory>(MAX_ID_FACTORIES)
  return (facts) => {
    // A new generation's time may be behind that of the last one, and its ids must tell its own.
    const place = `${facts.environment} ${facts.generation}`
    const idFactory = factories.get(place) ?? createIdFactory(options.random)
    factories.set(place, idFactory)
    return createTx(facts, idFactory, options)
  }
}

function createTx(
  facts: TxFacts,
  idFactory: IdFactory,
  { publicUrl = noPages, clock: { still } }: TxOptions,
): Tx {
  // Where time stands still, the distance from the wall grows with it: what is due later never comes by itself.
  const clockOffsetMs = facts.clockOffsetMs + (still === undefined ? 0 : still - facts.wall)
  const now = new Date(facts.wall + clockOffsetMs)
  const pendingEvents: PendingEvent[] = []
  let wakeTime: number | null = null
  return {
    db: facts.db,
    engine: facts.engine,
    environment: facts.environment,
    livemode: facts.environment.endsWith('/live'),
    generation: facts.generation,
    now,
    clockOffsetMs,
    advancedMs: facts.clockOffsetMs,
    newId: (prefix) => idFactory(prefix, now.getTime()),
    publicUrl: (page, id) => publicUrl(page, facts.environment, id),
    pendingEvents,
    wakeAt(at) {
      wakeTime = wakeTime === null ? at : Math.min(wakeTime, at)
    },
    get wakeTime() {
      return wakeTime
    },
  }
}

function noPages(): never {
  throw new StoreMisuse('The store was opened without public addresses.')
}

const current = new AsyncLocalStorage<{ open: boolean }>()

/** Refuses a transaction inside another one: in it, one would wait for the other for ever. */
export async function unnested<T>(work: () => Promise<T>): Promise<T> {
  if (current.getStore()?.open) {
    throw new StoreMisuse('A transaction is open here already: pass it on instead of opening another.')
  }
  const scope = { open: true }
  try {
    return await current.run(scope, work)
  } finally {
    scope.open = false
  }
}
