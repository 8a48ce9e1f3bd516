import { connect } from 'node:net'
import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { webhookHandler } from '../src/node.ts'
import { body, signed } from './deliveries.ts'
import { deliver, gate, recorder, serving, streaming } from './receiver.ts'

test('node: is a request listener of node:http', async () => {
  const { handled, options } = recorder()
  expect(await serving(webhookHandler(options), (url) => deliver(url, body()))).toMatchObject({ status: 200 })
  expect(handled).toEqual([JSON.parse(body())])
})

test('node: joins a body that comes in pieces, within a character', async () => {
  const { handled, options } = recorder()
  const payload = body('evt_é•')
  const bytes = Buffer.from(payload)
  await serving(webhookHandler(options), async (url) => {
    const pieces = new ReadableStream({
      async start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte))
        controller.close()
      },
    })
    const answer = await fetch(url, streaming(pieces, signed(payload)))
    expect(answer.status).toBe(200)
  })
  expect(handled).toEqual([JSON.parse(payload)])
})

test('node: hears of a sender that hangs up within the body, and serves the next one', async () => {
  const heard = gate()
  const { handled, options } = recorder({ onError: () => heard.open() })
  await serving(webhookHandler(options), async (url) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    socket.write('POST /webhooks HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"id":')
    setTimeout(() => socket.destroy(), 20)
    await heard.opened
    expect(await deliver(url, body())).toMatchObject({ status: 200 })
  })
  expect(handled).toHaveLength(1)
})

test('node: ends its promise when something destroys the request without an error', async () => {
  const { errors, options } = recorder()
  const request = Object.assign(new PassThrough(), { method: 'POST', headers: {} })
  const response = { headersSent: false, statusCode: 0, setHeader: () => {}, end: () => {} }
  const finished = webhookHandler(options)(request, response)
  request.destroy()
  await finished
  expect([response.statusCode, errors]).toEqual([400, [expect.any(Error)]])
})

test('node: ends its promise when the sender hung up while something before it waited', async () => {
  const finished = gate()
  const { errors, options } = recorder()
  await serving(
    (request, response) => {
      request.once('close', () => webhookHandler(options)(request, response).then(finished.open))
    },
    async (url) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1')
      socket.write('POST /webhooks HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"id":')
      setTimeout(() => socket.destroy(), 20)
      await finished.opened
    },
  )
  expect(errors).toEqual([new Error('The sender hung up before the end of the body.')])
})

test('node: counts the bytes of a body that comes as text, since an encoding was set before', async () => {
  const { handled, options } = recorder()
  const handle = webhookHandler(options)
  const small = body('evt_₹')
  const large = `{"id":"evt_2","type":"${'₹'.repeat(500_000)}"}`
  await serving(
    (request, response) => handle(request.setEncoding('utf8'), response),
    async (url) => {
      expect(await deliver(url, small)).toMatchObject({ status: 200 })
      expect(await deliver(url, large)).toMatchObject({ status: 413 })
    },
  )
  expect(handled).toEqual([JSON.parse(small)])
})

test('node: answers 413 at once to a declared flood, and cuts off an undeclared one', async () => {
  const { options } = recorder()
  await serving(webhookHandler(options), async (url) => {
    expect(await flood(url, 'Content-Length: 99999999')).toMatch(/^HTTP\/1\.1 413 /)
    expect(await flood(url, 'Transfer-Encoding: chunked', 100)).toMatch(/^HTTP\/1\.1 413 |^$/)
  })
})

test('node: leaves a response that something else has sent alone', async () => {
  const { options } = recorder()
  const answer = await serving(
    (request, response) => {
      const finished = webhookHandler(options)(request, response)
      response.writeHead(418).end('{}')
      return finished
    },
    (url) => deliver(url, body()),
  )
  expect(answer.status).toBe(418)
})

/** Sends a head and up to `chunks` chunks of 100 kB; gives what was answered until the connection ended. */
function flood(url: string, header: string, chunks = 0): Promise<string> {
  const chunk = `${(100_000).toString(16)}\r\n${'x'.repeat(100_000)}\r\n`
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    socket.on('data', (data) => {
      answer += data
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(answer))
    socket.write(`POST /webhooks HTTP/1.1\r\nHost: x\r\n${header}\r\n\r\n`)
    for (let sent = 0; sent < chunks; sent += 1) socket.write(chunk)
  })
}
