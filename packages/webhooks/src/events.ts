import type { components } from '@bahi/core'

/**
 * Any event: one of the known types, or one of a newer server. `switch (event.type)` narrows `data`, and the
 * default branch is left with `UnknownEvent`.
 *
 * Source: the events of the contract, by way of the types generated from it.
 */
export type WebhookEvent = components['schemas']['Event']

// The contract's types mark a type that they don't know as text with a brand, and only the brand makes it an object.
type Branded = { type: object }

/** An event of a type that this version knows. */
export type KnownEvent = Exclude<WebhookEvent, Branded>

/** An event of a type that this version doesn't know: a newer server's. */
export type UnknownEvent = Extract<WebhookEvent, Branded>

/** The names of the known types. */
export type KnownEventType = KnownEvent['type']

/** The event of one known type. */
export type EventOf<Type extends KnownEventType> = Extract<KnownEvent, { type: Type }>
