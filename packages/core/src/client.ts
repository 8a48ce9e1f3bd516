import { addressOf } from './address.ts'
import { Call, type Result } from './call.ts'
import type { ReadyCall } from './call-context.ts'
import type { Input, Item, ListPath, Method, Output, PathOf, WirePage } from './contract.ts'
import { BahiError, type ResumeOptions } from './errors.ts'
import { namedOperations } from './idempotency.ts'
import { requireKnown, requireObject, requireSignals } from './known-options.ts'
import { limitsOf } from './limits.ts'
import {
  CALL_OPTIONS,
  type CallOptions,
  type ClientOptions,
  type ListOptions,
  resolveOptions,
  type Settings,
  visible,
} from './options.ts'
import { headersOf, type Outgoing, writtenBody } from './outgoing.ts'
import { type FetchPage, readPage } from './page.ts'
import { PageList } from './page-list.ts'
import { send } from './send.ts'
import { senderOf } from './sender.ts'

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
  readonly #named = namedOperations()

  constructor(options: ClientOptions = {}) {
    this.#settings = resolveOptions(options)
  }

  request<M extends Method, P extends PathOf<M>>(
    method: M,
    path: P,
    input: Input<M, P>,
    options: CallOptions = {},
  ): Call<Output<M, P>> {
    return new Call(this.#run<Output<M, P>>(method, path, { ...input, options }))
  }

  list<P extends ListPath>(path: P, input: Input<'get', P>, given: ListOptions = {}): PageList<Item<P>> {
    const { query } = input
    requireObject('The query of a list', query)
    // As they are now: pages are fetched when the caller may have changed them.
    const filters: object = { ...query }
    const options = { ...given }
    const fetch: FetchPage<Item<P>> = (cursor, { deadlineMs, signal }) =>
      this.#run('get', path, {
        ...input,
        query: cursor === undefined ? filters : { ...filters, cursor },
        options: { ...options, deadlineMs },
        signal,
        read: (result: Result<unknown>) =>
          readPage(
            result as Result<WirePage<Item<P>>>,
            cursor,
            async (at) => (await fetch(at, { deadlineMs })).data,
          ),
      })
    return new PageList(fetch, options, this.#settings.clock)
  }

  async #run<T>(verb: string, template: string, outgoing: Outgoing): Promise<Result<T>> {
    const sender = senderOf(this.#settings)
    const { options, signal, read } = outgoing
    requireKnown('A call', options, CALL_OPTIONS)
    const method = verb.toUpperCase()
    const operation = `${method} ${template}`
    const headers = headersOf(outgoing, sender)
    // Read before anything is waited for: the caller may change what was given as soon as the call is made.
    const sent = {
      method,
      operation,
      url: sender.baseUrl + addressOf(operation, template, outgoing),
      headers,
      body: writtenBody(operation, outgoing),
      limits: limitsOf(options, sender.limits),
      signals: [options.signal, signal],
      read,
      uncertain: false,
    }
    let idempotencyKey: string | null = null
    if (method !== 'GET') {
      const given = visible('idempotencyKey', options.idempotencyKey ?? headers[KEY])
      headers[KEY] = idempotencyKey =
        given ?? (await this.#named.keyOf(operation, outgoing, headers['tenant-id']))
    }
    return await this.#send<T>({ ...sent, idempotencyKey })
  }

  /** What is sent again is as it was, but for its bounds and the signal, which may be what ended the call. */
  async #send<T>(ready: ReadyCall, again: ResumeOptions = {}): Promise<Result<T>> {
    requireSignals(ready)
    const limits = limitsOf(again, ready.limits)
    const resume =
      (uncertain: boolean) =>
      (options: ResumeOptions = {}) =>
        new Call(this.#send<T>({ ...ready, limits, uncertain, signals: [options.signal] }, options))
    try {
      const result = await send({ ...ready, limits, resume }, senderOf(this.#settings))
      return (ready.read?.(result) ?? result) as Result<T> // the contract's promise; nothing is validated or stripped, so that new fields pass
    } catch (error) {
      if (error instanceof BahiError) this.#named.failed(ready, error)
      throw error
    }
  }
}

const KEY = 'idempotency-key'
