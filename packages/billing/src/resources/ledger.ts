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

  /** Throws `not_found` for an id that this key can't see. */
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

/** An account of the ledger in one currency, with its balance in minor units. */
export type LedgerAccount = components['schemas']['LedgerAccount']
/** The known accounts, open to those of later versions. */
export type LedgerAccountName = components['schemas']['LedgerAccountName']
/** All accounts with their balances. */
export type LedgerAccounts = components['schemas']['LedgerAccounts']
/** What one act posted: postings that sum to 0 in each currency. */
export type LedgerEntry = components['schemas']['LedgerEntry']
/** By invoice, payment, credit note or dates, with `limit` and `cursor`. */
export type LedgerEntryQuery = Query<'/ledger/entries'>
/** A debit (above 0) or credit (below 0) of one account, in minor units. */
export type LedgerPosting = components['schemas']['LedgerPosting']
/** Debits and credits by currency, which are equal. */
export type TrialBalance = components['schemas']['TrialBalance']
