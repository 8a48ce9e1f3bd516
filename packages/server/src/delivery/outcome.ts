import { forUpdate } from '../operations/lock.ts'
import { forgetEndpointFailure, noteEndpointFailure } from '../operations/webhook-endpoint-health.ts'
import { afterAttempt, isSuccess, type Verdict } from '../rules/delivery.ts'
import { purgeOf, schedule } from '../schedule.ts'
import type { Tx } from '../store/store.ts'
import type { Row } from '../tables/row.ts'
import type { Job } from './claim.ts'
import type { SendResult } from './send.ts'

/**
 * Writes down an attempt and what becomes of its delivery. When the claim was lost meanwhile (the lease ran out, the
 * endpoint was deleted) the attempt is kept all the same, and the delivery left to whoever has it now.
 */
export async function recordOutcome(
  tx: Tx,
  job: Job,
  result: SendResult,
): Promise<Verdict['status'] | 'lost'> {
  // The endpoint is locked before the delivery, as everywhere.
  if (isSuccess(result.status)) await forgetEndpointFailure(tx, job.endpointId)
  else await noteEndpointFailure(tx, job, result.status)
  const query = tx.db.selectFrom('deliveries').selectAll().where('id', '=', job.deliveryId)
  const delivery = await forUpdate(tx, query).executeTakeFirst()
  if (delivery === undefined) return 'lost'
  await insertAttempt(tx, job, result)
  if (delivery.status !== 'pending' || delivery.claimed_until !== job.claimedUntil) return 'lost'
  return settle(tx, delivery, result)
}

async function settle(tx: Tx, delivery: Row<'deliveries'>, result: SendResult): Promise<Verdict['status']> {
  const now = tx.now.getTime()
  const attempt = delivery.attempt_count + 1
  const verdict = afterAttempt({ attempt, status: result.status, retryAfterMs: result.retryAfterMs })
  const nextAttemptAt = verdict.status === 'pending' ? now + verdict.waitMs : null
  await tx.db
    .updateTable('deliveries')
    .set({
      status: verdict.status,
      attempt_count: attempt,
      next_attempt_at: nextAttemptAt,
      claimed_until: null,
      updated_at: now,
      finished_at: verdict.status === 'pending' ? null : now,
    })
    .where('id', '=', delivery.id)
    .execute()
  if (nextAttemptAt !== null) tx.wakeAt(nextAttemptAt)
  if (verdict.status === 'dead_letter') await schedule(tx, purgeOf(delivery.id, now))
  return verdict.status
}

async function insertAttempt(tx: Tx, job: Job, result: SendResult): Promise<void> {
  const { last } = await tx.db
    .selectFrom('delivery_attempts')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('delivery_id', '=', job.deliveryId)
    .executeTakeFirstOrThrow()
  await tx.db
    .insertInto('delivery_attempts')
    .values({
      id: tx.newId('att'),
      delivery_id: job.deliveryId,
      number: (last ?? 0) + 1,
      at: job.at,
      status: result.status,
      latency_ms: result.latencyMs,
      response_body: result.responseBody,
      error: result.error,
    })
    .execute()
}
