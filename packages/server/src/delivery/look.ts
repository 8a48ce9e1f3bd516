import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../kit/clock.ts'
import type { EnvironmentId } from '../kit/environment.ts'
import { failpoint } from '../kit/failpoint.ts'
import { clockHeldUntil } from '../operations/test-clock.ts'
import { runAppointments } from '../scheduler/appointments.ts'
import { nextDue } from '../store/due.ts'
import type { DueEnvironment, Tx } from '../store/store.ts'
import { claimDue, type Job } from './claim.ts'
import { fanOut } from './fan-out.ts'
import type { Sending } from './sending.ts'
import type { WorkerOptions } from './worker-options.ts'

/** Attempts under way at once in this process, roughly: each is a socket. */
export const MAX_SENDING = 200
/** Attempts that one look may begin, so that one environment can't take all. */
const MAX_STARTS = 50
/** What a lease lasts beyond the attempt: time to write its answer down. What a dead process had claimed waits this out, on both engines. */
const LEASE_MARGIN_MS = 5_000
/** When to look again at what is due and had no room in this process, or had too much company for one look. */
const LOOK_AGAIN_MS = 1_000
/** While somebody else looks at a line: a look is one short transaction. */
const PASSED_OVER_PAUSE_MS = 20
/** How long an environment that failed is let alone. */
const ERROR_PAUSE_MS = 5_000

export interface Found {
  /** There was something to do. */
  readonly work: boolean
  /** It must be looked at again at once. */
  readonly more: boolean
}

/**
 * Looks at one environment: makes the deliveries of its new events, claims what is due and begins to send it, and does
 * what is scheduled. With
 * `asked`, says when to look again. Never rejects.
 */
export async function look(
  environment: EnvironmentId,
  asked: DueEnvironment | undefined,
  { options, sending }: { options: WorkerOptions; sending: Sending },
): Promise<Found> {
  try {
    const room = Math.min(MAX_STARTS, MAX_SENDING - sending.count)
    const { jobs, more, passedOver, appointments, next } = await takeWork(environment, {
      options,
      room,
      settling: asked !== undefined,
    })
    if (jobs.length > 0) failpoint('after_claim')
    for (const job of jobs) sending.start(job)
    if (asked) await options.store.platform.settleDue(asked, later(next, options.clock))
    const done = appointments ? await runAppointments(environment, options) : 0
    if (passedOver) await sleep(PASSED_OVER_PAUSE_MS)
    const again = more || passedOver || done > 0
    return { work: again || jobs.length > 0, more: again }
  } catch (error) {
    options.logger.error('An environment could not be looked at for deliveries', { environment, error })
    if (asked) await putOff(asked, options)
    return { work: false, more: false }
  }
}

/** Not at once: environments whose lines are full would be the earliest for ever and hide all others. */
function later(next: number | null, clock: Clock): number | null {
  const now = clock.wall()
  return next === null || next > now ? next : now + LOOK_AGAIN_MS
}

interface Work {
  readonly jobs: readonly Job[]
  readonly more: boolean
  readonly passedOver: boolean
  /** Something scheduled is due. */
  readonly appointments: boolean
  readonly next: number | null
}

const nothing: Omit<Work, 'next'> = { jobs: [], more: false, passedOver: false, appointments: false }

interface Terms {
  readonly options: WorkerOptions
  readonly room: number
  readonly settling: boolean
}

function takeWork(environment: EnvironmentId, { options, room, settling }: Terms): Promise<Work> {
  const leaseMs = options.deliveryTimeoutMs + LEASE_MARGIN_MS
  return options.store.transaction(environment, async (tx) => {
    // Who advances the clock does all that falls due meanwhile: in order, and told in its answer.
    const heldUntil = await clockHeldUntil(tx, options.journal.holder(environment))
    if (heldUntil !== null) return { ...nothing, next: heldUntil }
    const { more } = await fanOut(tx)
    const { jobs, passedOver } = await claimDue(tx, {
      wall: options.clock.wall(),
      leaseMs,
      room,
      versions: options.versions,
    })
    const appointments = await isAppointmentDue(tx)
    return { jobs, more, passedOver, appointments, next: settling ? await nextDue(tx) : null }
  })
}

async function isAppointmentDue(tx: Tx): Promise<boolean> {
  const due = await tx.db
    .selectFrom('schedule')
    .select('id')
    .where('due_at', '<=', tx.now.getTime())
    .limit(1)
    .executeTakeFirst()
  return due !== undefined
}

/** Else the environment would be the earliest for ever, and a hundred such would hide all others. */
async function putOff(asked: DueEnvironment, { store, clock, logger }: WorkerOptions): Promise<void> {
  try {
    await store.platform.settleDue(asked, clock.wall() + ERROR_PAUSE_MS)
  } catch (error) {
    logger.error('An environment could not be put off', { environment: asked.environment, error })
  }
}
