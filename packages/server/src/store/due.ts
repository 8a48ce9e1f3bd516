import { sql } from 'kysely'
import type { Tx } from './store.ts'

/**
 * When the worker must look at this environment next, in wall-clock milliseconds, or null when there is nothing to do:
 * what `PlatformStore.settleDue` takes. Events not yet fanned out are due at once; a pending delivery of an enabled
 * endpoint when its time comes, a claimed one when its lease runs out; what is scheduled likewise. In a line that is full
 * nothing is due before a lease runs out: who ends a delivery earlier looks at once.
 */
export async function nextDue(tx: Tx): Promise<number | null> {
  const { free, leased } = await dueTimes(tx)
  return earliest([free === null ? null : wallTime(tx, free), leased])
}

export interface DueTimes {
  /** When the next thing that nobody has claimed falls due, in the environment's time; a past time is due now. */
  readonly free: number | null
  /** When the first claim runs out, on the wall clock: somebody is at work till then. Not looked at when work waits already. */
  readonly leased: number | null
}

export async function dueTimes(tx: Tx): Promise<DueTimes> {
  const waiting = await tx.db
    .selectFrom('outbox')
    .select('sequence')
    .where('fanned_out_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (waiting !== undefined) return { free: tx.now.getTime(), leased: null }
  const deliveries = await nextDelivery(tx)
  const appointment = await nextAppointment(tx)
  return {
    free: earliest([deliveries.free, appointment.free]),
    leased: earliest([deliveries.leased, appointment.leased]),
  }
}

async function nextDelivery(tx: Tx): Promise<DueTimes> {
  const wallNow = wallTime(tx, tx.now.getTime())
  const lines = await tx.db
    .selectFrom('deliveries')
    .innerJoin('webhook_endpoints', 'webhook_endpoints.id', 'deliveries.endpoint_id')
    .where('deliveries.status', '=', 'pending')
    .where('deliveries.next_attempt_at', 'is not', null)
    .where('webhook_endpoints.status', '=', 'enabled')
    .groupBy(['webhook_endpoints.id', 'webhook_endpoints.max_in_flight'])
    .select([
      'webhook_endpoints.max_in_flight',
      sql<
        number | null
      >`min(case when deliveries.claimed_until > ${wallNow} then null else next_attempt_at end)`.as('free'),
      sql<number | null>`min(case when deliveries.claimed_until > ${wallNow} then claimed_until end)`.as(
        'leased',
      ),
      sql<number>`count(case when deliveries.claimed_until > ${wallNow} then 1 end)`.as('in_flight'),
    ])
    .execute()
  const withRoom = lines.filter((line) => Number(line.in_flight) < line.max_in_flight)
  return {
    free: earliest(withRoom.map((line) => line.free)),
    leased: earliest(lines.map((line) => line.leased)),
  }
}

/** Two questions, each answered from an index's end or from the few rows that are claimed. */
async function nextAppointment(tx: Tx): Promise<DueTimes> {
  const wallNow = wallTime(tx, tx.now.getTime())
  const free = await tx.db
    .selectFrom('schedule')
    .select('due_at')
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', wallNow)]))
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst()
  const leased = await tx.db
    .selectFrom('schedule')
    .select('claimed_until')
    .where('claimed_until', '>', wallNow)
    .orderBy('claimed_until')
    .limit(1)
    .executeTakeFirst()
  return { free: free?.due_at ?? null, leased: leased?.claimed_until ?? null }
}

const earliest = (times: readonly (number | null)[]): number | null => {
  const known = times.filter((time) => time !== null)
  return known.length === 0 ? null : Math.min(...known)
}

/** Environment time to the wall's: a test environment may be ahead of it. */
export function wallTime(tx: Pick<Tx, 'clockOffsetMs'>, at: number): number {
  return at - tx.clockOffsetMs
}
