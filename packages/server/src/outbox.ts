import { CURRENT_API_VERSION, type EventType } from '@bahi/spec'
import { raiseCounter } from './store/counter.ts'
import type { PendingEvent, Tx } from './store/store.ts'

/** Records an event in the caller's transaction: it is told if that commits, and only then. */
export function recordEvent(tx: Tx, event: PendingEvent & { type: EventType }): void {
  tx.pendingEvents.push(event)
}

/** Runs last before each commit. */
export async function writePendingEvents(tx: Tx): Promise<void> {
  await writeEvents(tx)
}

/**
 * Numbers and writes what was recorded since; answers the events' ids. The counter's row stays locked until the commit,
 * so a sequence that can be seen has none still to be born behind it: nothing slow may follow.
 */
export async function writeEvents(tx: Tx): Promise<string[]> {
  const pending = tx.pendingEvents.splice(0)
  const count = pending.length
  if (count === 0) return []
  const last = await raiseCounter(tx, 'event', count)
  const rows = pending.map((event, index) => ({
    id: tx.newId('evt'),
    sequence: last - count + index + 1,
    event,
  }))
  await tx.db
    .insertInto('events')
    .values(
      rows.map(({ id, sequence, event }) => ({
        id,
        sequence,
        type: event.type,
        resource_id: event.resourceId,
        api_version: CURRENT_API_VERSION,
        data: JSON.stringify(event.data),
        created_at: tx.now.getTime(),
      })),
    )
    .execute()
  await tx.db
    .insertInto('outbox')
    .values(
      rows.map(({ id, sequence, event }) => ({
        event_id: id,
        sequence,
        endpoint_id: event.endpointId ?? null,
        fanned_out_at: null,
      })),
    )
    .execute()
  tx.wakeAt(tx.now.getTime())
  return rows.map(({ id }) => id)
}
