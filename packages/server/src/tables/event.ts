import type { InEnvironment, Json, Time } from './row.ts'

export interface EventTable extends InEnvironment {
  id: string
  /** Gapless in the environment: no visible number has an unborn one behind it. */
  sequence: number
  type: string
  resource_id: string
  api_version: string
  data: Json
  created_at: Time
}

/** One row an event, committed with it; the worker makes the deliveries from here. */
export interface OutboxTable extends InEnvironment {
  event_id: string
  sequence: number
  fanned_out_at: Time | null
}

/** Numbers that must have no gap: `event`, `invoice:2026`. */
export interface CounterTable extends InEnvironment {
  name: string
  value: number
}
