import { DELIVERY_KEEP_MS } from './rules/keep.ts'
import type { Tx } from './store/store.ts'

/** Everything that happens by itself at a time. The scheduler has a handler for each. */
export type ScheduleKind =
  | 'invoice.overdue'
  | `reminder:${string}`
  | 'payment_link.expire'
  | 'refund'
  | 'notification'
  | 'purge'
  | 'purge.stale'

export interface Appointment {
  readonly kind: ScheduleKind
  /** What it is about: one appointment a kind and subject. */
  readonly subjectId: string
  /** Epoch ms of the environment's clock; a past one is due at once. */
  readonly dueAt: number
}

/** Lets something happen at a time, in the caller's transaction. One of the same kind and subject is put to the new time. */
export async function schedule(tx: Tx, { kind, subjectId, dueAt }: Appointment): Promise<void> {
  const fresh = { due_at: dueAt, attempt_count: 0, claimed_until: null }
  await tx.db
    .insertInto('schedule')
    .values({ id: tx.newId('sch'), kind, subject_id: subjectId, created_at: tx.now.getTime(), ...fresh })
    .onConflict((conflict) => conflict.columns(['environment', 'kind', 'subject_id']).doUpdateSet(fresh))
    .execute()
  tx.wakeAt(dueAt)
}

/** Takes it back; nothing when there is none. */
export async function unschedule(tx: Tx, kind: ScheduleKind, subjectId: string): Promise<void> {
  await tx.db.deleteFrom('schedule').where('kind', '=', kind).where('subject_id', '=', subjectId).execute()
}

/** The end of a dead letter, or of what waits for an endpoint that was disabled at `now`. */
export const purgeOf = (subjectId: string, now: number): Appointment => ({
  kind: 'purge',
  subjectId,
  dueAt: now + DELIVERY_KEEP_MS,
})
