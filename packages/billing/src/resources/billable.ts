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

export type Billable = components['schemas']['Billable']
export type BillableInput = components['schemas']['BillableInput']
export type BillablesCreate = components['schemas']['BillablesCreate']
export type BillablesCreated = components['schemas']['BillablesCreated']
export type BillableUpdate = components['schemas']['BillableUpdate']
export type BillableQuery = Query<'/billables'>
