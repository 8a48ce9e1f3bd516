import type { ApiClient, Call, CallOptions, components, ListOptions, PageList, Query } from '@bahi/core'

/** Invoices: made as drafts and sent with a number, or rung up as sales; then paid, written off, or voided while nothing was paid. */
export class Invoices {
  readonly #client: ApiClient

  constructor(client: ApiClient) {
    this.#client = client
  }

  /**
   * Drafts an invoice; with `payment` rings up a sale: raised, numbered, taken out of stock and paid at once, or not at all. A
   * line has one of `catalog_item_id`, `sku`, or a `description` with a price. Throws `insufficient_stock` with the lines in
   * `shortages`, `overpayment` for a payment of more than the sale.
   */
  create(invoice: InvoiceCreate, options?: CallOptions): Call<Invoice> {
    return this.#client.request('post', '/invoices', { body: invoice }, options)
  }

  /** Throws `not_found` for an id that this key can't see. */
  retrieve(id: string, options?: CallOptions): Call<Invoice> {
    return this.#client.request('get', '/invoices/{id}', { path: { id } }, options)
  }

  /** Newest first, by status, contact or dates if given. */
  list(query?: InvoiceQuery, options?: ListOptions): PageList<Invoice> {
    return this.#client.list('/invoices', { query }, options)
  }

  /** Changes a draft. Throws `invalid_state` for any other. */
  update(id: string, changes: InvoiceUpdate, options?: CallOptions): Call<Invoice> {
    return this.#client.request('patch', '/invoices/{id}', { path: { id }, body: changes }, options)
  }

  /** Deletes a draft. Throws `invalid_state` for any other. */
  delete(id: string, options?: CallOptions): Call<undefined> {
    return this.#client.request('delete', '/invoices/{id}', { path: { id } }, options)
  }

  /** Gives a draft its number and opens it. Throws `invalid_state` for any other. */
  send(id: string, options?: CallOptions): Call<Invoice> {
    return this.#client.request('post', '/invoices/{id}/send', { path: { id } }, options)
  }

  /** Voids an open invoice on which nothing was paid. */
  void(id: string, options?: CallOptions): Call<Invoice> {
    return this.#client.request('post', '/invoices/{id}/void', { path: { id } }, options)
  }

  /** Writes what is due off as bad debt; a payment that comes after all is still recorded. */
  markUncollectible(id: string, options?: CallOptions): Call<Invoice> {
    return this.#client.request('post', '/invoices/{id}/mark-uncollectible', { path: { id } }, options)
  }
}

/** An invoice. It narrows by `status`: a paid one has `paid_at`. */
export type Invoice = components['schemas']['Invoice']
/** A line of an invoice, with its taxes and totals. */
export type InvoiceItem = components['schemas']['InvoiceItem']
/** A new draft; an amount is given in `rate` (major units) or `rate_minor`, never both. */
export type InvoiceCreate = components['schemas']['InvoiceCreate']
/** Money that is taken with the sale. */
export type SalePayment = components['schemas']['SalePayment']
/** What to change of a draft; what is left out stays. */
export type InvoiceUpdate = components['schemas']['InvoiceUpdate']
/** By status, contact or dates, with `limit` and `cursor`. */
export type InvoiceQuery = Query<'/invoices'>
