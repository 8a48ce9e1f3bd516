import type { ApiClient, Call, CallOptions, components, ListOptions, PageList, Query } from '@bahi/core'

/** API keys. A key makes only keys of its own mode, with a subset of its own scopes and tenants. */
export class ApiKeys {
  readonly #client: ApiClient

  constructor(client: ApiClient) {
    this.#client = client
  }

  /** Makes a key; `secret` is in this answer and never shown again. */
  create(key: ApiKeyCreate, options?: CallOptions): Call<ApiKey> {
    return this.#client.request('post', '/api-keys', { body: key }, options)
  }

  /** Throws `not_found` for an id that this key can't see. */
  retrieve(id: string, options?: CallOptions): Call<ApiKey> {
    return this.#client.request('get', '/api-keys/{id}', { path: { id } }, options)
  }

  /** Newest first, revoked and expired ones included. */
  list(query?: ApiKeyQuery, options?: ListOptions): PageList<ApiKey> {
    return this.#client.list('/api-keys', { query }, options)
  }

  /** Makes a key like it, and ends this one at once or after `grace_seconds`. */
  rotate(id: string, rotation: ApiKeyRotate = {}, options?: CallOptions): Call<ApiKey> {
    return this.#client.request('post', '/api-keys/{id}/rotate', { path: { id }, body: rotation }, options)
  }

  /** It is refused from the next request on. */
  revoke(id: string, options?: CallOptions): Call<ApiKey> {
    return this.#client.request('post', '/api-keys/{id}/revoke', { path: { id } }, options)
  }
}

/** An API key; `secret` is there in the answer that made it, and never again. */
export type ApiKey = components['schemas']['ApiKey']
/** What a new key may do, for whom and how long. */
export type ApiKeyCreate = components['schemas']['ApiKeyCreate']
/** How long the old key goes on working. */
export type ApiKeyRotate = components['schemas']['ApiKeyRotate']
/** `limit` and `cursor`. */
export type ApiKeyQuery = Query<'/api-keys'>
