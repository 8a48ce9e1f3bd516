import { MAX_REPLAYED, type replayDeliveries as spec } from '@bahi/spec'
import type { z } from 'zod'
import type { Tx } from '../store/store.ts'
import { begunAnew } from '../tables/delivery.ts'
import { requireEndpoint } from './delivery.ts'
import { forUpdate } from './lock.ts'
import { forgetEndpointFailure } from './webhook-endpoint-health.ts'

export type ReplayFilters = z.output<typeof spec.body>
export type Replayed = z.input<(typeof spec.answers)[200]['schema']>

/** Rows of one statement, well under the parameters that SQLite takes. */
const MAX_IDS = 500

/** Sends again what matches, oldest first, each schedule beginning anew. Throws `unknown_reference`. */
export async function replayDeliveries(tx: Tx, filters: ReplayFilters): Promise<Replayed> {
  if (filters.endpoint_id !== undefined) await requireEndpoint(tx, filters.endpoint_id, 'body')
  const found = await matching(tx, filters)
  const chosen = await lockEndpoints(tx, found.slice(0, MAX_REPLAYED))
  let replayed = 0
  for (let start = 0; start < chosen.length; start += MAX_IDS) {
    const ids = chosen.slice(start, start + MAX_IDS).map((row) => row.id)
    replayed += await beginAnew(tx, ids, filters.status ?? 'dead_letter')
  }
  if (replayed > 0) tx.wakeAt(tx.now.getTime())
  return {
    object: 'deliveries_replay',
    replayed,
    has_more: found.length > MAX_REPLAYED,
    livemode: tx.livemode,
  }
}

/** One beyond the limit. What was for a deleted endpoint has nowhere to go. */
function matching(tx: Tx, { endpoint_id, event_type, status = 'dead_letter', from, to }: ReplayFilters) {
  let query = tx.db
    .selectFrom('deliveries')
    .innerJoin('webhook_endpoints', 'webhook_endpoints.id', 'deliveries.endpoint_id')
    .select(['deliveries.id', 'deliveries.endpoint_id'])
    .where('deliveries.status', '=', status)
    .orderBy('deliveries.id')
    .limit(MAX_REPLAYED + 1)
  if (endpoint_id !== undefined) query = query.where('deliveries.endpoint_id', '=', endpoint_id)
  if (event_type !== undefined) query = query.where('deliveries.event_type', '=', event_type)
  if (from !== undefined) query = query.where('deliveries.created_at', '>=', Date.parse(from))
  if (to !== undefined) query = query.where('deliveries.created_at', '<', Date.parse(to))
  return query.execute()
}

type Matching = Awaited<ReturnType<typeof matching>>

/** An endpoint is locked before its deliveries, everywhere. Answers those whose endpoint has not been deleted meanwhile. */
async function lockEndpoints(tx: Tx, deliveries: Matching): Promise<Matching> {
  const ids = [...new Set(deliveries.map((row) => row.endpoint_id))]
  if (ids.length === 0) return []
  const query = tx.db.selectFrom('webhook_endpoints').select('id').where('id', 'in', ids).orderBy('id')
  const there = new Set((await forUpdate(tx, query).execute()).map(({ id }) => id))
  for (const id of there) await forgetEndpointFailure(tx, id)
  return deliveries.filter((row) => there.has(row.endpoint_id))
}

async function beginAnew(
  tx: Tx,
  ids: readonly string[],
  status: 'dead_letter' | 'succeeded',
): Promise<number> {
  const now = tx.now.getTime()
  const again = await tx.db
    .updateTable('deliveries')
    .set(begunAnew(now))
    .where('id', 'in', ids)
    .where('status', '=', status)
    .returning('id')
    .execute()
  await tx.db.deleteFrom('schedule').where('kind', '=', 'purge').where('subject_id', 'in', ids).execute()
  return again.length
}
