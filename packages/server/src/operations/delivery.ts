import type { Delivery } from '@bahi/spec'
import { notFound, Refusal, unknownReference } from '../kit/errors.ts'
import { isId } from '../kit/id.ts'
import { definedMembers } from '../kit/members.ts'
import type { PageRequest, PageRows } from '../kit/page.ts'
import { unschedule } from '../schedule.ts'
import { newestPage } from '../store/newest-page.ts'
import type { Tx } from '../store/store.ts'
import { begunAnew, toDelivery } from '../tables/delivery.ts'
import type { Row } from '../tables/row.ts'
import { forUpdate } from './lock.ts'
import { forgetEndpointFailure } from './webhook-endpoint-health.ts'

export interface DeliveryFilters {
  readonly endpoint_id?: string | undefined
  readonly event_id?: string | undefined
  readonly status?: Delivery['status'] | undefined
}

/** Newest first, with their attempts. Throws `unknown_reference`. */
export async function listDeliveries(
  tx: Tx,
  filters: DeliveryFilters,
  request: PageRequest,
): Promise<PageRows<Delivery>> {
  const { endpoint_id, event_id, status } = filters
  if (endpoint_id !== undefined) await requireEndpoint(tx, endpoint_id)
  if (event_id !== undefined) await requireEvent(tx, event_id)
  const found = tx.db
    .selectFrom('deliveries')
    .selectAll()
    .where((eb) => eb.and(definedMembers({ endpoint_id, event_id, status })))
  const { rows, next } = await newestPage(found, request)
  return { rows: await withAttempts(tx, rows), next }
}

/** Throws `not_found`. */
export async function retrieveDelivery(tx: Tx, id: string): Promise<Delivery> {
  return one(tx, await load(tx, id))
}

/** Sends the event again under the same `webhook-id`, the schedule beginning anew. Throws `not_found`, `invalid_state`. */
export async function replayDelivery(tx: Tx, id: string): Promise<Delivery> {
  const { endpoint_id } = await load(tx, id)
  const endpoint = await forUpdate(
    tx,
    tx.db.selectFrom('webhook_endpoints').select('id').where('id', '=', endpoint_id),
  ).executeTakeFirst()
  const row = await forUpdate(
    tx,
    tx.db.selectFrom('deliveries').selectAll().where('id', '=', id),
  ).executeTakeFirst()
  // Purged since it was loaded.
  if (row === undefined) throw notFound()
  requireReplayable(row, endpoint !== undefined)
  const now = tx.now.getTime()
  const again = await tx.db
    .updateTable('deliveries')
    .set(begunAnew(now))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await unschedule(tx, 'purge', id)
  await forgetEndpointFailure(tx, endpoint_id)
  tx.wakeAt(now)
  return one(tx, again)
}

function requireReplayable({ status }: Row<'deliveries'>, endpointExists: boolean): void {
  const refuse = (detail: string) => new Refusal('invalid_state', { state: status, allowed_acts: [], detail })
  if (!endpointExists)
    throw refuse('The endpoint of this delivery was deleted, so there is nowhere to send it.')
  if (status === 'pending')
    throw refuse('This delivery is still under way; only a finished one can be replayed.')
  if (status === 'cancelled') throw refuse('This delivery was cancelled and cannot be replayed.')
}

async function load(tx: Tx, id: string): Promise<Row<'deliveries'>> {
  if (!isId('dlv', id)) throw notFound()
  const row = await tx.db.selectFrom('deliveries').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound()
  return row
}

async function one(tx: Tx, row: Row<'deliveries'>): Promise<Delivery> {
  return toDelivery(row, (await attemptsOf(tx, [row.id])).get(row.id) ?? [], tx)
}

async function withAttempts(tx: Tx, rows: readonly Row<'deliveries'>[]): Promise<Delivery[]> {
  const attempts = await attemptsOf(
    tx,
    rows.map((row) => row.id),
  )
  return rows.map((row) => toDelivery(row, attempts.get(row.id) ?? [], tx))
}

async function attemptsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, Row<'delivery_attempts'>[]>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.db
    .selectFrom('delivery_attempts')
    .selectAll()
    .where('delivery_id', 'in', ids)
    .orderBy('delivery_id')
    .orderBy('number')
    .execute()
  return Map.groupBy(rows, (row) => row.delivery_id)
}

/** A deleted endpoint is still known by its deliveries. */
export async function requireEndpoint(tx: Tx, id: string, part: 'query' | 'body' = 'query'): Promise<void> {
  const unknown = unknownReference('/endpoint_id', part === 'query' ? { in: part } : {})
  if (!isId('whk', id)) throw unknown
  const endpoint = await tx.db
    .selectFrom('webhook_endpoints')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst()
  if (endpoint !== undefined) return
  const delivery = await tx.db
    .selectFrom('deliveries')
    .select('id')
    .where('endpoint_id', '=', id)
    .limit(1)
    .executeTakeFirst()
  if (delivery === undefined) throw unknown
}

async function requireEvent(tx: Tx, id: string): Promise<void> {
  const unknown = unknownReference('/event_id', { in: 'query' })
  if (!isId('evt', id)) throw unknown
  const event = await tx.db.selectFrom('events').select('id').where('id', '=', id).executeTakeFirst()
  if (event === undefined) throw unknown
}
