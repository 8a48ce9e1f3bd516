import { type RawBuilder, sql } from 'kysely'
import { CLOCKS_APART_MS, IDEMPOTENCY_KEEP_MS, type StaleRows, staleRows } from '../rules/keep.ts'
import { schedule } from '../schedule.ts'
import type { Tx } from '../store/store.ts'

/** Rows of one transaction: who waits for its end hardly notices. */
const MAX_PURGED = 200

const DAY_MS = 24 * 60 * 60 * 1000
/** While rows grow stale all the time, and while there is none that could. */
const SOONEST_LOOK_MS = DAY_MS
const LATEST_LOOK_MS = 30 * DAY_MS
/** In an environment that begins nothing can be stale before its first idempotency key. */
const FIRST_LOOK_MS = IDEMPOTENCY_KEEP_MS + CLOCKS_APART_MS

/** Arranges the purge of an environment that begins; from then on each look arranges the next. */
export const beginPurging = (tx: Tx, tenantId: string): Promise<void> =>
  look(tx, tenantId, tx.now.getTime() + FIRST_LOOK_MS)

/** Deletes rows that nobody needs any more, by the environment's clock; a full batch is followed by the next at once. */
export async function purgeStale(tx: Tx, tenantId: string): Promise<void> {
  const now = tx.now.getTime()
  let gone = 0
  for (const rows of staleRows) {
    if (gone < MAX_PURGED) gone += await purgeRows(tx, rows, MAX_PURGED - gone)
  }
  await look(tx, tenantId, gone === MAX_PURGED ? now : await nextLook(tx))
}

const look = (tx: Tx, tenantId: string, dueAt: number): Promise<void> =>
  schedule(tx, { kind: 'purge.stale', subjectId: tenantId, dueAt })

/** Answers how many went. It waits for no row: one that somebody holds is being used again, or is deleted by another. */
async function purgeRows(tx: Tx, rows: StaleRows, limit: number): Promise<number> {
  const { table, key } = rows
  const keys = await staleKeys(tx, rows, limit)
  if (keys.length > 0)
    await sql`delete from ${sql.table(table)} where ${sql.ref(key)} in (${sql.join(keys)})`.execute(tx.db)
  return keys.length
}

/** Oldest first. Asked apart: in one statement PostgreSQL might read all rows of an environment to find these. */
async function staleKeys(tx: Tx, rows: StaleRows, limit: number): Promise<string[]> {
  const { table, key, since, ageMs } = rows
  const lock = tx.engine === 'postgres' ? sql`for update skip locked` : sql``
  const found = await sql<{ key: string }>`
    select ${sql.ref(key)} as key from ${sql.table(table)}
    where ${sql.ref(since)} <= ${tx.now.getTime() - ageMs} and ${isLeftAlone(rows)}
    order by ${sql.ref(since)} limit ${limit} ${lock}`.execute(tx.db)
  return found.rows.map((row) => row.key)
}

/** Nothing is still to be done that needs the row. */
function isLeftAlone({ table, key, awaits }: StaleRows): RawBuilder<unknown> {
  if (awaits === undefined) return sql`1 = 1`
  return sql`not exists (select 1 from schedule
    where kind = ${awaits} and subject_id = ${sql.ref(`${table}.${key}`)})`
}

/** When the oldest row there is will be stale. */
async function nextLook(tx: Tx): Promise<number> {
  const now = tx.now.getTime()
  let next = now + LATEST_LOOK_MS
  for (const rows of staleRows) {
    const oldest = await oldestOf(tx, rows)
    if (oldest !== null) next = Math.min(next, oldest + rows.ageMs)
  }
  return Math.max(next, now + SOONEST_LOOK_MS)
}

async function oldestOf(tx: Tx, { table, since }: StaleRows): Promise<number | null> {
  const { rows } = await sql<{ oldest: number | null }>`
    select min(${sql.ref(since)}) as oldest from ${sql.table(table)}`.execute(tx.db)
  return rows[0]?.oldest ?? null
}
