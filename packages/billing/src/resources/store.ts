import type { ApiClient, Call, CallOptions, components, ListOptions, PageList, Query } from '@bahi/core'

/** Where stock lies and sales are rung up. One of them is the default: it is meant wherever none is named. */
export class Stores {
  readonly #client: ApiClient

  constructor(client: ApiClient) {
    this.#client = client
  }

  /** Throws `too_many_stores` when the environment has as many as it may have. */
  create(store: StoreCreate, options?: CallOptions): Call<Store> {
    return this.#client.request('post', '/stores', { body: store }, options)
  }

  /** Throws `not_found` for an id that this key can't see. */
  retrieve(id: string, options?: CallOptions): Call<Store> {
    return this.#client.request('get', '/stores/{id}', { path: { id } }, options)
  }

  /** Newest first: the default store, which was there from the start, is the last. */
  list(query?: StoreQuery, options?: ListOptions): PageList<Store> {
    return this.#client.list('/stores', { query }, options)
  }
}

/** A place where stock is kept. */
export type Store = components['schemas']['Store']
/** A new store. */
export type StoreCreate = components['schemas']['StoreCreate']
/** `limit` and `cursor`. */
export type StoreQuery = Query<'/stores'>
