import type { Event } from '@bahi/spec'
import type { EnvironmentId } from '../kit/environment.ts'
import { signingSecrets } from '../operations/webhook-endpoint-secret.ts'
import { nextInLine } from '../rules/delivery.ts'
import type { Tx } from '../store/store.ts'
import { toEvent } from '../tables/event.ts'
import type { ApiVersions } from '../versions/api-versions.ts'
import { FIRST_PINNED_VERSION } from '../versions/pin.ts'

/** A delivery that this process has claimed, with all that sending it needs: no transaction is open meanwhile. */
export interface Job {
  readonly environment: EnvironmentId
  readonly livemode: boolean
  readonly deliveryId: string
  readonly endpointId: string
  readonly url: string
  readonly eventId: string
  /** The event's wire JSON in its endpoint's version, the same bytes on every attempt while that stays. */
  readonly body: string
  readonly sealedSecrets: readonly string[]
  /** The end of the lease, wall clock; it names the claim too. */
  readonly claimedUntil: number
  /** When it was claimed, in the environment's time. */
  readonly at: number
}

export interface ClaimTerms {
  /** Wall clock, now. */
  readonly wall: number
  readonly leaseMs: number
  /** How many this process can send beside those it is sending. */
  readonly room: number
  readonly versions: ApiVersions
}

export interface Claimed {
  readonly jobs: readonly Job[]
  /** Somebody else held a line with work: it may have found it full, so the line must be looked at again. */
  readonly passedOver: boolean
}

/** Endpoints looked at in one transaction; those beyond come in the next look. */
const MAX_LINES = 100

/**
 * Claims what is due at endpoints that have room, in the order of their lines. A lease that has run out was of a
 * process that died or could not write: what it had claimed is claimed again.
 */
export async function claimDue(tx: Tx, { wall, leaseMs, room, versions }: ClaimTerms): Promise<Claimed> {
  const chosen: Chosen[] = []
  const { lines, passedOver } = await linesWithWork(tx, wall)
  for (const line of lines) {
    if (chosen.length >= room) break
    const free = Math.min(line.max_in_flight - (await inFlight(tx, line.id, wall)), room - chosen.length)
    if (free > 0) chosen.push(...(await choose(tx, line, { wall, free })))
  }
  if (chosen.length === 0) return { jobs: [], passedOver }
  const claimedUntil = wall + leaseMs
  await tx.db
    .updateTable('deliveries')
    .set({ claimed_until: claimedUntil })
    .where(
      'id',
      'in',
      chosen.map((one) => one.deliveryId),
    )
    .execute()
  return { jobs: await asJobs(tx, chosen, { claimedUntil, versions }), passedOver }
}

interface Line {
  readonly id: string
  readonly url: string
  readonly max_in_flight: number
  readonly api_version: string | null
}

interface Chosen {
  readonly deliveryId: string
  readonly eventId: string
  readonly dueAt: number
  readonly line: Line
}

/**
 * Lines with room for what is due; behind any number of full ones there may be others. Locked until the commit: two
 * processes must not fill one line's room twice. One that is locked already is passed over, so that it holds up no other.
 */
async function linesWithWork(tx: Tx, wall: number): Promise<{ lines: Line[]; passedOver: boolean }> {
  const query = tx.db
    .selectFrom('webhook_endpoints')
    .select(['id', 'url', 'max_in_flight', 'api_version'])
    .where('status', '=', 'enabled')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('deliveries')
          .select('deliveries.id')
          .whereRef('deliveries.endpoint_id', '=', 'webhook_endpoints.id')
          .where('deliveries.status', '=', 'pending')
          .where('deliveries.next_attempt_at', '<=', tx.now.getTime()),
      ),
    )
    .where('max_in_flight', '>', ({ selectFrom }) =>
      selectFrom('deliveries')
        .select((eb) => eb.fn.countAll<number>().as('in_flight'))
        .whereRef('deliveries.endpoint_id', '=', 'webhook_endpoints.id')
        .where('deliveries.claimed_until', '>', wall),
    )
    .orderBy('id')
    .limit(MAX_LINES)
  const found = await query.execute()
  if (tx.engine === 'sqlite' || found.length === 0) return { lines: found, passedOver: false }
  const ids = found.map(({ id }) => id)
  const lines = await query.where('id', 'in', ids).forUpdate().skipLocked().execute()
  return { lines, passedOver: lines.length < found.length }
}

async function inFlight(tx: Tx, endpointId: string, wall: number): Promise<number> {
  const { count } = await tx.db
    .selectFrom('deliveries')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('endpoint_id', '=', endpointId)
    .where('claimed_until', '>', wall)
    .executeTakeFirstOrThrow()
  return Number(count)
}

async function choose(tx: Tx, line: Line, { wall, free }: { wall: number; free: number }): Promise<Chosen[]> {
  const unclaimed = tx.db
    .selectFrom('deliveries')
    .select(['id as deliveryId', 'event_id as eventId', 'next_attempt_at'])
    .where('endpoint_id', '=', line.id)
    .where('status', '=', 'pending')
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', wall)]))
    .limit(free)
  const firsts = await unclaimed.where('attempt_count', '=', 0).orderBy('sequence').execute()
  const now = tx.now.getTime()
  // Behind a full line only retries that were due before its head can be next: the index is not read past it.
  const before = firsts.length < free ? now : (firsts[0]?.next_attempt_at ?? now)
  const retries = await unclaimed
    .where('attempt_count', '>', 0)
    .where('next_attempt_at', '<=', before)
    .orderBy('next_attempt_at')
    .execute()
  const waiting = ({ next_attempt_at, ...row }: (typeof firsts)[number]) => ({
    ...row,
    dueAt: next_attempt_at ?? now,
    line,
  })
  return nextInLine(firsts.map(waiting), retries.map(waiting), free)
}

async function asJobs(
  tx: Tx,
  chosen: readonly Chosen[],
  { claimedUntil, versions }: { claimedUntil: number; versions: ApiVersions },
): Promise<Job[]> {
  const events = await eventsOf(tx, [...new Set(chosen.map((one) => one.eventId))])
  const secrets = await signingSecrets(tx, [...new Set(chosen.map((one) => one.line.id))])
  return chosen.map(({ deliveryId, eventId, line }) => ({
    environment: tx.environment,
    livemode: tx.livemode,
    deliveryId,
    endpointId: line.id,
    url: line.url,
    eventId,
    body: inVersion(events.get(eventId), versions, line.api_version ?? FIRST_PINNED_VERSION),
    sealedSecrets: secrets.get(line.id) ?? [],
    claimedUntil,
    at: tx.now.getTime(),
  }))
}

/** Signed as it is sent: in the version of its endpoint. */
const inVersion = (event: Event | undefined, versions: ApiVersions, version: string): string =>
  JSON.stringify(versions.translationOf(version)?.answer(event) ?? event ?? '')

async function eventsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, Event>> {
  const rows = await tx.db.selectFrom('events').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, toEvent(row, tx)]))
}
