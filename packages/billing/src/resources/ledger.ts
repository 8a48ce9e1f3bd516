import type { ApiClient, Call, CallOptions, components, ListOptions, PageList, Query } from '@bahi/core'

/** The books, in double entry. Amounts are in minor units, debits above 0 and credits below. */
export class Ledger {
  readonly #client: ApiClient

  constructor(client: ApiClient) {
    this.#client = client
  }

  /** Each account with its balance, one row a currency. */
  accounts(options?: CallOptions): Call<LedgerAccounts> {
    return this.#client.request('get', '/ledger/accounts', {}, options)
  }

  retrieveEntry(id: string, options?: CallOptions): Call<LedgerEntry> {
    return this.#client.request('get', '/ledger/entries/{id}', { path: { id } }, options)
  }

  /** Newest first with their postings, by invoice, payment, credit note or dates if given. */
  listEntries(query?: LedgerEntryQuery, options?: ListOptions): PageList<LedgerEntry> {
    return this.#client.list('/ledger/entries', { query }, options)
  }

  /** Every account in its column, a currency at a time: debits equal credits. */
  trialBalance(options?: CallOptions): Call<TrialBalance> {
    return this.#client.request('get', '/ledger/trial-balance', {}, options)
  }
}

export type LedgerAccount = components['schemas']['LedgerAccount']
export type LedgerAccountName = components['schemas']['LedgerAccountName']
export type LedgerAccounts = components['schemas']['LedgerAccounts']
export type LedgerEntry = components['schemas']['LedgerEntry']
export type LedgerEntryQuery = Query<'/ledger/entries'>
export type LedgerPosting = components['schemas']['LedgerPosting']
export type TrialBalance = components['schemas']['TrialBalance']
