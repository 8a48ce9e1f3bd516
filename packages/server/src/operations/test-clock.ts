import type { TestClock, TestClockAdvance, TestClockAdvanceRequest } from '@bahi/spec'
import { durationMs } from '../kit/duration.ts'
import { invalidField, Refusal } from '../kit/errors.ts'
import type { Happened } from '../kit/happening.ts'
import { wallTime } from '../store/due.ts'
import type { Tx } from '../store/store.ts'
import { iso } from '../tables/wire.ts'

const LEASE = 'clock'
/** A holder that died loses the clock after this; one that lives asks again long before. */
const LEASE_MS = 60_000
/** Ten years in all: far enough for any test, and every time stays one that JSON can tell. */
const MAX_AHEAD_MS = 3_652 * 86_400_000

export async function retrieveTestClock(tx: Tx): Promise<TestClock> {
  return { object: 'test_clock', now: tx.now.toISOString(), ahead_ms: tx.advancedMs, livemode: false }
}

/** The time to advance to, in epoch ms. Throws `validation_failed`. */
export function targetOf(tx: Tx, { by, to }: TestClockAdvanceRequest): number {
  const now = tx.now.getTime()
  const target = to === undefined ? now + distance(by ?? '') : Date.parse(to)
  const pointer = to === undefined ? '/by' : '/to'
  if (target < now) throw invalidField(pointer, 'in_the_past', 'The clock only goes ahead.')
  if (tx.advancedMs + target - now > MAX_AHEAD_MS) {
    throw invalidField(pointer, 'too_far', 'The clock goes 3,652 days ahead in all.')
  }
  return target
}

function distance(by: string): number {
  const ms = durationMs(by)
  if (ms !== null) return ms
  throw invalidField(
    '/by',
    'invalid_format',
    'Write a number and a unit, such as `8 days`; there are seconds, minutes, hours, days and weeks.',
  )
}

/** Takes the clock for a while. Throws `clock_busy` while somebody else has it. */
export async function takeClock(tx: Tx, holder: string): Promise<void> {
  const lease = { holder, held_until: wallNow(tx) + LEASE_MS }
  const taken = await tx.db
    .insertInto('leases')
    .values({ name: LEASE, ...lease })
    .onConflict((conflict) =>
      conflict
        .columns(['environment', 'name'])
        .doUpdateSet(lease)
        .where('leases.held_until', '<=', wallNow(tx)),
    )
    .returning('name')
    .executeTakeFirst()
  if (taken === undefined) throw clockBusy()
}

/** Keeps it for longer. Throws `clock_busy` when it was lost: the holder took so long that another has it. */
export async function keepClock(tx: Tx, holder: string): Promise<void> {
  const kept = await tx.db
    .updateTable('leases')
    .set({ held_until: wallNow(tx) + LEASE_MS })
    .where('name', '=', LEASE)
    .where('holder', '=', holder)
    .returning('name')
    .executeTakeFirst()
  if (kept === undefined) throw clockBusy()
}

export async function releaseClock(tx: Tx, holder: string): Promise<void> {
  await tx.db.deleteFrom('leases').where('name', '=', LEASE).where('holder', '=', holder).execute()
  tx.wakeAt(tx.now.getTime())
}

/** Until when (wall clock) somebody else has it; null when nobody does. */
export async function clockHeldUntil(tx: Tx, exceptBy: string | null): Promise<number | null> {
  if (tx.livemode) return null
  const lease = await tx.db
    .selectFrom('leases')
    .select(['holder', 'held_until'])
    .where('name', '=', LEASE)
    .where('held_until', '>', wallNow(tx))
    .executeTakeFirst()
  return lease === undefined || lease.holder === exceptBy ? null : lease.held_until
}

export async function isClockHeldBy(tx: Tx, holder: string): Promise<boolean> {
  const lease = await tx.db
    .selectFrom('leases')
    .select('name')
    .where('name', '=', LEASE)
    .where('holder', '=', holder)
    .where('held_until', '>', wallNow(tx))
    .executeTakeFirst()
  return lease !== undefined
}

/** Puts it ahead to `at`; it never goes back. The next transaction sees it. */
export async function moveClock(tx: Tx, at: number): Promise<void> {
  const ahead = at - tx.now.getTime()
  if (ahead <= 0) return
  await tx.db
    .updateTable('tenant')
    .set((eb) => ({ clock_offset_ms: eb('clock_offset_ms', '+', ahead) }))
    .execute()
}

/** What an advance leaves behind. */
export interface Advanced {
  readonly from: number
  readonly now: number
  readonly done: boolean
  readonly happened: readonly Happened[]
}

export const toAdvance = ({ from, now, done, happened }: Advanced): TestClockAdvance => ({
  object: 'test_clock_advance',
  from: iso(from),
  now: iso(now),
  done,
  happened: happened.map(({ at, what, id }) => ({ at: iso(at), what, id })),
  livemode: false,
})

const clockBusy = () => new Refusal('clock_busy', { retryAfterSeconds: 1 })

const wallNow = (tx: Tx): number => wallTime(tx, tx.now.getTime())
