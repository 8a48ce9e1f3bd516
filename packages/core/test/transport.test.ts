import { describe, expect, test, vi } from 'vitest'
import { freePort } from '../../../scripts/lib/port.ts'
import { AbortedError, ConnectionError, createClient, ResponseError, TimeoutError } from '../src/index.ts'
import { MAX_ANSWER_BYTES } from '../src/transport/transport.ts'
import { contact, failureOf, KEY } from './scripted.ts'
import { type Behaviour, drop, half, hang, json, reset, transports, wired } from './wire.ts'

const made = json(201, { id: 'ctc_1', name: 'Ráhul ₹' })
const once = { maxRetries: 0 }

describe.each(transports)('over %s', (_, options) => {
  test('a call arrives as it was made, and its answer comes back', async () => {
    await using server = await wired([made], options)
    const call = server.client.request('post', '/contacts', contact, { idempotencyKey: 'k-1' })
    const { data, response, requestId } = await call.withResponse()
    expect(data).toEqual({ id: 'ctc_1', name: 'Ráhul ₹' })
    expect([response.status, response.headers.get('Content-Type'), requestId]).toEqual([
      201,
      'application/json',
      'req_w',
    ])
    expect(['constructor', '__proto__', 'x-none'].map((name) => response.headers.get(name))).toEqual([
      null,
      null,
      null,
    ])
    expect(response.url).toBe(`http://127.0.0.1:${server.port}/v1/contacts`)
    const [request] = server.received
    expect(request).toMatchObject({ method: 'POST', url: '/v1/contacts', body: JSON.stringify(contact.body) })
    expect(request?.headers).toMatchObject({ authorization: `Bearer ${KEY}`, 'idempotency-key': 'k-1' })
  })

  test.each<[string, Behaviour]>([
    ['dropped', drop],
    ['reset', reset],
    ['answered by half a body', half('truncate')],
    ['answered by half a chunked body', half('truncate-chunked')],
    ['answered by a gateway in HTML', (response) => response.writeHead(502).end('<html>Bad Gateway</html>')],
    ['told to come back', json(429, { code: 'rate_limited', retryable: true }, { 'retry-after': '0' })],
    ['told to come back in a while', json(503, { code: 'unavailable' }, { 'retry-after-ms': '30' })],
  ])('a request that is %s is sent again with its key', async (_, behaviour) => {
    await using server = await wired([behaviour, behaviour, made], options)
    const { data, attempts, idempotencyKey } = await server.client
      .request('post', '/contacts', contact)
      .withResponse()
    expect(data).toMatchObject({ id: 'ctc_1' })
    expect(attempts).toHaveLength(3)
    const keys = server.received.map(({ headers }) => headers['idempotency-key'])
    expect(keys).toEqual([idempotencyKey, idempotencyKey, idempotencyKey])
  })

  test.each<[string, Behaviour, string]>([
    ['a connection that drops', drop, 'unknown'],
    ['a connection that is reset', reset, 'unknown'],
    ['half a body', half('truncate'), 'unknown'],
    ['half a chunked body', half('truncate-chunked'), 'unknown'],
  ])('%s is a ConnectionError', async (_, behaviour, outcome) => {
    await using server = await wired([behaviour], options)
    const error = await failureOf(server.client.request('post', '/contacts', contact, once))
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error).toMatchObject({ outcome, code: 'connection_failed', retryable: true })
  })

  test.each<[string, Behaviour]>([
    ['no answer', hang],
    ['a body that stalls', half('stall')],
  ])('%s is a TimeoutError, and the connection is let go', async (_, behaviour) => {
    let closed = false
    const watched: Behaviour = (response, request) => {
      response.on('close', () => {
        closed = true
      })
      behaviour(response, request)
    }
    await using server = await wired([watched], options)
    const error = await failureOf(
      server.client.request('post', '/contacts', contact, { ...once, timeoutMs: 80 }),
    )
    expect(error).toBeInstanceOf(TimeoutError)
    expect(error).toMatchObject({ outcome: 'unknown', code: 'timeout' })
    await vi.waitFor(() => expect(closed).toBe(true))
  })

  test('what is aborted in the moment in which it is asked never reaches the server', async () => {
    await using server = await wired([made], { ...options, ...once })
    const controller = new AbortController()
    const call = server.client.request('post', '/contacts', contact, { signal: controller.signal })
    controller.abort()
    expect(await failureOf(call)).toBeInstanceOf(AbortedError)
    await server.client.request('post', '/contacts', contact)
    expect(server.received).toHaveLength(1)
  })

  test('an abort ends the attempt, and another ends the wait', async () => {
    await using server = await wired([hang], options)
    const inFlight = server.client.request('post', '/contacts', contact, { signal: AbortSignal.timeout(50) })
    expect(await failureOf(inFlight)).toMatchObject({ name: 'AbortedError', outcome: 'unknown' })
    const controller = new AbortController()
    const answered = () => void setImmediate(() => controller.abort()) // it waits by then
    const limited = json(429, { code: 'rate_limited' }, { 'retry-after': '9' })
    await using busy = await wired([limited], { ...options, logger: { debug() {}, warn: answered } })
    const waiting = busy.client.request('post', '/contacts', contact, { signal: controller.signal })
    expect(await failureOf(waiting)).toMatchObject({ name: 'AbortedError', outcome: 'rejected' })
    const before = busy.client.request('post', '/contacts', contact, { signal: AbortSignal.abort('no') })
    expect(await failureOf(before)).toMatchObject({ outcome: 'not_sent', cause: 'no', attempts: [] })
    expect(await failureOf(before)).toBeInstanceOf(AbortedError)
    expect(busy.received).toHaveLength(1)
  })

  test('a change of protocol that nobody asked for is a broken connection, not a long wait', async () => {
    const upgrade: Behaviour = (response) =>
      response.socket?.write('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n')
    await using server = await wired([upgrade], { ...options, timeoutMs: 60_000 })
    const error = await failureOf(server.client.request('post', '/contacts', contact, once))
    expect(error).toMatchObject({ code: 'connection_failed', outcome: 'unknown' })
  })

  test('nobody listening is not_sent', async () => {
    const error = await failureOf(
      createClient({
        apiKey: KEY,
        baseUrl: `http://127.0.0.1:${await freePort()}/v1`,
        ...options,
        ...once,
      }).request('post', '/contacts', contact),
    )
    expect(error).toBeInstanceOf(ConnectionError)
    const message = expect.stringMatching(/ECONNREFUSED.*: is the server running there\?$/)
    expect(error).toMatchObject({ outcome: 'not_sent', message })
  })

  test('a server that speaks http where https is asked is not_sent, and said', async () => {
    await using server = await wired([made])
    const baseUrl = `https://127.0.0.1:${server.port}/v1`
    const secure = createClient({ apiKey: KEY, baseUrl, ...options })
    const error = await failureOf(secure.request('post', '/contacts', contact))
    const message = expect.stringMatching(/does the server there speak http, not https\?$/)
    expect(error).toMatchObject({ code: 'connection_failed', outcome: 'not_sent', retryable: false, message })
    expect(error).toHaveProperty('attempts.length', 1)
    expect(server.received).toEqual([])
  })

  test('a redirect is not followed: it would take the key elsewhere', async () => {
    await using elsewhere = await wired([made])
    const to = { location: `http://127.0.0.1:${elsewhere.port}/v1/contacts` }
    await using server = await wired([json(307, {}, to)], options)
    expect(await failureOf(server.client.request('post', '/contacts', contact))).toBeInstanceOf(ResponseError)
    expect(elsewhere.received).toHaveLength(0)
  })

  test.each<[string, Record<string, string>]>([
    ['declared', { 'content-length': String(MAX_ANSWER_BYTES + 1) }],
    ['streamed', {}],
  ])('a body beyond the bound, %s, is not read', async (_, headers) => {
    const flood: Behaviour = (response) => {
      response.writeHead(200, headers)
      const chunk = Buffer.alloc(1024 * 1024, ' ')
      for (let n = 0; n <= MAX_ANSWER_BYTES / chunk.length; n++)
        response.write(chunk.subarray(0, n === 16 ? 1 : chunk.length))
      response.end()
    }
    await using server = await wired([flood], options)
    const error = await failureOf(server.client.request('post', '/contacts', contact))
    expect(error).toMatchObject({ name: 'ResponseError', code: 'answer_too_large', outcome: 'unknown' })
    expect(server.received).toHaveLength(1)
  })
})

