import type { EventOf, KnownEvent, KnownEventType } from '@bahi/webhooks'

/** How long a delivery may take to arrive before the story is called wrong. */
const PATIENCE_MS = 5_000

/** The first event of each type that a webhook handler was given. */
export interface Arrivals {
  keep(event: KnownEvent): void
  /** The first event of this type, as soon as it has arrived. */
  next<T extends KnownEventType>(type: T): Promise<EventOf<T>>
}

export function createArrivals(): Arrivals {
  const arrived = new Map<string, PromiseWithResolvers<KnownEvent>>()
  const arrival = (type: KnownEventType) => {
    const known = arrived.get(type) ?? Promise.withResolvers<KnownEvent>()
    arrived.set(type, known)
    return known
  }
  return {
    keep: (event) => arrival(event.type).resolve(event),
    async next<T extends KnownEventType>(type: T): Promise<EventOf<T>> {
      const late = setTimeout(
        () => arrival(type).reject(new Error(`no ${type} arrived in ${PATIENCE_MS} ms`)),
        PATIENCE_MS,
      )
      const event = await arrival(type).promise
      clearTimeout(late)
      return event as EventOf<T> // kept under its own type
    },
  }
}
