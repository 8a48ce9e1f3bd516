import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { CallContext } from '../src/call-context.ts'
import type { RequestMessage } from '../src/opentelemetry.ts'
import { observe } from '../src/telemetry/channel.ts'
import { failureOf, KEY, ok, problem, type Step, scripted } from './scripted.ts'
import { json, wired } from './wire.ts'

const lost: Step = { fail: new Error('reset') }

/** Hears what is published until the test is over. */
function listening(name: string, hear: (message: RequestMessage) => void): Disposable {
  const listener = (message: unknown) => hear(message as RequestMessage) // all that this channel carries
  subscribe(name, listener)
  return { [Symbol.dispose]: () => void unsubscribe(name, listener) }
}

describe('the diagnostics channel bahi:request', () => {
  test('has one message an attempt and one a call, with the template of the URL', async () => {
    const heard: RequestMessage[] = []
    using _ = listening('bahi:request', (message) => heard.push(message))
    const { client, sent } = scripted([
      lost,
      problem(503, 'unavailable'),
      { status: 200, body: { id: 'inv_1' } },
    ])
    const { requestId } = await client
      .request('post', '/invoices/{id}/send', { path: { id: 'inv_1' } })
      .withResponse()
    expect(heard.map(({ kind }) => kind)).toEqual(['attempt', 'attempt', 'attempt', 'call'])
    const common = {
      'http.request.method': 'POST',
      'url.template': '/invoices/{id}/send',
      'url.full': 'http://bahi.test/v1/invoices/inv_1/send',
      'server.address': 'bahi.test',
      'server.port': 80,
    }
    expect(heard.map(({ attributes }) => attributes)).toEqual([
      { ...common, 'error.type': 'connection_failed' },
      { ...common, 'http.request.resend_count': 1, 'http.response.status_code': 503, 'error.type': '503' },
      { ...common, 'http.request.resend_count': 2, 'http.response.status_code': 200 },
      { ...common, 'http.response.status_code': 200 },
    ])
    const [first, second, third, call] = heard
    expect([first?.call, second?.call, third?.call, call?.call]).toEqual([call, call, call, null])
    expect([first, second, third].map((message) => message?.waitMs)).toEqual([0, 500, 1000])
    expect(call).toMatchObject({
      operation: 'POST /invoices/{id}/send',
      waitMs: 1500,
      error: null,
      requestId,
    })
    expect(call?.durationMs).toBeGreaterThan(0)
    expect(call?.idempotencyKey).toBe(sent[0]?.headers['idempotency-key'])
  })

  test('has no attempt of a call that was aborted before', async () => {
    const heard: RequestMessage[] = []
    using _ = listening('bahi:request', (message) => heard.push(message))
    const error = await failureOf(scripted([ok]).create({ signal: AbortSignal.abort() }))
    expect(heard).toMatchObject([{ kind: 'call', error }])
    expect(error).toMatchObject({ outcome: 'not_sent', attempts: [] })
  })

  test('tells of a failed call with its error', async () => {
    const heard: RequestMessage[] = []
    using _ = listening('bahi:request', (message) => heard.push(message))
    const { create } = scripted([problem(422, 'validation_failed')])
    const error = await failureOf(create())
    expect(heard.map(({ kind, error }) => [kind, error])).toEqual([
      ['attempt', null],
      ['call', error],
    ])
    expect(heard[1]?.attributes).toMatchObject({ 'error.type': '422', 'http.response.status_code': 422 })
  })

  test('begins each on bahi:request:start, where a header may be sent along, but none replaced', async () => {
    const begun: RequestMessage[] = []
    const ended: RequestMessage[] = []
    using _ = listening('bahi:request:start', (message) => {
      begun.push(message)
      message.setHeader('traceparent', `attempt-${begun.length}`)
      message.setHeader('Authorization', 'Bearer other')
    })
    using __ = listening('bahi:request', (message) => ended.push(message))
    const { create, sent } = scripted([lost, ok])
    await create()
    expect(begun.map(({ kind }) => kind)).toEqual(['call', 'attempt', 'attempt'])
    expect(new Set(begun)).toEqual(new Set(ended))
    expect(sent.map(({ headers }) => headers.traceparent)).toEqual(['attempt-2', 'attempt-3'])
    expect(sent.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${KEY}`, `Bearer ${KEY}`])
  })

  test.each([
    ['x-name', '→'],
    ['x-name', 'two\nlines'],
    ['x name', 'Asha'],
  ])('leaves out a header that cannot be sent: %j: %j', async (name, value) => {
    using _ = listening('bahi:request:start', ({ setHeader }) => setHeader(name, value))
    await using server = await wired([json(200, { id: 'tnt_1' })], { maxRetries: 0 })
    await expect(server.client.request('get', '/tenant', {})).resolves.toEqual({ id: 'tnt_1' })
    expect(server.received[0]?.headers).not.toHaveProperty([name])
  })

  test('costs no answer when a listener freezes what it is given', async () => {
    using _ = listening('bahi:request:start', (message) => {
      Object.freeze(message)
      Object.freeze(message.attributes)
    })
    const { create } = scripted([lost, ok])
    await expect(create()).resolves.toEqual({ id: 'ctc_1' })
  })

  test('carries no key, no body and no filter of a list', async () => {
    const heard: RequestMessage[] = []
    using _ = listening('bahi:request', (message) => heard.push(message))
    const { client, create } = scripted([
      { status: 200, body: { data: [], has_more: false, next_cursor: null } },
    ])
    await client.list('/contacts', { query: { phone: '+919876543210' } })
    await create()
    expect(heard).toHaveLength(4)
    const text = inspect(heard, { depth: 9, showHidden: true }) + JSON.stringify(heard)
    expect(text).not.toContain(KEY)
    expect(text).not.toMatch(/9876543210|Rahul/)
  })

  test('reads nothing of a call when nobody listens', () => {
    const call = new Proxy({} as CallContext, {
      get: (_, name) => {
        throw new Error(`${String(name)} was read`)
      },
    })
    expect(observe(call)).toBeUndefined()
    using _ = listening('bahi:request', () => {})
    expect(() => observe(call)).toThrow('was read')
  })
})
