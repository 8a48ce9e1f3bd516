import type { ApiClient, Call, CallOptions, components, ListOptions, PageList, Query } from '@bahi/core'

/** Where signed events are posted to. */
export class WebhookEndpoints {
  readonly #client: ApiClient

  constructor(client: ApiClient) {
    this.#client = client
  }

  /** Registers an address; `secret` is in this answer and never shown again. */
  create(endpoint: WebhookEndpointCreate, options?: CallOptions): Call<WebhookEndpoint> {
    return this.#client.request('post', '/webhooks', { body: endpoint }, options)
  }

  /** Throws `not_found` for an id that this key can't see. */
  retrieve(id: string, options?: CallOptions): Call<WebhookEndpoint> {
    return this.#client.request('get', '/webhooks/{id}', { path: { id } }, options)
  }

  /** Newest first. */
  list(query?: WebhookEndpointQuery, options?: ListOptions): PageList<WebhookEndpoint> {
    return this.#client.list('/webhooks', { query }, options)
  }

  /** Changes the members that are sent; deliveries that wait go to the new address. */
  update(id: string, changes: WebhookEndpointUpdate, options?: CallOptions): Call<WebhookEndpoint> {
    return this.#client.request('patch', '/webhooks/{id}', { path: { id }, body: changes }, options)
  }

  /** Its waiting deliveries are cancelled. */
  delete(id: string, options?: CallOptions): Call<undefined> {
    return this.#client.request('delete', '/webhooks/{id}', { path: { id } }, options)
  }

  /** Makes a new secret, shown in this answer only; the old one signs along for `grace_seconds`. */
  rotateSecret(id: string, rotation: WebhookSecretRotate = {}, options?: CallOptions): Call<WebhookEndpoint> {
    return this.#client.request(
      'post',
      '/webhooks/{id}/rotate-secret',
      { path: { id }, body: rotation },
      options,
    )
  }

  /** Its deliveries wait until it is enabled. */
  disable(id: string, options?: CallOptions): Call<WebhookEndpoint> {
    return this.#client.request('post', '/webhooks/{id}/disable', { path: { id } }, options)
  }

  /** Its waiting deliveries go on. */
  enable(id: string, options?: CallOptions): Call<WebhookEndpoint> {
    return this.#client.request('post', '/webhooks/{id}/enable', { path: { id } }, options)
  }

  /** Fires `webhook_endpoint.test` to this endpoint alone. */
  test(id: string, options?: CallOptions): Call<WebhookEndpoint> {
    return this.#client.request('post', '/webhooks/{id}/test', { path: { id } }, options)
  }
}

/** An address that events are posted to; `secret` is there when it was made or rotated. */
export type WebhookEndpoint = components['schemas']['WebhookEndpoint']
/** A new address and the types of events that it wants. */
export type WebhookEndpointCreate = components['schemas']['WebhookEndpointCreate']
/** What to change of an endpoint; what is left out stays. */
export type WebhookEndpointUpdate = components['schemas']['WebhookEndpointUpdate']
/** `limit` and `cursor`. */
export type WebhookEndpointQuery = Query<'/webhooks'>
/** How long the old secret signs along. */
export type WebhookSecretRotate = components['schemas']['WebhookSecretRotate']
