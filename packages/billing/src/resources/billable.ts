import type { ApiClient, Call, CallOptions, components, ListOptions, PageList, Query } from '@bahi/core'

/** Work that is put on a draft invoice, with a reference to where it was noted. */
export class Billables {
  readonly #client: ApiClient

  constructor(client: ApiClient) {
    this.#client = client
  }

  /** Puts 1 to 100 on a draft invoice, all or none; errors point at `/billables/7/amount_minor`. */
  create(billables: BillablesCreate, options?: CallOptions): Call<BillablesCreated> {
    return this.#client.request('post', '/billables', { body: billables }, options)
  }

  /** Throws `not_found` for an id that this key can't see. */
  retrieve(id: string, options?: CallOptions): Call<Billable> {
    return this.#client.request('get', '/billables/{id}', { path: { id } }, options)
  }

  /** Newest first, by invoice or reference if given. */
  list(query?: BillableQuery, options?: ListOptions): PageList<Billable> {
    return this.#client.list('/billables', { query }, options)
  }

  /** Possible while its invoice is a draft. */
  update(id: string, changes: BillableUpdate, options?: CallOptions): Call<Billable> {
    return this.#client.request('patch', '/billables/{id}', { path: { id }, body: changes }, options)
  }

  /** Possible while its invoice is a draft. */
  delete(id: string, options?: CallOptions): Call<undefined> {
    return this.#client.request('delete', '/billables/{id}', { path: { id } }, options)
  }
}

/** A line of a draft invoice, with a reference of your own. */
export type Billable = components['schemas']['Billable']
/** One billable to create; `amount_minor` is per unit. */
export type BillableInput = components['schemas']['BillableInput']
/** 1 to 100 billables for one draft invoice, created all or none. */
export type BillablesCreate = components['schemas']['BillablesCreate']
/** The billables in the order in which they were sent. */
export type BillablesCreated = components['schemas']['BillablesCreated']
/** What to change of a billable; what is left out stays. */
export type BillableUpdate = components['schemas']['BillableUpdate']
/** By invoice or reference, with `limit` and `cursor`. */
export type BillableQuery = Query<'/billables'>
