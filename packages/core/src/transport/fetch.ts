import type { FetchAnswer } from './fetch-answer.ts'
import { readText } from './read-text.ts'
import type { Transport } from './transport.ts'

/** What is asked of a `fetch`: the global one, undici's, or a server's own. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchAnswer>

/** What a `fetch` is given beside the URL: plain values. */
export interface FetchInit {
  method: string
  headers: Record<string, string>
  body?: string
  signal: AbortSignal
  redirect: 'manual'
}

/** The transport over any `fetch`. Redirects are not followed: they would carry the key to a host that nobody named. */
export function fetchTransport(fetch: Fetch): Transport {
  return async ({ method, url, headers, body }, onEnd) => {
    const controller = new AbortController()
    onEnd(() => controller.abort())
    const init: FetchInit = { method, headers, signal: controller.signal, redirect: 'manual' }
    if (body !== undefined) init.body = body
    const answer = await fetch(url, init)
    try {
      return { status: answer.status, headers: answer.headers, text: await readText(answer) }
    } catch (error) {
      controller.abort() // lets go of a body that is not read to its end
      throw error
    }
  }
}

/** The global fetch as it is at the time of each call, so that stubs and frameworks that replace it are seen. */
export const globalFetchTransport: Transport = fetchTransport((url, init) => globalThis.fetch(url, init))
