import type { ApiClient, Call, CallOptions, components, ListOptions, PageList, Query } from '@bahi/core'

/** Money that came in: by hand through `create`, or through the gateway on a payment page. */
export class Payments {
  readonly #client: ApiClient

  constructor(client: ApiClient) {
    this.#client = client
  }

  /** Records money that came in by hand. Throws `overpayment` for more than is due, which its `amount_due_minor` tells. */
  create(invoiceId: string, payment: PaymentCreate, options?: CallOptions): Call<Payment> {
    const input = { path: { id: invoiceId }, body: payment }
    return this.#client.request('post', '/invoices/{id}/payments', input, options)
  }

  /** Throws `not_found` for an id that this key can't see. */
  retrieve(id: string, options?: CallOptions): Call<Payment> {
    return this.#client.request('get', '/payments/{id}', { path: { id } }, options)
  }

  /** Newest first, by invoice, payment link or mode if given. */
  list(query?: PaymentQuery, options?: ListOptions): PageList<Payment> {
    return this.#client.list('/payments', { query }, options)
  }

  /**
   * Sends back what the customer has in credit from this payment, all of it if no amount is given. Throws
   * `refund_exceeds_credit` for more, which its `refundable_minor` tells: a credit note frees it.
   */
  refund(id: string, refund: RefundCreate = {}, options?: CallOptions): Call<Refund> {
    return this.#client.request('post', '/payments/{id}/refunds', { path: { id }, body: refund }, options)
  }
}

/** Money that came in. */
export type Payment = components['schemas']['Payment']
/** The known ways to pay, open to those of later versions. */
export type PaymentMode = components['schemas']['PaymentMode']
/** Money to record; `amount` in major units or `amount_minor`, never both. */
export type PaymentCreate = components['schemas']['PaymentCreate']
/** By invoice, payment link or mode, with `limit` and `cursor`. */
export type PaymentQuery = Query<'/payments'>
/** Money on its way back, or gone back. */
export type Refund = components['schemas']['Refund']
/** How much goes back, all that is in credit by default, and why. */
export type RefundCreate = components['schemas']['RefundCreate']
