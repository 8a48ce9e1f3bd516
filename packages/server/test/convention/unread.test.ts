import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CURRENT_API_VERSION, Problem } from '@bahi/spec'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { answerUnread } from '../../src/http/unread.ts'
import { type TestTenant, useServer } from '../support/harness.ts'
import { headOf, openConnection, type RawAnswer } from './support/socket.ts'

const use = useServer()
let tenant: TestTenant
let url: string
beforeAll(async () => {
  tenant = await use.openTenant()
  url = (await use.server.listen()).url
})

/** What is sent is answered by this problem, behind which the connection ends. */
async function expectLast(text: string, wanted: [status: number, code: string]): Promise<RawAnswer> {
  const connection = await openConnection(url)
  connection.send(text)
  const answer = await connection.answer()
  expectProblem(answer, wanted)
  expect(answer.headers.get('Connection')).toBe('close')
  await connection.ended
  return answer
}

/** A problem as every other one is, for a request that has an id but no route. */
function expectProblem({ status, headers, body }: RawAnswer, wanted: [status: number, code: string]) {
  expect(headers.get('Content-Type')).toBe('application/problem+json')
  const problem = Problem.parse(JSON.parse(body))
  expect([status, problem.code]).toEqual(wanted)
  expect(problem.status).toBe(status)
  expect(headers.get('Request-Id')).toBe(problem.request_id)
  expect(problem.request_id).toMatch(/^req_[0-9A-HJKMNP-TV-Z]{26}$/)
  expect(problem.instance).toBe(`urn:bahi:request:${problem.request_id}`)
  expect(headers.get('API-Version')).toBe(CURRENT_API_VERSION)
}

const key = () => `Authorization: Bearer ${tenant.keys.test.secret}`
const chunked = ['Host: bahi.test', 'Content-Type: application/json', 'Transfer-Encoding: chunked']
const post = (...headers: string[]) => headOf('POST /v1/contacts HTTP/1.1', ...chunked, ...headers)
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`
const whole = (name: string, ...headers: string[]) =>
  `${post(key(), ...headers)}${chunk(`{"name":"${name}"}`)}0\r\n\r\n`

const names = async (): Promise<string[]> =>
  (await tenant.api('GET', '/contacts?limit=100')).body.data.map(({ name }: { name: string }) => name)

describe('what is no request', () => {
  const garbage = {
    'no HTTP': 'nonsense\r\n\r\n',
    TLS: '\x16\x03\x01\x02\x00\x01',
    'another version of HTTP': headOf('GET /v1/tenant HTTP/9.9'),
    'a method that is none': headOf('FETCH /v1/tenant HTTP/1.1'),
    'a header without a colon': headOf('GET /v1/tenant HTTP/1.1', 'Host: bahi.test', 'nonsense'),
    'two lengths': headOf(
      'GET /v1/tenant HTTP/1.1',
      'Host: bahi.test',
      'Content-Length: 1',
      'Content-Length: 2',
    ),
  }
  test.each(Object.entries(garbage))('is a problem, and the end of the connection: %s', async (_, text) => {
    await expectLast(text, [400, 'malformed_request'])
  })

  test('with more before its body than a server reads is a problem of its own', async () => {
    for (const head of [
      headOf(`GET /v1/${'x'.repeat(20_000)} HTTP/1.1`, 'Host: bahi.test'),
      headOf('GET /v1/tenant HTTP/1.1', 'Host: bahi.test', `Cookie: ${'x'.repeat(1_000_000)}`),
    ]) {
      await expectLast(head, [431, 'headers_too_large'])
    }
  })

  test('that does not come in whole in time is a problem that may be sent again', async () => {
    const server = createServer({ headersTimeout: 50, requestTimeout: 50, connectionsCheckingInterval: 20 })
    answerUnread(server, () => 'req_01J9XG6T4S0Q2V8N3M5K7P9R1A')
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const connection = await openConnection(`http://127.0.0.1:${port}`)
    connection.send('GET /v1/tenant HTTP/1.1\r\nHost: bahi.test\r\n')
    const answer = await connection.answer()
    expectProblem(answer, [408, 'request_timeout'])
    expect(JSON.parse(answer.body).retryable).toBe(true)
    expect(answer.headers.get('Connection')).toBe('close')
    await connection.ended
  })

  test.each([
    headOf('GET /v1/\\..\\x HTTP/1.1', 'Host: bahi.test'),
    headOf('GET http://[/v1/tenant HTTP/1.1', 'Host: bahi.test'),
    headOf('GET /v1/tenant HTTP/1.1', 'Host: bahi test'),
    headOf('GET /v1/tenant HTTP/1.1'),
  ])('for its address or its host is a problem, and the connection goes on: %j', async (text) => {
    const connection = await openConnection(url)
    connection.send(text)
    expectProblem(await connection.answer(), [400, 'malformed_request'])
    connection.send(headOf('GET /v1/tenant HTTP/1.1', 'Host: bahi.test', key()))
    expect((await connection.answer()).status).toBe(200)
  })

  test('for what it expects is told which header is meant', async () => {
    const connection = await openConnection(url)
    connection.send(headOf('GET /v1/tenant HTTP/1.1', 'Host: bahi.test', 'Expect: a-miracle', key()))
    const answer = await connection.answer()
    expectProblem(answer, [400, 'invalid_header'])
    expect(JSON.parse(answer.body).errors).toMatchObject([{ pointer: '/expect', in: 'header' }])
  })
})

