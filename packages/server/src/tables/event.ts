import type { Event } from '@bahi/spec'
import type { Selectable } from 'kysely'
import type { InEnvironment, Json, Time } from './column.ts'
import { type InMode, iso } from './wire.ts'

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
  /** Told to this endpoint alone, whatever it is subscribed to; null: to all that listen. */
  endpoint_id: string | null
  fanned_out_at: Time | null
}

/** Numbers that must have no gap: `event`, `invoice:2026`. */
export interface CounterTable extends InEnvironment {
  name: string
  value: number
}

/** The event as it is listed and as it is delivered. */
export function toEvent(row: Selectable<EventTable>, tx: InMode): Event {
  const event = {
    id: row.id,
    object: 'event',
    type: row.type,
    created_at: iso(row.created_at),
    api_version: row.api_version,
    sequence: row.sequence,
    livemode: tx.livemode,
    data: JSON.parse(row.data),
  }
  // Type and data were written together by `recordEvent`: the pair is one of the union's.
  return event as Event
}
