import type { ApiClient, Call, CallOptions, components } from '@bahi/core'

/** The business that the key belongs to, in the key's mode. */
export class TenantProfile {
  readonly #client: ApiClient

  constructor(client: ApiClient) {
    this.#client = client
  }

  /** The key's own tenant, or the one that `tenantId` names. */
  retrieve(options?: CallOptions): Call<Tenant> {
    return this.#client.request('get', '/tenant', {}, options)
  }

  /** Changes the members that are sent. */
  update(changes: TenantUpdate, options?: CallOptions): Call<Tenant> {
    return this.#client.request('patch', '/tenant', { body: changes }, options)
  }
}

/** The business that the key belongs to, in the mode of the key. */
export type Tenant = components['schemas']['Tenant']
/** What to change of the tenant; what is left out stays. */
export type TenantUpdate = components['schemas']['TenantUpdate']
