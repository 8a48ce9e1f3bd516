import { expect, test } from 'vitest'
import { webhookHandler } from '../src/fetch.ts'
import { body, otherSecret, signed } from './deliveries.ts'
import { recorder, streaming } from './receiver.ts'

const payload = body()

function request(init: RequestInit = {}): Request {
  return new Request('https://app.example/webhooks', {
    method: 'POST',
    headers: signed(payload),
    body: payload,
    ...init,
  })
}

test('fetch: verifies a Request and hands its event to the handler', async () => {
  const { handled, options } = recorder()
  const response = await webhookHandler(options)(request())
  expect([response.status, await response.json()]).toEqual([200, { status: 'handled' }])
  expect(handled).toEqual([JSON.parse(payload)])
})

test('fetch: refuses a tampered body, a foreign secret, an empty body and another verb', async () => {
  const { options } = recorder()
  const handle = webhookHandler(options)
  const answers = [
    request({ body: payload.replace('open', 'paid') }),
    request({ headers: signed(payload, otherSecret) }),
    request({ body: null }),
  ]
  for (const one of answers) {
    const response = await handle(one)
    expect([response.status, (await response.json()).code]).toEqual([400, 'no_match'])
  }
  expect((await handle(new Request('https://app.example/webhooks'))).status).toBe(405)
})

test('fetch: says so when the body was read before it', async () => {
  const read = request()
  await read.json()
  const response = await webhookHandler(recorder().options)(read)
  expect(await response.json()).toMatchObject({ code: 'body_already_parsed' })
})

test('fetch: says so when somebody else is reading the body', async () => {
  const locked = request()
  locked.body?.getReader()
  const response = await webhookHandler(recorder().options)(locked)
  expect(await response.json()).toMatchObject({ code: 'body_already_parsed' })
})

test('fetch: accepts 1 MiB and answers 413 beyond, declared or streamed', async () => {
  const { options } = recorder()
  const handle = webhookHandler(options)
  const full = payload.padEnd(1024 * 1024)
  expect((await handle(request({ body: full, headers: signed(full) }))).status).toBe(200)
  const declared = { ...signed(full), 'content-length': '1048577' }
  expect((await handle(request({ body: full, headers: declared }))).status).toBe(413)
  let cancelled = false
  const endless = new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024)),
    cancel: () => {
      cancelled = true
    },
  })
  const streamed = request(streaming(endless, signed(payload)))
  expect((await handle(streamed)).status).toBe(413)
  expect(cancelled).toBe(true)
})

test.each([
  ['never ends', () => new Promise<void>(() => {})],
  ['fails', () => Promise.reject(new Error('gone'))],
])('fetch: answers 413 to a stream whose cancellation %s', async (_, cancel) => {
  const pull = (controller: ReadableStreamDefaultController) => controller.enqueue(new Uint8Array(2 ** 21))
  const { options } = recorder()
  const streamed = request(streaming(new ReadableStream({ pull, cancel }), signed(payload)))
  expect((await webhookHandler(options)(streamed)).status).toBe(413)
})

test('fetch: answers 400 when the stream of the body breaks', async () => {
  const broken = new ReadableStream({ start: (controller) => controller.error(new Error('reset')) })
  const { errors, options } = recorder()
  const response = await webhookHandler(options)(request(streaming(broken, signed(payload))))
  expect([response.status, await response.json()]).toEqual([400, { code: 'body_not_read' }])
  expect(errors).toEqual([new Error('reset')])
})
