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

/** The transport over a `fetch`: without one the global, as it is at each call, so that stubs and frameworks that replace it are seen. Redirects are not followed: they would carry the key to a host that nobody named. */
export function fetchTransport(fetch: Fetch = (url, init) => globalThis.fetch(url, init)): Transport {
  return async ({ method, url, headers, body }, onEnd) => {
    const controller = new AbortController()
    onEnd(() => controller.abort())
    const init: FetchInit = { method, headers, signal: controller.signal, redirect: 'manual' }
    if (body !== undefined) init.body = body
    const answer = await fetch(url, init)
    return { status: answer.status, headers: answer.headers, text: await readText(answer, controller) }
  }
}
