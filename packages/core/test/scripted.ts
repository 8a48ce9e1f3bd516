import { type CallOptions, type ClientOptions, createClient } from '../src/index.ts'
import type { Fetch, FetchInit } from '../src/transport/fetch.ts'
import { VirtualClock } from './virtual-clock.ts'

export const KEY = 'sk_test_01J9XG6T4S0Q2V8N3M5K7P9R1A_verysecretverysecretverysecret'

/** One answer of the scripted server: a status with a body, a failure, or nothing at all. */
export type Step =
  | { readonly status: number; readonly body?: unknown; readonly headers?: Record<string, string> }
  | { readonly fail: unknown }
  | 'hang'

export interface Sent extends FetchInit {
  readonly url: string
  /** On the client's clock. */
  readonly at: number
}

/** A client whose server answers by the script, one step an attempt; the last step is repeated. */
export function scripted(script: readonly Step[], options: ClientOptions = {}) {
  const sent: Sent[] = []
  const clock = new VirtualClock()
  const fetch: Fetch = async (url, init) => {
    const step = script[Math.min(sent.length, script.length - 1)]
    sent.push({ ...init, url, at: clock.now() })
    return answer(step, init.signal)
  }
  const client = createClient({
    apiKey: KEY,
    baseUrl: 'http://bahi.test/v1',
    fetch,
    clock,
    random: () => 1,
    ...options,
  })
  return {
    client,
    sent,
    clock,
    create: (call?: CallOptions) => client.request('post', '/contacts', contact, call),
  }
}

export const contact = { body: { name: 'Rahul K.', phone: '+919876543210' } } as const

export const ok: Step = { status: 201, body: { id: 'ctc_1' }, headers: { 'request-id': 'req_ok' } }

/** A problem as the server writes it. */
export function problem(status: number, code: string, more: object = {}, headers = {}): Step {
  const body = {
    type: `https://bahi.dev/docs/errors#${code}`,
    title: 'Title',
    status,
    detail: 'Detail.',
    code,
    ...more,
  }
  return {
    status,
    body,
    headers: { 'content-type': 'application/problem+json', 'request-id': 'req_p', ...headers },
  }
}

/** The rejection of a promise that must reject. */
export async function failureOf(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('it did not fail')
}

function answer(step: Step | undefined, signal: AbortSignal): Promise<Response> {
  if (step === undefined) throw new Error('the script is empty')
  if (step === 'hang') {
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason))
    })
  }
  if ('fail' in step) return Promise.reject(step.fail)
  const body = typeof step.body === 'string' ? step.body : JSON.stringify(step.body)
  return Promise.resolve(
    new Response(step.status === 204 ? null : body, { status: step.status, headers: step.headers ?? {} }),
  )
}
