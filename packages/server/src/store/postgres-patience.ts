import type { PostgresClient, PostgresPool, PostgresResult } from './postgres-pool.ts'

/** How long a transaction may still wait for others: one bound for all of its waits and its reruns. */
export interface Patience {
  /** What `lock_timeout` takes: at least 1, as 0 would be no bound at all. */
  readonly leftMs: number
  /** Counts what has passed since `began` (`performance.now()`), unless it was so quick that nobody was waited for. */
  spend(began: number): void
}

/** PostgreSQL does not tell how long a statement waited: one that took less did its work, one that took more waited. */
const QUICK_MS = 100

export function createPatience(waitMs: number): Patience {
  let left = waitMs
  return {
    get leftMs() {
      return Math.max(1, Math.round(left))
    },
    spend(began) {
      const ms = performance.now() - began
      if (ms > QUICK_MS) left -= ms
    },
  }
}

/** A transaction whose waits, for a connection of the pool and for every lock, share one bound. */
export async function patiently<T>(
  pool: PostgresPool,
  patience: Patience,
  openingOf: (lockTimeoutMs: number) => string,
  work: (client: PostgresClient, opened: PostgresResult) => Promise<T>,
): Promise<T> {
  let began = performance.now()
  let lockTimeoutMs = patience.leftMs
  const opening = () => {
    patience.spend(began)
    lockTimeoutMs = patience.leftMs
    began = performance.now()
    return openingOf(lockTimeoutMs)
  }
  return pool.transaction(opening, (client, opened) => {
    patience.spend(began)
    return work(bounded(client, patience, lockTimeoutMs), opened)
  })
}

/** Tells PostgreSQL of the new bound once a wait has used up a part of it; most transactions never do. */
function bounded(client: PostgresClient, patience: Patience, opened: number): PostgresClient {
  let told = opened
  return {
    script: client.script,
    async query(text, values) {
      const { leftMs } = patience
      if (leftMs !== told) await client.script(`SET LOCAL lock_timeout = ${leftMs}`)
      told = leftMs
      const began = performance.now()
      try {
        return await client.query(text, values)
      } finally {
        patience.spend(began)
      }
    },
  }
}
