import type { EventOf, KnownEventType, WebhookEvent } from '@bahi/webhooks'
import { requireKnown } from './options.ts'
import { openReceiver, type Received, type Receiver, type WebhookTarget } from './receiver.ts'

/** Sends the server's webhooks somewhere. */
export interface Deliveries {
  /**
   * Subscribes an address, or a handler from `Request` to `Response`, which then receives real, signed deliveries over
   * loopback. Throws when it is given anything else, and when the server refuses the endpoint.
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
      requireKnown('deliveries.to', options, ['types'])
      const { types = ['*'] } = options
      const { url, received, close } = await placeOf(target)
      const endpoint = await call('POST', '/webhooks', { url, event_types: types }).catch(async (error) => {
        await close()
        throw error
      })
      closes(close)
      const { id, secret } = endpoint as { id: string; secret: string } // what the contract answers
      return { id, url, secret, received, events: (type) => eventsOf(received, type) }
    },
  }
}

async function placeOf(target: string | WebhookTarget): Promise<Receiver> {
  if (typeof target === 'function') return openReceiver(target)
  if (typeof target === 'string') return { url: target, received: [], close: async () => {} }
  throw new TypeError(
    `deliveries.to takes an address or a handler from Request to Response, not ${String(target)}.`,
  )
}

function eventsOf<Type extends KnownEventType>(received: readonly Received[], type: Type): EventOf<Type>[] {
  const isOfType = (event: WebhookEvent): event is EventOf<Type> => event.type === type
  return received.map(({ event }) => event).filter(isOfType)
}
