import { sql } from 'kysely'
import type { Tx } from './store.ts'

/**
 * When the worker must look at this environment next, in wall-clock milliseconds, or null when there is nothing to do:
 * what `PlatformStore.settleDue` takes. Events not yet fanned out are due at once; a pending delivery of an enabled
 * endpoint when its time comes, a claimed one when its lease runs out; what is scheduled likewise.
 */
export async function nextDue(tx: Tx): Promise<number | null> {
  const waiting = await tx.db
    .selectFrom('outbox')
    .select('sequence')
    .where('fanned_out_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (waiting) return wallTime(tx, tx.now.getTime())
  const times = [await nextAttempt(tx), await nextAppointment(tx)].filter((time) => time !== null)
  return times.length === 0 ? null : Math.min(...times)
}

async function nextAttempt(tx: Tx): Promise<number | null> {
  const wallNow = wallTime(tx, tx.now.getTime())
  const due = await tx.db
    .selectFrom('deliveries')
    .innerJoin('webhook_endpoints', 'webhook_endpoints.id', 'deliveries.endpoint_id')
    .where('deliveries.status', '=', 'pending')
    .where('deliveries.next_attempt_at', 'is not', null)
    .where('webhook_endpoints.status', '=', 'enabled')
    .select([
      sql<
        number | null
      >`min(case when deliveries.claimed_until > ${wallNow} then null else next_attempt_at end)`.as('free'),
      sql<number | null>`min(case when deliveries.claimed_until > ${wallNow} then claimed_until end)`.as(
        'leased',
      ),
    ])
    .executeTakeFirst()
  const free = due?.free ?? null
  const leased = due?.leased ?? null
  const times = [free === null ? null : wallTime(tx, free), leased].filter((time) => time !== null)
  return times.length === 0 ? null : Math.min(...times)
}

async function nextAppointment(tx: Tx): Promise<number | null> {
  const wallNow = wallTime(tx, tx.now.getTime())
  const due = await tx.db
    .selectFrom('schedule')
    .select((eb) => eb.fn.min<number | null>('due_at').as('free'))
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', wallNow)]))
    .executeTakeFirst()
  const leased = await tx.db
    .selectFrom('schedule')
    .select((eb) => eb.fn.min<number | null>('claimed_until').as('until'))
    .where('claimed_until', '>', wallNow)
    .executeTakeFirst()
  const free = due?.free ?? null
  const times = [free === null ? null : wallTime(tx, free), leased?.until ?? null].filter(
    (time) => time !== null,
  )
  return times.length === 0 ? null : Math.min(...times)
}

/** Environment time to the wall's: a test environment may be ahead of it. */
export function wallTime(tx: Pick<Tx, 'clockOffsetMs'>, at: number): number {
  return at - tx.clockOffsetMs
}
