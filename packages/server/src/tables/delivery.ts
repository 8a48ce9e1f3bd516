import type { Delivery, EventType } from '@bahi/spec'
import type { Generated, Selectable } from 'kysely'
import type { InEnvironment, Time } from './column.ts'
import { type InMode, iso, isoOrNull, stampsOf } from './wire.ts'

export interface DeliveryTable extends InEnvironment {
  id: string
  event_id: string
  sequence: number
  event_type: string
  /** Refers to nothing: a delivery outlives its endpoint. */
  endpoint_id: string
  status: 'pending' | 'succeeded' | 'cancelled' | 'dead_letter'
  /** Attempts since the schedule began; a replay begins it anew. */
  attempt_count: Generated<number>
  next_attempt_at: Time | null
  /** The end of a worker's lease, on the wall clock. */
  claimed_until: number | null
  created_at: Time
  updated_at: Time
  finished_at: Time | null
}

export interface DeliveryAttemptTable extends InEnvironment {
  id: string
  delivery_id: string
  /** 1 for the first attempt. */
  number: number
  at: Time
  status: number | null
  latency_ms: number
  response_body: string | null
  error: string | null
}

/** `attempts` in the order they were made. */
export function toDelivery(
  row: Selectable<DeliveryTable>,
  attempts: readonly Selectable<DeliveryAttemptTable>[],
  tx: InMode,
): Delivery {
  return {
    id: row.id,
    object: 'delivery',
    event_id: row.event_id,
    // Only events of the contract are ever recorded.
    event_type: row.event_type as EventType,
    endpoint_id: row.endpoint_id,
    status: row.status,
    attempts: attempts.map(toAttempt),
    next_attempt_at: isoOrNull(row.next_attempt_at),
    ...stampsOf(row, tx),
  }
}

const toAttempt = (row: Selectable<DeliveryAttemptTable>): Delivery['attempts'][number] => ({
  id: row.id,
  at: iso(row.at),
  status: row.status,
  latency_ms: row.latency_ms,
  response_body: row.response_body,
  error: row.error,
})

/** A delivery whose schedule begins anew. */
export const begunAnew = (now: number) => ({
  status: 'pending' as const,
  attempt_count: 0,
  next_attempt_at: now,
  claimed_until: null,
  updated_at: now,
  finished_at: null,
})
