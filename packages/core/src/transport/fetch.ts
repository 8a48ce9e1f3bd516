import { type AnswerHeaders, AnswerTooLarge, MAX_ANSWER_BYTES, type Transport } from './transport.ts'

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

/** What is read of its answer: a `Response` has more. */
export interface FetchAnswer {
  readonly status: number
  readonly headers: AnswerHeaders
  readonly body?: unknown
  /** The whole body. */
  text(): Promise<string>
}

/** The transport over any `fetch`. Redirects are not followed: they would carry the key to a host that nobody named. */
export function fetchTransport(fetch: Fetch): Transport {
  return async ({ method, url, headers, body }, cancellation) => {
    const controller = new AbortController()
    cancellation.onCancel(() => controller.abort())
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

async function readText(answer: FetchAnswer): Promise<string> {
  const { body, headers } = answer
  const length = Number(headers.get('content-length') ?? Number.NaN)
  if (length > MAX_ANSWER_BYTES) throw new AnswerTooLarge()
  // A declared length bounds the body, unless it is the length of something compressed. Mocks may have no stream.
  if ((length >= 0 && !headers.get('content-encoding')) || !isStream(body)) return answer.text()
  return readBounded(body.getReader())
}

async function readBounded(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    size += value.byteLength
    if (size > MAX_ANSWER_BYTES) throw new AnswerTooLarge()
    text += decoder.decode(value, { stream: true })
  }
}

// By what it can do: its class may be another realm's, or missing as in React Native.
function isStream(body: unknown): body is ReadableStream<Uint8Array> {
  return typeof body === 'object' && body !== null && 'getReader' in body
}
