/**
 * Any event: one of the known types, or one of a newer server. `switch (event.type)` narrows `data`, and the
 * default branch is left with `UnknownEvent`.
 */
export type WebhookEvent = KnownEvent | UnknownEvent

/** An event of a type that this version knows. */
export type KnownEvent = { [Type in KnownEventType]: Envelope<Type, EventData[Type]> }[KnownEventType]

/** The event of one known type. */
export type EventOf<Type extends KnownEventType> = Extract<KnownEvent, { type: Type }>

/** An event of a type that this version doesn't know: a newer server's. */
export type UnknownEvent = Envelope<UnknownEventType, Record<string, unknown>>

/** The names of the known types. */
export type KnownEventType = keyof EventData

/** What every event says about itself. */
export interface Envelope<Type extends string, Data> {
  /** `evt_…`; the same on every attempt, so the key to de-duplicate by. */
  id: string
  type: Type
  /** RFC 3339, UTC, milliseconds. */
  created_at: string
  /** The API version that `data` is written in. */
  api_version: string
  /** The event's place among all of its environment; order by this, not by arrival. */
  sequence: number
  livemode: boolean
  /** A snapshot of the resource as it was when the event happened. */
  data: Data
}

/** What `data` holds, by type. */
export interface EventData {
  'invoice.created': Snapshot
  'invoice.sent': Snapshot
  'invoice.overdue': Snapshot
  'invoice.paid': Snapshot
  'invoice.refunded': Snapshot
  'invoice.voided': Snapshot
  'payment.recorded': Snapshot
  'credit_note.issued': Snapshot
  'stock.low': Snapshot
  'customer.created': Snapshot
  'payment_link.paid': Snapshot
  'payment_link.expired': Snapshot
  'reminder.sent': Snapshot
  'webhook_endpoint.disabled': Snapshot
  'webhook_endpoint.test': Snapshot
}

/** A resource. */
export interface Snapshot {
  id: string
  object: string
  [field: string]: unknown
}

// A plain `string` here would match every comparison and keep `data` from narrowing; an enum's member is a string
// that equals no literal. It exists in types only.
declare enum UnknownEventType {
  unknown = '(a type that this version does not know)',
}
