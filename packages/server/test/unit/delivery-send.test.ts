import { createServer as createTcpServer } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { send } from '../../src/delivery/send.ts'
import { systemClock } from '../../src/kit/clock.ts'
import { openReceiver, portOf } from '../support/receiver.ts'

const terms = { clock: systemClock, reach: { livemode: false, allowLoopback: true }, timeoutMs: 400 }
const to = (url: string) => ({ url, headers: { 'content-type': 'application/json' }, body: '{"name":"₹"}' })

/** Answers each connection with these bytes. */
async function rawServer(bytes: string): Promise<string> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => (bytes === '' ? socket.destroy() : socket.write(bytes)))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${portOf(server)}/`
}

describe('send', () => {
  it('posts the body as it is and gives the answer', async () => {
    const receiver = await openReceiver()
    receiver.answer({ status: 201, body: 'made', headers: { 'retry-after': '7' } })
    const result = await send(to(receiver.url), terms)
    expect(result).toMatchObject({ status: 201, responseBody: 'made', error: null, retryAfterMs: 7_000 })
    expect(receiver.requests[0]).toMatchObject({ method: 'POST', path: '/hooks', body: '{"name":"₹"}' })
    expect(receiver.requests[0]?.headers).toMatchObject({ 'content-length': '14', connection: 'close' })
  })

  it('does not follow a redirect', async () => {
    const receiver = await openReceiver()
    receiver.answer({ status: 307, headers: { location: receiver.url } })
    expect(await send(to(receiver.url), terms)).toMatchObject({ status: 307, error: null })
    expect(receiver.requests).toHaveLength(1)
  })

  it('gives up after the timeout, counted over the whole attempt', async () => {
    const receiver = await openReceiver()
    receiver.answer('hang')
    const result = await send(to(receiver.url), terms)
    expect(result).toMatchObject({ status: null, responseBody: null, error: 'No answer within 400 ms.' })
    expect(result.latencyMs).toBeGreaterThanOrEqual(390)
    expect(result.latencyMs).toBeLessThan(2_000)
  })

  it('keeps the status of an answer whose body never ends, and what came of it', async () => {
    const url = await rawServer('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbeginning')
    expect(await send(to(url), terms)).toMatchObject({ status: 200, responseBody: 'beginning', error: null })
  })

  it('reads no more than 20,000 bytes of an answer', async () => {
    const receiver = await openReceiver()
    let written = 0
    receiver.answer((_, response) => {
      response.writeHead(500)
      const more = () => {
        while (!response.destroyed && written < 50_000_000 && response.write('x'.repeat(10_000)))
          written += 10_000
      }
      response.on('drain', more).on('error', () => {})
      more()
    })
    const result = await send(to(receiver.url), { ...terms, timeoutMs: 5_000 })
    expect(result.status).toBe(500)
    expect(result.responseBody).toBe('x'.repeat(20_000))
    expect(result.latencyMs).toBeLessThan(2_000)
    expect(written).toBeLessThan(20_000_000)
  })

  it.each([
    ['closes without an answer', '', /socket hang up|ECONNRESET|closed/],
    ['is no HTTP', 'SSH-2.0-OpenSSH\r\n', /Parse Error/],
    [
      'switches protocols',
      'HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
      /closed|hang up/,
    ],
  ])('tells of a receiver that %s', async (_, bytes, error) => {
    const result = await send(to(await rawServer(bytes)), terms)
    expect(result.status).toBeNull()
    expect(result.error).toMatch(error)
  })

  it('tells of a port where nobody listens, and of a name that does not exist', async () => {
    const receiver = await openReceiver()
    await receiver.close()
    expect((await send(to(receiver.url), terms)).error).toContain('ECONNREFUSED')
    const resolve = async () => {
      throw new Error('getaddrinfo ENOTFOUND nowhere.example')
    }
    const result = await send(to('http://nowhere.example/'), { ...terms, resolve })
    expect(result).toMatchObject({ status: null, error: 'getaddrinfo ENOTFOUND nowhere.example' })
  })
})
