import type { EventOf, KnownEventType, WebhookEvent } from '@bahi/webhooks'
import { openReceiver, type Received, type WebhookTarget } from './receiver.ts'

/** Sends the server's webhooks somewhere. */
export interface Deliveries {
  /**
   * Subscribes an address, or a handler from `Request` to `Response`, which then receives real, signed deliveries over
   * loopback. Throws when the server refuses the endpoint.
   */
  to(target: string | WebhookTarget, options?: SubscriptionOptions): Promise<Subscription>
  /** Waits until every delivery that is due was attempted. */
  settle(): Promise<void>
}

/** What is sent to a subscriber. */
export interface SubscriptionOptions {
  /** Default: all of them. */
  readonly types?: readonly KnownEventType[]
}

/** A webhook endpoint at the test server. */
export interface Subscription {
  /** `whk_…`. */
  readonly id: string
  readonly url: string
  /** `whsec_…`: what your handler verifies with. */
  readonly secret: string
  /** What has come so far and how the handler answered, oldest first. Of an address it tells nothing. */
  readonly received: readonly Received[]
  /** The events of a type that have come, oldest first. */
  events<Type extends KnownEventType>(type: Type): EventOf<Type>[]
}

/** Calls the API with the test environment's secret key; throws what it answers when it refuses. */
export type CallApi = (method: string, path: string, body?: unknown) => Promise<unknown>

export interface DeliveriesOptions {
  readonly call: CallApi
  settle(): Promise<void>
  /** Handed what must be closed with the server. */
  closes(close: () => Promise<void>): void
}

export function createDeliveries({ call, settle, closes }: DeliveriesOptions): Deliveries {
  return {
    settle,
    async to(target, options = {}) {
      requireUsable(target, options)
      const { types } = options
      const receiver = typeof target === 'string' ? undefined : await openReceiver(target)
      if (receiver !== undefined) closes(receiver.close)
      const url = receiver?.url ?? String(target)
      const endpoint = await call('POST', '/webhooks', { url, event_types: types ?? ['*'] })
      const { id, secret } = endpoint as { id: string; secret: string } // what the contract answers
      const received = receiver?.received ?? []
      return { id, url, secret, received, events: (type) => eventsOf(received, type) }
    },
  }
}

/** Throws a TypeError for what plain JavaScript would have taken for a handler, or forgotten in silence. */
function requireUsable(target: unknown, options: SubscriptionOptions): void {
  if (typeof target !== 'string' && typeof target !== 'function')
    throw new TypeError('deliveries.to: give an address, or a handler from Request to Response.')
  const unknown = Object.keys(options).find((name) => name !== 'types')
  if (unknown !== undefined)
    throw new TypeError(`deliveries.to: there is no option ${unknown}; there is types.`)
}

function eventsOf<Type extends KnownEventType>(received: readonly Received[], type: Type): EventOf<Type>[] {
  const isOfType = (event: WebhookEvent): event is EventOf<Type> => event.type === type
  return received.map(({ event }) => event).filter(isOfType)
}
