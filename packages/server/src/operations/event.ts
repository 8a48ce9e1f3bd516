import type { Event, EventType } from '@bahi/spec'
import { notFound } from '../kit/errors.ts'
import { isAnyId, isId } from '../kit/id.ts'
import { cutPage, type PageRequest, type PageRows } from '../kit/page.ts'
import type { Tx } from '../store/store.ts'
import { toEvent } from '../tables/event.ts'

export interface EventFilters {
  readonly type?: EventType | undefined
  /** Id of the resource that they tell of. */
  readonly resource?: string | undefined
  /** A sequence; those above it, oldest first. */
  readonly since?: number | undefined
}

/** Newest first; with `since` oldest first. The position in the list is the sequence either way. */
export async function listEvents(
  tx: Tx,
  { type, resource, since }: EventFilters,
  { limit, after }: PageRequest,
): Promise<PageRows<Event>> {
  if (resource !== undefined && !isAnyId(resource)) return { rows: [], next: null }
  const ascending = since !== undefined
  // `after` is a sequence that an earlier page of this list gave out under a signature.
  const behind = after === null ? since : Number(after)
  let query = tx.db
    .selectFrom('events')
    .selectAll()
    .orderBy('sequence', ascending ? 'asc' : 'desc')
    .limit(limit + 1)
  if (type !== undefined) query = query.where('type', '=', type)
  if (resource !== undefined) query = query.where('resource_id', '=', resource)
  if (behind !== undefined) query = query.where('sequence', ascending ? '>' : '<', behind)
  const { rows, next } = cutPage(await query.execute(), limit, (row) => String(row.sequence))
  return { rows: rows.map((row) => toEvent(row, tx)), next }
}

/** Throws `not_found`. */
export async function retrieveEvent(tx: Tx, id: string): Promise<Event> {
  if (!isId('evt', id)) throw notFound()
  const row = await tx.db.selectFrom('events').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound()
  return toEvent(row, tx)
}
