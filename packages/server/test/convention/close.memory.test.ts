import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createServer, type Server } from '../../src/index.ts'
import { openServer } from '../../src/open-server.ts'
import { testLocation } from '../support/engines.ts'
import { openTenant } from '../support/harness.ts'
import { openParts } from './support/parts.ts'
import { headOf, openConnection, type RawConnection } from './support/socket.ts'

async function listen() {
  const errors: string[] = []
  const logger = { info() {}, warn() {}, error: (message: string) => void errors.push(message) }
  const server = await createServer({ rateLimits: false, logger, ...(await testLocation()) })
  onTestFinished(() => server.close())
  const tenant = await openTenant(server)
  const listening = await server.listen()
  const { url } = listening
  const request = (line: string, ...headers: string[]) =>
    headOf(
      `${line} HTTP/1.1`,
      'Host: bahi.test',
      `Authorization: Bearer ${tenant.keys.test.secret}`,
      ...headers,
    )
  const body = '{"name":"Asha"}'
  const json = ['Content-Type: application/json', `Content-Length: ${body.length}`]
  const post = (...headers: string[]) => request('POST /v1/contacts', ...json, ...headers) + body
  return { server, tenant, listening, url, request, post, errors }
}

async function took(work: Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work
  return performance.now() - start
}

describe('close', () => {
  test('finishes what is under way, on connections and in process, and takes nothing new', async () => {
    const { server, url, post, errors } = await listen()
    const connection = await openConnection(url)
    connection.send(post('X-Test-Fault: delay:600'))
    await sleep(150)
    const closing = took(server.close())
    await sleep(50)
    await expect(openConnection(url)).rejects.toThrow('ECONNREFUSED')
    const answer = await connection.answer()
    expect([answer.status, JSON.parse(answer.body).name]).toEqual([201, 'Asha'])
    // at once when it is answered: the connection that is kept alive is not waited for
    expect(await closing).toBeLessThan(2_000)
    await connection.ended
    expect(errors).toEqual([])
  })

  test('does not wait for connections that ask nothing', async () => {
    const { server, url, request } = await listen()
    const idle = await openConnection(url)
    const used = await openConnection(url)
    used.send(request('GET /v1/tenant'))
    expect((await used.answer()).status).toBe(200)
    expect(await took(server.close())).toBeLessThan(1_000)
    await Promise.all([idle.ended, used.ended])
  })

  test.each([
    ['a body that never comes', (c: RawConnection, post: string) => c.send(post.slice(0, -3))],
    ['a head that never ends', (c: RawConnection, post: string) => c.send(post.slice(0, 40))],
  ])('does not wait for ever for %s', async (_, begin) => {
    const { server, url, post, errors } = await listen()
    const connection = await openConnection(url)
    begin(connection, post())
    await sleep(100)
    expect(await took(server.close())).toBeLessThan(12_000)
    await connection.ended
    expect(errors).toEqual([])
  })

  test('may be asked for again', async () => {
    const { server } = await listen()
    await Promise.all([server.close(), server.close()])
    await server.close()
  })
})

describe('a server that listens nowhere', () => {
  const originOf = async (server: Server) => {
    const tenant = await openTenant(server)
    const { body } = await tenant.api('POST', '/payment-links', { body: { amount: 68 } })
    return new URL(body.url).origin
  }

  test('tells of pages where nothing is, not where another server may be', async () => {
    const { server } = await openParts()
    expect(await originOf(server)).toBe('http://bahi.test')
  })

  test('tells of pages where it is about to listen, if that is known', async () => {
    const location = await testLocation()
    const { server } = await openServer({ ...location, usualUrl: 'http://127.0.0.1:8080' })
    onTestFinished(() => server.close())
    expect(await originOf(server)).toBe('http://127.0.0.1:8080')
    const { url } = await server.listen()
    expect(await originOf(server)).toBe(url)
  })
})

describe('a port that was closed', () => {
  test('is not where pages are told to be, once another one is open', async () => {
    const { server, tenant, listening } = await listen()
    await listening.close()
    const { url } = await server.listen()
    const { body } = await tenant.api('POST', '/payment-links', { body: { amount: 68 } })
    expect(new URL(body.url).origin).toBe(url)
  })

  test('is where pages are told to be as long as its server has work under way', async () => {
    const { server, tenant, url } = await listen()
    const headers = { 'X-Test-Fault': 'delay:100' }
    const making = tenant.api('POST', '/payment-links', { body: { amount: 68 }, headers })
    await server.close()
    const { body } = await making
    expect(new URL(body.url).origin).toBe(url)
  })

  test('is not opened by a server that has ended', async () => {
    const { server } = await listen()
    await server.close()
    await expect(server.listen()).rejects.toThrow('closed')
  })

  test.each([{ host: '' }, { port: 65_536 }, { port: -1 }, { port: 1.5 }])(
    'is refused in words when it can be none: %j',
    async (options) => {
      const { server } = await listen()
      await expect(server.listen(options)).rejects.toThrow(/^Cannot listen on /)
    },
  )
})
