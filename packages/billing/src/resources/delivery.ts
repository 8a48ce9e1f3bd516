import type { ApiClient, Call, CallOptions, components, ListOptions, PageList, Query } from '@bahi/core'

/** Events on their way to endpoints, each with its attempts. */
export class Deliveries {
  readonly #client: ApiClient

  constructor(client: ApiClient) {
    this.#client = client
  }

  /** Throws `not_found` for an id that this key can't see. */
  retrieve(id: string, options?: CallOptions): Call<Delivery> {
    return this.#client.request('get', '/deliveries/{id}', { path: { id } }, options)
  }

  /** Newest first, by endpoint, event or status if given; `status: 'dead_letter'` lists what was given up. */
  list(query?: DeliveryQuery, options?: ListOptions): PageList<Delivery> {
    return this.#client.list('/deliveries', { query }, options)
  }

  /** Sends the event again under the same `webhook-id`. */
  replay(id: string, options?: CallOptions): Call<Delivery> {
    return this.#client.request('post', '/deliveries/{id}/replay', { path: { id } }, options)
  }

  /** Sends all that match again, dead letters unless `status` says otherwise; `has_more` asks for a further call. */
  replayMany(filter: DeliveriesReplay = {}, options?: CallOptions): Call<DeliveriesReplayed> {
    return this.#client.request('post', '/deliveries/replay', { body: filter }, options)
  }
}

/** One event on its way to one endpoint. */
export type Delivery = components['schemas']['Delivery']
/** One try to deliver, with the beginning of what was answered. */
export type DeliveryAttempt = components['schemas']['DeliveryAttempt']
/** Which dead letters to send again. */
export type DeliveriesReplay = components['schemas']['DeliveriesReplay']
/** How many are sent again, and whether there are more. */
export type DeliveriesReplayed = components['schemas']['DeliveriesReplayed']
/** By endpoint, event or status, with `limit` and `cursor`. */
export type DeliveryQuery = Query<'/deliveries'>
