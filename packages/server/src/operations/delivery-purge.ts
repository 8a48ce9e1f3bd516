import { isId } from '../kit/id.ts'
import { DELIVERY_KEEP_MS } from '../rules/keep.ts'
import { schedule } from '../schedule.ts'
import type { Tx } from '../store/store.ts'
import { forUpdate } from './lock.ts'

/** Of one transaction. */
const MAX_PURGED = 1_000

/** Forgets a dead letter, or what has waited for a disabled endpoint for 30 days; answers how many deliveries. */
export async function purgeDeliveries(tx: Tx, subjectId: string): Promise<number> {
  return isId('whk', subjectId) ? purgeWaiting(tx, subjectId) : purgeDeadLetter(tx, subjectId)
}

/** Locks what is to be purged, if it is still there: before its appointment, as whoever replays or enables it does. */
export function lockPurged(tx: Tx, subjectId: string): Promise<unknown> {
  const table = isId('whk', subjectId) ? 'webhook_endpoints' : 'deliveries'
  return forUpdate(tx, tx.db.selectFrom(table).select('id').where('id', '=', subjectId)).execute()
}

async function purgeDeadLetter(tx: Tx, id: string): Promise<number> {
  const gone = await tx.db
    .deleteFrom('deliveries')
    .where('id', '=', id)
    .where('status', '=', 'dead_letter')
    .returning('id')
    .execute()
  return gone.length
}

async function purgeWaiting(tx: Tx, endpointId: string): Promise<number> {
  const endpoint = await tx.db
    .selectFrom('webhook_endpoints')
    .select('status')
    .where('id', '=', endpointId)
    .executeTakeFirst()
  if (endpoint?.status !== 'disabled') return 0
  // They wait since they were made, last tried or replayed.
  const waiting = tx.db
    .selectFrom('deliveries')
    .select(['id', 'updated_at'])
    .where('endpoint_id', '=', endpointId)
    .where('status', '=', 'pending')
    .orderBy('updated_at')
  const now = tx.now.getTime()
  const old = await waiting
    .where('updated_at', '<=', now - DELIVERY_KEEP_MS)
    .limit(MAX_PURGED)
    .execute()
  if (old.length > 0) {
    await tx.db
      .deleteFrom('deliveries')
      .where(
        'id',
        'in',
        old.map((row) => row.id),
      )
      .where('status', '=', 'pending')
      .execute()
  }
  const oldest = await waiting.limit(1).executeTakeFirst()
  const dueAt = (oldest?.updated_at ?? now) + DELIVERY_KEEP_MS
  await schedule(tx, { kind: 'purge', subjectId: endpointId, dueAt: Math.max(dueAt, now) })
  return old.length
}
