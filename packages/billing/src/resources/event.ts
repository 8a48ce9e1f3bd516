import type { ApiClient, Call, CallOptions, components, ListOptions, PageList, Query } from '@bahi/core'

/** What happened, numbered in order, each with a snapshot of the resource that it happened to. */
export class Events {
  readonly #client: ApiClient

  constructor(client: ApiClient) {
    this.#client = client
  }

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
export type EventType = components['schemas']['EventType']
export type EventQuery = Query<'/events'>