describe('a tunnel', () => {
  const tunnel = headOf('CONNECT example.com:443 HTTP/1.1', 'Host: example.com:443')

  test('is refused with what to do, and is the end of the connection', async () => {
    const opening = `${tunnel}\x16\x03\x01${'x'.repeat(100_000)}`
    const answer = await expectLast(opening, [400, 'malformed_request'])
    expect(JSON.parse(answer.body).detail).toContain('is no proxy')
  })

  test('behind a request is refused behind its answer', async () => {
    const connection = await openConnection(url)
    connection.send(`${whole('Before a tunnel', 'X-Test-Fault: delay:100')}${tunnel}`)
    expect((await connection.answer()).status).toBe(201)
    expectProblem(await connection.answer(), [400, 'malformed_request'])
    await connection.ended
    expect(await names()).toContain('Before a tunnel')
  })

  test('whose client has gone harms nobody', async () => {
    const gone = await openConnection(url)
    gone.send(`${whole('Gone', 'X-Test-Fault: delay:100')}${tunnel}`)
    gone.socket.resetAndDestroy()
    await gone.ended
    const connection = await openConnection(url)
    connection.send(tunnel)
    expectProblem(await connection.answer(), [400, 'malformed_request'])
  })
})

describe('what comes behind a request', () => {
  test('and is none is answered behind it: the request is told what became of it', async () => {
    const connection = await openConnection(url)
    connection.send(`${whole('First', 'X-Test-Fault: delay:100')}${whole('Second')}nonsense\r\n\r\n`)
    expect((await connection.answer()).status).toBe(201)
    expect((await connection.answer()).status).toBe(201)
    expectProblem(await connection.answer(), [400, 'malformed_request'])
    await connection.ended
    expect(await names()).toEqual(expect.arrayContaining(['First', 'Second']))
  })

  test('as its body, and is no body, is answered in its place, behind the one before', async () => {
    const connection = await openConnection(url)
    connection.send(
      `${whole('Before', 'X-Test-Fault: delay:100')}${post(key())}${chunk('{"name":"Broken"')}zz\r\n`,
    )
    expect((await connection.answer()).status).toBe(201)
    expectProblem(await connection.answer(), [400, 'malformed_request'])
    await connection.ended
    expect(await names()).not.toContain('Broken')
  })

  test('once it is answered already, gets no second answer', async () => {
    const connection = await openConnection(url)
    connection.send(`${post()}${chunk('{"name"')}`)
    expect((await connection.answer()).status).toBe(401)
    connection.send('zz\r\n')
    await connection.ended
    await expect(connection.answer()).rejects.toThrow('ended without an answer')
  })
})

test('a client that has gone, or sends on and on, harms nobody', async () => {
  const gone = await openConnection(url)
  gone.send('nonsense\r\n\r\n')
  gone.socket.destroy()
  const talker = await openConnection(url)
  for (let n = 0; n < 20; n += 1) talker.send(`nonsense ${'x'.repeat(50_000)}\r\n`)
  expectProblem(await talker.answer(), [400, 'malformed_request'])
  await talker.ended
  expect((await fetch(`${url}/v1/tenant`)).status).toBe(401)
})
