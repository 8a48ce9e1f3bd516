import type { ApiClient, Call, CallOptions, components, ListOptions, PageList, Query } from '@bahi/core'

/** Pages on which anyone who has the address may pay, for an invoice or for any amount. */
export class PaymentLinks {
  readonly #client: ApiClient

  constructor(client: ApiClient) {
    this.#client = client
  }

  /** Makes a link; `url` is its page. Needs an amount or an open invoice, whose balance is the amount if none is given. */
  create(link: PaymentLinkCreate, options?: CallOptions): Call<PaymentLink> {
    return this.#client.request('post', '/payment-links', { body: link }, options)
  }

  /** A publishable key reads its amount and status. */
  retrieve(id: string, options?: CallOptions): Call<PaymentLink> {
    return this.#client.request('get', '/payment-links/{id}', { path: { id } }, options)
  }

  /** Newest first, by invoice or contact if given. */
  list(query?: PaymentLinkQuery, options?: ListOptions): PageList<PaymentLink> {
    return this.#client.list('/payment-links', { query }, options)
  }

  /** Its page takes no more money; cancelling it again changes nothing. */
  cancel(id: string, options?: CallOptions): Call<PaymentLink> {
    return this.#client.request('post', '/payment-links/{id}/cancel', { path: { id } }, options)
  }
}

/** A page on which an amount is paid. */
export type PaymentLink = components['schemas']['PaymentLink']
/** What to ask for: an amount, or the balance of an invoice. */
export type PaymentLinkCreate = components['schemas']['PaymentLinkCreate']
/** By status, invoice or contact, with `limit` and `cursor`. */
export type PaymentLinkQuery = Query<'/payment-links'>
