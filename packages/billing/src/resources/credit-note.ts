import type { ApiClient, Call, CallOptions, components, ListOptions, PageList, Query } from '@bahi/core'

/** What takes back an invoice, whole or by line, by an entry that reverses its sending. */
export class CreditNotes {
  readonly #client: ApiClient

  constructor(client: ApiClient) {
    this.#client = client
  }

  /**
   * Credits the lines in `items`, or all that is left of every line; with `refund` sends back what that frees of
   * payments, with `restock` puts back what a sale took out of stock. Throws `credit_exceeds_invoice` for more than is
   * left, pointing at the line.
   */
  create(creditNote: CreditNoteCreate, options?: CallOptions): Call<CreditNote> {
    return this.#client.request('post', '/credit-notes', { body: creditNote }, options)
  }

  /** Throws `not_found` for an id that this key can't see. */
  retrieve(id: string, options?: CallOptions): Call<CreditNote> {
    return this.#client.request('get', '/credit-notes/{id}', { path: { id } }, options)
  }

  /** Newest first, by invoice if given. */
  list(query?: CreditNoteQuery, options?: ListOptions): PageList<CreditNote> {
    return this.#client.list('/credit-notes', { query }, options)
  }
}

/** A posting that takes back what was invoiced, whole or in part. */
export type CreditNote = components['schemas']['CreditNote']
/** A credited line. */
export type CreditNoteItem = components['schemas']['CreditNoteItem']
/** What to credit, all of the invoice or by line, and whether to refund it. */
export type CreditNoteCreate = components['schemas']['CreditNoteCreate']
/** By invoice, with `limit` and `cursor`. */
export type CreditNoteQuery = Query<'/credit-notes'>
