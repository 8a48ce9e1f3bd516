import type { ApiClient, Call, CallOptions, components } from '@bahi/core'

/** The proof that the books are right. */
export class BooksAudit {
  readonly #client: ApiClient

  constructor(client: ApiClient) {
    this.#client = client
  }

  /** Proves it anew from the data alone; `clean` says whether every check held, `findings` what did not. */
  retrieve(options?: CallOptions): Call<Audit> {
    return this.#client.request('get', '/audit', {}, options)
  }
}

/** What the books were held to, check by check. */
export type Audit = components['schemas']['Audit']
/** One thing that a check found wrong. */
export type AuditFinding = components['schemas']['AuditFinding']