describe('the default transport on Node', () => {
  test('connections are kept', async () => {
    await using server = await wired([made])
    for (let call = 0; call < 3; call++) await server.client.request('post', '/contacts', contact)
    expect(new Set(server.received.map(({ port }) => port)).size).toBe(1)
  })

  test('gives way to a global fetch that was replaced since import', async () => {
    await using server = await wired([made])
    const fake = vi.fn(async () => Response.json({ id: 'ctc_fake' }))
    vi.stubGlobal('fetch', fake)
    try {
      await expect(server.client.request('post', '/contacts', contact)).resolves.toEqual({ id: 'ctc_fake' })
    } finally {
      vi.unstubAllGlobals()
    }
    expect(fake).toHaveBeenCalledWith(
      expect.stringContaining('/v1/contacts'),
      expect.objectContaining({ method: 'POST' }),
    )
    await expect(server.client.request('post', '/contacts', contact)).resolves.toMatchObject({ id: 'ctc_1' })
  })

  test('lets many calls share one signal', async () => {
    await using server = await wired([made])
    const { signal } = new AbortController()
    const added = vi.spyOn(signal, 'addEventListener')
    const call = () => server.client.request('post', '/contacts', contact, { signal })
    await Promise.all(Array.from({ length: 20 }, call))
    expect(added).toHaveBeenCalledOnce()
  })

  test('looks http.request up at each call, so that interceptors see it', async () => {
    await using server = await wired([made])
    const { default: http } = await import('node:http')
    await server.client.request('post', '/contacts', contact)
    const spy = vi.spyOn(http, 'request')
    await server.client.request('post', '/contacts', contact)
    expect(spy).toHaveBeenCalledOnce()
    spy.mockRestore()
  })

  test('speaks to an IPv6 address', async () => {
    const client = createClient({ apiKey: KEY, baseUrl: `http://[::1]:${await freePort()}/v1`, ...once })
    expect(await failureOf(client.request('get', '/tenant', {}))).toMatchObject({
      outcome: 'not_sent',
      message: expect.stringMatching(/ECONNREFUSED|EADDRNOTAVAIL/),
    })
  })
})
