import { sql } from 'kysely'
import { purgeStale } from '../../src/operations/purge.ts'
import { schedule } from '../../src/schedule.ts'
import type { Store, Tx } from '../../src/store/store.ts'
import type { NewRow } from '../../src/tables/row.ts'
import type { Tables } from '../../src/tables/tables.ts'

export const HOUR = 60 * 60 * 1000
export const DAY = 24 * HOUR

/** Answers so many keys that ended at `endedAt`. */
const keysOf = (count: number, endedAt: number): NewRow<'idempotency_keys'>[] =>
  Array.from({ length: count }, () => ({
    key: crypto.randomUUID(),
    fingerprint: 'f',
    request_method: 'POST',
    request_path: '/contacts',
    request_body: '{}',
    response_status: 201,
    response_body: '{}',
    created_at: endedAt - 72 * HOUR,
    expires_at: endedAt,
  }))

interface Keys {
  readonly stale: number
  readonly fresh: number
  /** When the purge falls due; at once if left out. */
  readonly dueInMs?: number
}

/** Keeps keys of which so many are stale and so many are not, and lets the purge fall due. */
export const keepKeys = (store: Store, tenantId: string, { stale, fresh, dueInMs = 0 }: Keys) =>
  store.transaction(`${tenantId}/test`, async (tx) => {
    const now = tx.now.getTime()
    const rows = [...keysOf(stale, now - 2 * HOUR), ...keysOf(fresh, now + DAY)]
    await tx.db.insertInto('idempotency_keys').values(rows).execute()
    await schedule(tx, { kind: 'purge.stale', subjectId: tenantId, dueAt: now + dueInMs })
  })

/** One batch of the purge, as it is when its time has come. */
export const purgeOnce = (store: Store, tenantId: string) =>
  store.transaction(`${tenantId}/test`, (tx) => purgeStale(tx, tenantId))

export const countOf = (store: Store, tenantId: string, table: keyof Tables) =>
  store.read(`${tenantId}/test`, (tx) => count(tx, table))

async function count(tx: Tx, table: keyof Tables): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(tx.db)
  return Number(rows[0]?.n)
}
