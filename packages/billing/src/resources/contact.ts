import type { ApiClient, Call, CallOptions, components, ListOptions, PageList, Query } from '@bahi/core'

/** The people and firms that are billed. */
export class Contacts {
  readonly #client: ApiClient

  constructor(client: ApiClient) {
    this.#client = client
  }

  /** Needs a name, an email or a phone. Throws `already_exists` when another contact has the phone. */
  create(contact: ContactCreate, options?: CallOptions): Call<Contact> {
    return this.#client.request('post', '/contacts', { body: contact }, options)
  }

  /** Creates the customer with this phone (E.164), or updates it. */
  upsert(customer: CustomerUpsert, options?: CallOptions): Call<Contact> {
    return this.#client.request('post', '/customers', { body: customer }, options)
  }

  /** Throws `not_found` for an id that this key can't see. */
  retrieve(id: string, options?: CallOptions): Call<Contact> {
    return this.#client.request('get', '/contacts/{id}', { path: { id } }, options)
  }

  /** Newest first, by phone or email if given. */
  list(query?: ContactQuery, options?: ListOptions): PageList<Contact> {
    return this.#client.list('/contacts', { query }, options)
  }

  /** Changes the members that are sent; null empties one. */
  update(id: string, changes: ContactUpdate, options?: CallOptions): Call<Contact> {
    return this.#client.request('patch', '/contacts/{id}', { path: { id }, body: changes }, options)
  }

  /** Throws `in_use` while an invoice refers to it. */
  delete(id: string, options?: CallOptions): Call<undefined> {
    return this.#client.request('delete', '/contacts/{id}', { path: { id } }, options)
  }
}

/** A person or firm that is billed. */
export type Contact = components['schemas']['Contact']
/** A new contact; `phone` in E.164. */
export type ContactCreate = components['schemas']['ContactCreate']
/** What to change of a contact; what is left out stays. */
export type ContactUpdate = components['schemas']['ContactUpdate']
/** By phone or email, with `limit` and `cursor`. */
export type ContactQuery = Query<'/contacts'>
/** A contact by its phone, created or updated. */
export type CustomerUpsert = components['schemas']['CustomerUpsert']
