import { addressOf } from './address.ts'
import { type RetryBudget, retryBudget } from './budget.ts'
import { Call, type Result } from './call.ts'
import type { ReadyCall } from './call-context.ts'
import type { Input, Item, ListPath, Method, Output, PathOf, WirePage } from './contract.ts'
import { BahiError, type ResumeOptions, refusal } from './errors.ts'
import { NamedOperations, randomKey } from './idempotency.ts'
import { limitsOf } from './limits.ts'
import { type CallOptions, type ClientOptions, resolveOptions, type Settings, visible } from './options.ts'
import { headersOf, type Outgoing } from './outgoing.ts'
import type { PageBounds } from './page.ts'
import { type ListOptions, PageList } from './page-list.ts'
import { send } from './send.ts'
import type { Sender } from './sender.ts'

/** Makes a client. Throws only for options that are wrong; what is missing is said by the first call. */
export function createClient(options: ClientOptions = {}): Client {
  return new Client(options)
}

/** What a resource needs of a client: calls typed by the contract. */
export interface ApiClient {
  /** One call: `request('post', '/invoices/{id}/send', { path: { id } })`. */
  request<M extends Method, P extends PathOf<M>>(
    method: M,
    path: P,
    input: Input<M, P>,
    options?: CallOptions,
  ): Call<Output<M, P>>
  /** A list: `list('/invoices', { query: { status: 'open' } })`. */
  list<P extends ListPath>(path: P, input: Input<'get', P>, options?: ListOptions): PageList<Item<P>>
}

/** Calls the API. Its key is where neither `console.log` nor JSON finds it. */
export class Client implements ApiClient {
  readonly #settings: Settings
  readonly #budget: RetryBudget | null
  readonly #named = new NamedOperations()
  #sender: Sender | undefined

  constructor(options: ClientOptions = {}) {
    this.#settings = resolveOptions(options)
    this.#budget = options.retryBudget === false ? null : retryBudget(options.retryBudget)
  }

  request<M extends Method, P extends PathOf<M>>(
    method: M,
    path: P,
    input: Input<M, P>,
    options: CallOptions = {},
  ): Call<Output<M, P>> {
    const outgoing = { method, path, input, options, signals: [options.signal] }
    return new Call(this.#run<Output<M, P>>(outgoing))
  }

  list<P extends ListPath>(path: P, input: Input<'get', P>, options: ListOptions = {}): PageList<Item<P>> {
    const query: object = { ...input.query } // as it is now: pages are fetched when the caller may have changed it
    const fetch = (cursor: string | undefined, { deadlineMs, signal }: PageBounds) =>
      this.#run<WirePage<Item<P>>>({
        method: 'get',
        path,
        input: { ...input, query: cursor === undefined ? query : { ...query, cursor } },
        options: { ...options, deadlineMs },
        signals: [options.signal, signal],
      })
    return new PageList(fetch, options, this.#settings.clock)
  }

  async #run<T>(outgoing: Outgoing): Promise<Result<T>> {
    const sender = this.#connect()
    const { path: template, input, options, signals } = outgoing
    const method = outgoing.method.toUpperCase()
    const operation = `${method} ${template}`
    // Read before anything is waited for: the caller may change what was given as soon as the call is made.
    const url = sender.baseUrl + addressOf(operation, template, input)
    const headers = headersOf(outgoing, sender)
    const body = JSON.stringify(input.body)
    const limits = limitsOf(options, this.#settings.limits)
    const { idempotencyKey: given = headers[KEY], operationId: name } = options
    const named = name !== undefined
    const idempotencyKey =
      method === 'GET'
        ? null
        : (visible('idempotencyKey', given) ??
          (named ? await this.#named.keyOf(operation, outgoing, headers['tenant-id']) : randomKey()))
    if (idempotencyKey !== null) headers[KEY] = idempotencyKey
    const sent = { url, headers, body, idempotencyKey, limits, signals }
    return await this.#send<T>({ method, template, operation, ...sent, uncertain: false })
  }

  /** What is sent again is as it was, but for its bounds and the signal, which may be what ended the call. */
  async #send<T>(ready: ReadyCall, again: ResumeOptions = {}): Promise<Result<T>> {
    const limits = limitsOf(again, ready.limits)
    const resume =
      (uncertain: boolean) =>
      (options: ResumeOptions = {}) =>
        new Call(this.#send<T>({ ...ready, limits, uncertain, signals: [options.signal] }, options))
    try {
      const result = await send({ ...ready, limits, resume }, this.#connect())
      return result as Result<T> // the contract's promise; nothing is validated or stripped, so that new fields pass
    } catch (error) {
      if (error instanceof BahiError) this.#named.failed(ready, error)
      throw error
    }
  }

  /** What the first call needs; a build that constructs a client has neither key nor address. */
  #connect(): Sender {
    if (this.#sender !== undefined) return this.#sender
    const { apiKey, baseUrl } = this.#settings
    if (baseUrl === undefined) {
      const hint =
        'Pass `baseUrl` or set BAHI_BASE_URL: the address of your server with its mount, or one of `servers`.'
      throw refusal('missing_base_url', `No address to send to. ${hint}`)
    }
    if (apiKey === undefined) {
      const hint =
        'Pass `apiKey` or set BAHI_API_KEY. The server prints a test key at its first start; POST /api-keys makes more.'
      throw refusal('missing_api_key', `No API key. ${hint}`)
    }
    this.#sender = { ...this.#settings, apiKey, baseUrl, budget: this.#budget }
    return this.#sender
  }
}

const KEY = 'idempotency-key'
