import { forUpdate } from '../operations/lock.ts'
import { type Happening, hears, type Listener } from '../rules/delivery.ts'
import type { Tx } from '../store/store.ts'
import type { NewRow } from '../tables/row.ts'

/** Events told in one transaction, so that none grows without bound. */
const MAX_EVENTS = 200
/** Rows of one insert: at 12 columns well under the 32,766 parameters that SQLite takes. */
const MAX_ROWS = 500
const LOCK_NAME = 'fan_out'

/**
 * Makes the deliveries of events that were recorded since, in `sequence`; answers whether there may be more. One
 * process at a time: two at once could make later deliveries visible before earlier ones.
 */
export async function fanOut(tx: Tx): Promise<{ more: boolean }> {
  const events = await waitingEvents(tx)
  if (events.length === 0 || !(await takeLock(tx))) return { more: false }
  // Read again under the lock: another process may have told them meanwhile.
  const told = await waitingEvents(tx)
  if (told.length === 0) return { more: false }
  const listeners = await allListeners(tx)
  await insertDeliveries(
    tx,
    told.flatMap((event) => deliveriesOf(tx, event, listeners)),
  )
  await tx.db
    .updateTable('outbox')
    .set({ fanned_out_at: tx.now.getTime() })
    .where(
      'event_id',
      'in',
      told.map((event) => event.id),
    )
    .execute()
  return { more: told.length === MAX_EVENTS }
}

interface WaitingEvent extends Happening {
  readonly id: string
}

async function waitingEvents(tx: Tx): Promise<WaitingEvent[]> {
  const rows = await tx.db
    .selectFrom('outbox')
    .innerJoin('events', 'events.id', 'outbox.event_id')
    .select(['events.id', 'events.type', 'outbox.sequence', 'outbox.endpoint_id'])
    .where('outbox.fanned_out_at', 'is', null)
    .orderBy('outbox.sequence')
    .limit(MAX_EVENTS)
    .execute()
  return rows.map(({ id, type, sequence, endpoint_id }) => ({ id, type, sequence, endpointId: endpoint_id }))
}

/** False when another process holds it. SQLite's one writer holds it anyway. */
async function takeLock(tx: Tx): Promise<boolean> {
  if (tx.engine === 'sqlite') return true
  const held = await tx.db
    .selectFrom('counters')
    .select('name')
    .where('name', '=', LOCK_NAME)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (held !== undefined) return true
  const made = await tx.db
    .insertInto('counters')
    .values({ name: LOCK_NAME, value: 0 })
    .onConflict((conflict) => conflict.columns(['environment', 'name']).doNothing())
    .returning('name')
    .executeTakeFirst()
  return made !== undefined
}

/** Disabled ones too: their deliveries wait. Locked, so that none is deleted while deliveries are made for it. */
async function allListeners(tx: Tx): Promise<Listener[]> {
  const query = tx.db
    .selectFrom('webhook_endpoints')
    .select(['id', 'event_types', 'since_sequence'])
    .orderBy('id')
  const rows = await forUpdate(tx, query).execute()
  return rows.map((row) => ({
    id: row.id,
    eventTypes: JSON.parse(row.event_types),
    sinceSequence: row.since_sequence,
  }))
}

function deliveriesOf(tx: Tx, event: WaitingEvent, listeners: readonly Listener[]): NewRow<'deliveries'>[] {
  const now = tx.now.getTime()
  return listeners
    .filter((listener) => hears(listener, event))
    .map((listener) => ({
      id: tx.newId('dlv'),
      event_id: event.id,
      sequence: event.sequence,
      event_type: event.type,
      endpoint_id: listener.id,
      status: 'pending' as const,
      attempt_count: 0,
      next_attempt_at: now,
      claimed_until: null,
      created_at: now,
      updated_at: now,
      finished_at: null,
    }))
}

async function insertDeliveries(tx: Tx, rows: readonly NewRow<'deliveries'>[]): Promise<void> {
  for (let start = 0; start < rows.length; start += MAX_ROWS) {
    await tx.db
      .insertInto('deliveries')
      .values(rows.slice(start, start + MAX_ROWS))
      .execute()
  }
}
