import type { Generated } from 'kysely'
import type { InEnvironment, Time } from './column.ts'

/** One row for each thing that falls due at a time; gone when it was done. */
export interface ScheduleTable extends InEnvironment {
  id: string
  /** What is to be done: `invoice.overdue`, `reminder:on_due`, `notification`. */
  kind: string
  /** What it is done to: an invoice's id, a notification's. One row a kind and subject. */
  subject_id: string
  due_at: Time
  /** How often it was tried in vain. */
  attempt_count: Generated<number>
  /** The end of a worker's lease, on the wall clock: for what is done outside of a transaction. */
  claimed_until: number | null
  created_at: Time
}

/** What a person is told, and whether it went out. */
export interface NotificationTable extends InEnvironment {
  id: string
  /** An e-mail address. */
  recipient: string
  subject: string
  body: string
  created_at: Time
  sent_at: Time | null
  /** When the last attempt failed. */
  failed_at: Time | null
  error: string | null
}

/** Who holds something over several transactions; a holder that died loses it by the wall clock. */
export interface LeaseTable extends InEnvironment {
  name: string
  holder: string
  /** Wall clock. */
  held_until: number
}
