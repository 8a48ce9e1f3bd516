import type { ApiClient, Call, CallOptions, components, ListOptions, PageList, Query } from '@bahi/core'

/** What happened, numbered in order, each with a snapshot of the resource that it happened to. */
export class Events {
  readonly #client: ApiClient

  constructor(client: ApiClient) {
    this.#client = client
  }

  /** Throws `not_found` for an id that this key can't see. */
  retrieve(id: string, options?: CallOptions): Call<Event> {
    return this.#client.request('get', '/events/{id}', { path: { id } }, options)
  }

  /** Newest first; with `since` oldest first from the sequence after it, so that reading on from the last misses nothing. */
  list(query?: EventQuery, options?: ListOptions): PageList<Event> {
    return this.#client.list('/events', { query }, options)
  }
}

/** Narrows by `type`; a type newer than this package is left to `default`. */
export type Event = components['schemas']['Event']
/** The known types of events, open to those of later versions. */
export type EventType = components['schemas']['EventType']
/** By type or resource, or `since` a sequence, with `limit` and `cursor`. */
export type EventQuery = Query<'/events'>
