import type { Clock } from '../kit/clock.ts'
import type { EnvironmentId } from '../kit/environment.ts'
import { failpoint } from '../kit/failpoint.ts'
import type { Logger } from '../kit/logger.ts'
import { wallTime } from '../store/due.ts'
import type { Store, Tx } from '../store/store.ts'
import type { Row } from '../tables/row.ts'
import type { Appointment, Done, Errand, Handler, HandlerOf, InnerHandler, OuterHandler } from './handler.ts'
import type { Journal } from './journal.ts'

export interface SchedulerOptions {
  readonly store: Store
  readonly clock: Clock
  readonly logger: Logger
  readonly handlerOf: HandlerOf
  readonly journal: Journal
}

/** Appointments of one look, so that one environment can't take all. */
const MAX_APPOINTMENTS = 50
/** Longer than any errand takes: each has a timeout of its own. */
const ERRAND_LEASE_MS = 60_000
/** A handler that failed is let alone for a minute, then for twice as long each time. */
const PAUSE_MS = 60_000
const MAX_PAUSE_MS = 60 * PAUSE_MS

/** Does what is due in the environment, in order of its time; answers how many. What fails is put off. */
export async function runAppointments(
  environment: EnvironmentId,
  options: SchedulerOptions,
): Promise<number> {
  for (let count = 0; count < MAX_APPOINTMENTS; count += 1) {
    const row = await options.store.read(environment, nextRow)
    if (row === undefined) return count
    const handler = await keep(environment, row, options)
    if (handler?.where === 'inside' && handler.endsLook) return count + 1
  }
  return MAX_APPOINTMENTS
}

async function nextRow(tx: Tx): Promise<Row<'schedule'> | undefined> {
  const wall = wallTime(tx, tx.now.getTime())
  return tx.db
    .selectFrom('schedule')
    .selectAll()
    .where('due_at', '<=', tx.now.getTime())
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', wall)]))
    .orderBy('due_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
}

/** Answers who did it; null when it failed. */
async function keep(
  environment: EnvironmentId,
  row: Row<'schedule'>,
  options: SchedulerOptions,
): Promise<Handler | null> {
  const { store, logger, journal, handlerOf } = options
  try {
    const handler = handlerOf(row.kind)
    const done =
      handler.where === 'inside'
        ? await store.transaction(environment, (tx) => doInside(tx, row, handler))
        : await doOutside(environment, row, handler, options)
    failpoint('appointment_kept')
    if (done !== null) journal.note(environment, { at: row.due_at, ...done })
    return handler
  } catch (error) {
    logger.error('What fell due could not be done', {
      environment,
      kind: row.kind,
      id: row.subject_id,
      error,
    })
    await store.transaction(environment, (tx) => putOff(tx, row))
    return null
  }
}

/** Whoever changes the subject locks it before its appointments: so does this. */
async function doInside(tx: Tx, row: Row<'schedule'>, handler: InnerHandler): Promise<Done> {
  await handler.lock?.(tx, row.subject_id)
  const taken = await tx.db
    .deleteFrom('schedule')
    .where('id', '=', row.id)
    .where('due_at', '=', row.due_at)
    .returning('id')
    .executeTakeFirst()
  return taken === undefined ? null : handler.run(tx, appointmentOf(row))
}

async function doOutside(
  environment: EnvironmentId,
  row: Row<'schedule'>,
  handler: OuterHandler,
  { store, logger }: SchedulerOptions,
): Promise<Done> {
  const claim = await store.transaction(environment, (tx) => claimErrand(tx, row, handler))
  if (claim === null) return null
  const { errand, claimed } = claim
  try {
    const write = await errand.act(environment)
    failpoint('errand_done')
    return await store.transaction(environment, async (tx) => {
      await dismiss(tx, claimed)
      return write(tx)
    })
  } catch (error) {
    logger.warn('What fell due failed', { environment, kind: row.kind, id: row.subject_id, error })
    await store.transaction(environment, async (tx) => {
      const pauseMs = await errand.failed(tx, error, claimed.attempt_count)
      if (pauseMs === null) await dismiss(tx, claimed)
      else await postpone(tx, claimed, tx.now.getTime() + pauseMs)
    })
    return null
  }
}

async function claimErrand(
  tx: Tx,
  row: Row<'schedule'>,
  handler: OuterHandler,
): Promise<{ errand: Errand; claimed: Row<'schedule'> } | null> {
  const wall = wallTime(tx, tx.now.getTime())
  const claimed = await tx.db
    .updateTable('schedule')
    .set((eb) => ({ claimed_until: wall + ERRAND_LEASE_MS, attempt_count: eb('attempt_count', '+', 1) }))
    .where('id', '=', row.id)
    .where('due_at', '=', row.due_at)
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', wall)]))
    .returningAll()
    .executeTakeFirst()
  if (claimed === undefined) return null
  const errand = await handler.prepare(tx, appointmentOf(row))
  if (errand === null) await dismiss(tx, claimed)
  return errand && { errand, claimed }
}

/** Takes it off the list, unless it was put to another time or claimed anew meanwhile. */
async function dismiss(tx: Tx, row: Row<'schedule'>): Promise<void> {
  await tx.db
    .deleteFrom('schedule')
    .where('id', '=', row.id)
    .where('due_at', '=', row.due_at)
    .where('claimed_until', '=', row.claimed_until)
    .execute()
}

async function postpone(tx: Tx, row: Row<'schedule'>, dueAt: number): Promise<void> {
  await tx.db
    .updateTable('schedule')
    .set({ due_at: dueAt, claimed_until: null })
    .where('id', '=', row.id)
    .where('due_at', '=', row.due_at)
    .execute()
  tx.wakeAt(dueAt)
}

async function putOff(tx: Tx, row: Row<'schedule'>): Promise<void> {
  const pauseMs = Math.min(PAUSE_MS * 2 ** row.attempt_count, MAX_PAUSE_MS)
  await tx.db
    .updateTable('schedule')
    .set((eb) => ({ attempt_count: eb('attempt_count', '+', 1) }))
    .where('id', '=', row.id)
    .execute()
  await postpone(tx, row, tx.now.getTime() + pauseMs)
}

const appointmentOf = ({ kind, subject_id, due_at }: Row<'schedule'>): Appointment => ({
  kind,
  subjectId: subject_id,
  dueAt: due_at,
})
