import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { MAX_RESPONSE_BODY_BYTES } from '@bahi/spec'
import type { Clock } from '../kit/clock.ts'
import { type Reach, urlRefusal } from '../rules/address.ts'
import { keptText, retryAfterMs } from '../rules/delivery.ts'
import { guardedLookup, type Resolve } from './guarded-lookup.ts'

export interface Outgoing {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface SendTerms {
  readonly clock: Clock
  readonly reach: Reach
  /** For the whole attempt: name, connection, request and answer. */
  readonly timeoutMs: number
  readonly resolve?: Resolve
}

export interface SendResult {
  /** The receiver's status; null when there was no answer. */
  readonly status: number | null
  readonly latencyMs: number
  /** The first {@link MAX_RESPONSE_BODY_BYTES} of its answer, as text. */
  readonly responseBody: string | null
  /** Why there was no answer. */
  readonly error: string | null
  readonly retryAfterMs: number | null
}

/**
 * Posts once: redirects are not followed, the connection is not kept. Never rejects; what goes wrong is a result.
 */
export async function send(outgoing: Outgoing, terms: SendTerms): Promise<SendResult> {
  const { clock } = terms
  const startedAt = clock.wall()
  try {
    const answer = await post(outgoing, terms)
    return { ...answer, latencyMs: since(startedAt, clock), error: null }
  } catch (cause) {
    const error = explain(cause, terms.timeoutMs)
    return { status: null, latencyMs: since(startedAt, clock), responseBody: null, error, retryAfterMs: null }
  }
}

// The wall clock may be set back while an attempt runs.
const since = (startedAt: number, clock: Clock) => Math.max(0, clock.wall() - startedAt)

type Answer = Pick<SendResult, 'status' | 'responseBody' | 'retryAfterMs'>

async function post(
  { url, headers, body }: Outgoing,
  { clock, reach, timeoutMs, resolve }: SendTerms,
): Promise<Answer> {
  const target = new URL(url)
  const refusal = urlRefusal(target, reach)
  if (refusal !== null) throw new Error(refusal)
  const signal = AbortSignal.timeout(timeoutMs)
  const request = target.protocol === 'https:' ? httpsRequest : httpRequest
  const sending = request(target, {
    method: 'POST',
    headers: { ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' },
    // A connection of its own: none is reused that another environment's rules let through.
    agent: false,
    lookup: guardedLookup(reach, resolve),
    signal,
  })
  const answered = answerOf(sending)
  sending.end(body)
  const response = await answered
  return {
    status: response.statusCode ?? null,
    responseBody: keptText(await readStart(response)),
    retryAfterMs: retryAfterMs(response.headers['retry-after'], clock.wall()),
  }
}

function answerOf(sending: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    sending.on('response', resolve)
    // What comes after the answer, as when its body breaks off, rejects in vain.
    sending.on('error', reject)
    sending.on('close', () => reject(new Error('The connection was closed without an answer.')))
  })
}

/** The beginning of an answer, as far as it comes: its status is known, so a body that breaks off changes nothing. */
async function readStart(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of response) {
      chunks.push(chunk)
      length += chunk.length
      if (length >= MAX_RESPONSE_BODY_BYTES) break
    }
  } catch {
    // Reset or timed out midway.
  }
  return Buffer.concat(chunks)
}

function explain(cause: unknown, timeoutMs: number): string {
  if (!(cause instanceof Error)) return String(cause)
  if (cause.name === 'AbortError' || cause.name === 'TimeoutError') return `No answer within ${timeoutMs} ms.`
  // A name with several addresses fails with one error for each.
  if (cause instanceof AggregateError && cause.message === '') {
    return cause.errors.map((one) => (one instanceof Error ? one.message : String(one))).join('; ')
  }
  return cause.message
}
