import type { Generated } from 'kysely'
import type { InEnvironment, Time } from './row.ts'

export interface DeliveryTable extends InEnvironment {
  id: string
  event_id: string
  sequence: number
  event_type: string
  /** Refers to nothing: a delivery outlives its endpoint. */
  endpoint_id: string
  status: 'pending' | 'succeeded' | 'cancelled' | 'dead_letter'
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
