import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { type TestTenant, useServer } from '../support/harness.ts'
import { headOf, openConnection } from './support/socket.ts'

const errors: unknown[] = []
const use = useServer({
  logger: { info() {}, warn() {}, error: (message, facts) => void errors.push([message, facts]) },
})
let tenant: TestTenant
let url: string
beforeAll(async () => {
  tenant = await use.openTenant()
  url = (await use.server.listen()).url
})

/** The head of a request with the tenant's key. */
const head = (line: string, ...headers: string[]) =>
  headOf(
    `${line} HTTP/1.1`,
    'Host: bahi.test',
    `Authorization: Bearer ${tenant.keys.test.secret}`,
    ...headers,
  )
const post = (body: string, ...headers: string[]) =>
  head(
    'POST /v1/contacts',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...headers,
  ) + body

const contacts = async (): Promise<string[]> =>
  (await tenant.api('GET', '/contacts?limit=100')).body.data.map(({ name }: { name: string }) => name)
const isAlive = async () => expect((await fetch(`${url}/v1/tenant`)).status).toBe(401)

describe('a connection', () => {
  test('is kept for the next request, refused or not', async () => {
    const connection = await openConnection(url)
    for (const [line, status] of [
      ['GET /v1/tenant', 200],
      ['GET /v1/contacts/nosuch', 404],
      ['PUT /v1/tenant', 405],
      ['OPTIONS /v1/tenant', 405],
      ['GET /v1/tenant/', 404],
      ['HEAD /v1/tenant', 200],
      ['DELETE /v1/contacts/nosuch', 404],
      ['GET /v1/tenant', 200],
    ] as const) {
      connection.send(head(line))
      const answer = await connection.answer({ head: line.startsWith('HEAD') })
      expect([line, answer.status]).toEqual([line, status])
    }
  })

  test('may carry several requests at once, answered in their order', async () => {
    const connection = await openConnection(url)
    connection.send(head('GET /v1/tenant') + head('GET /v1/nosuch') + post('{"name":"Pipelined"}'))
    const statuses = [await connection.answer(), await connection.answer(), await connection.answer()]
    expect(statuses.map(({ status }) => status)).toEqual([200, 404, 201])
  })

  test('that speaks no HTTP is told so and ended', async () => {
    for (const garbage of [
      'nonsense\r\n\r\n',
      '\x16\x03\x01\x02\x00\x01',
      'GET /v1/tenant HTTP/9.9\r\n\r\n',
    ]) {
      const connection = await openConnection(url)
      connection.send(garbage)
      expect((await connection.answer()).status).toBe(400)
      await connection.ended
    }
    await isAlive()
  })

  test('whose request has two lengths is ended: nothing can be smuggled in', async () => {
    const two = [
      head('POST /v1/contacts', 'Content-Length: 2', 'Content-Length: 20'),
      head('POST /v1/contacts', 'Content-Length: 2', 'Transfer-Encoding: chunked'),
    ]
    for (const text of two) {
      const connection = await openConnection(url)
      connection.send(`${text}{}`)
      expect((await connection.answer()).status).toBe(400)
      await connection.ended
    }
  })
})

describe('HEAD', () => {
  test('has the headers of GET and no body', async () => {
    const connection = await openConnection(url)
    connection.send(head('HEAD /v1/tenant'))
    const answer = await connection.answer({ head: true })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Content-Type')).toBe('application/json')
    expect(answer.headers.get('Request-Id')).toMatch(/^req_/)
    connection.send(head('GET /v1/tenant'))
    expect(JSON.parse((await connection.answer()).body).id).toBe(tenant.tenantId)
  })
})

describe('an address', () => {
  test.each([
    '/v1/contacts/%zz',
    '/v1/contacts/%',
    '/v1/%E0%A4%A',
    '/v1/contacts/%00',
    '/v1/contacts/..%2f..',
  ])('that is badly encoded is a 404: %s', async (path) => {
    const connection = await openConnection(url)
    connection.send(head(`GET ${path}`))
    const { status, body } = await connection.answer()
    expect([status, JSON.parse(body).code]).toEqual([404, 'not_found'])
  })

  test('that can be no address is a 400, as is a host that can be none', async () => {
    const connection = await openConnection(url)
    const noHost = head('GET /v1/tenant').replace('bahi.test', 'bahi test')
    for (const text of [head('GET /v1/\\..\\x'), head('GET http://[/v1/tenant'), noHost]) {
      connection.send(text)
      expect((await connection.answer()).status).toBe(400)
    }
    connection.send(head('GET /v1/tenant'))
    expect((await connection.answer()).status).toBe(200)
  })

  test('brings no header into the answer', async () => {
    const connection = await openConnection(url)
    connection.send(head('GET /v1/contacts/x%0d%0aSet-Cookie:%20a=b'))
    const { status, headers, body } = await connection.answer()
    expect([status, headers.has('Set-Cookie'), body.includes('Set-Cookie')]).toEqual([404, false, false])
  })

  test('may be given whole, as to a proxy', async () => {
    const connection = await openConnection(url)
    connection.send(head('GET http://elsewhere.test/v1/tenant'))
    expect((await connection.answer()).status).toBe(200)
  })

  test('that is very long is refused, and harms nobody', async () => {
    const long = await openConnection(url)
    long.send(head(`GET /v1/contacts/${'x'.repeat(10_000)}`))
    expect((await long.answer()).status).toBe(404)
    const longer = await openConnection(url)
    longer.send(head(`GET /v1/contacts/${'x'.repeat(100_000)}`))
    expect((await longer.answer()).status).toBe(431)
    await isAlive()
  })
})

describe('a body', () => {
  test('may come in chunks, slowly', async () => {
    const connection = await openConnection(url)
    connection.send(head('POST /v1/contacts', 'Content-Type: application/json', 'Transfer-Encoding: chunked'))
    for (const piece of ['{"na', 'me":"', 'Chunked', '"}']) {
      await sleep(50)
      connection.send(`${piece.length.toString(16)}\r\n${piece}\r\n`)
    }
    connection.send('0\r\n\r\n')
    expect((await connection.answer()).status).toBe(201)
    expect(await contacts()).toContain('Chunked')
  })

  test('in chunks is refused once it is larger than 1 MiB, though no end is in sight', async () => {
    const connection = await openConnection(url)
    connection.send(head('POST /v1/contacts', 'Content-Type: application/json', 'Transfer-Encoding: chunked'))
    const piece = ' '.repeat(65_536)
    for (let n = 0; n < 17; n += 1) connection.send(`10000\r\n${piece}\r\n`)
    const { status, body } = await connection.answer()
    expect([status, JSON.parse(body).code]).toEqual([413, 'payload_too_large'])
    await isAlive()
  })

  test('that is announced as larger than 1 MiB is refused before it is sent', async () => {
    const connection = await openConnection(url)
    connection.send(head('POST /v1/contacts', 'Content-Type: application/json', 'Content-Length: 1048577'))
    expect((await connection.answer()).status).toBe(413)
  })

  test('is waited for as the client asks: Expect: 100-continue', async () => {
    const body = '{"name":"Expected"}'
    const connection = await openConnection(url)
    connection.send(
      head(
        'POST /v1/contacts',
        'Content-Type: application/json',
        `Content-Length: ${body.length}`,
        'Expect: 100-continue',
      ),
    )
    expect((await connection.answer()).status).toBe(100)
    connection.send(body)
    expect((await connection.answer()).status).toBe(201)
  })

  test('that breaks off leaves nothing behind, not even a used Idempotency-Key', async () => {
    errors.length = 0
    const body = '{"name":"Broken off"}'
    const connection = await openConnection(url)
    connection.send(post(body, 'Idempotency-Key: broken').slice(0, -5))
    await sleep(100)
    connection.socket.destroy()
    await sleep(100)
    expect(await contacts()).not.toContain('Broken off')
    expect(errors).toEqual([])
    const again = await openConnection(url)
    again.send(post(body, 'Idempotency-Key: broken'))
    const answer = await again.answer()
    expect([answer.status, answer.headers.get('Idempotent-Replayed')]).toEqual([201, null])
  })
})

describe('a client that goes away', () => {
  test('before its answer has its effect all the same, and the answer on asking again', async () => {
    const request = post('{"name":"Gone away"}', 'Idempotency-Key: gone', 'X-Test-Fault: delay:200')
    const connection = await openConnection(url)
    connection.send(request)
    await sleep(80)
    connection.socket.destroy()
    const again = await openConnection(url)
    again.send(request)
    const answer = await again.answer()
    expect([answer.status, answer.headers.get('Idempotent-Replayed')]).toEqual([201, 'true'])
    expect((await contacts()).filter((name) => name === 'Gone away')).toHaveLength(1)
  })

  test.each(['before_commit', 'after_commit'])(
    'has its connection ended without an answer by X-Test-Fault: %s',
    async (fault) => {
      const connection = await openConnection(url)
      connection.send(post(`{"name":"${fault}"}`, `X-Test-Fault: ${fault}`))
      await expect(connection.answer()).rejects.toThrow('ended without an answer')
      expect((await contacts()).includes(fault)).toBe(fault === 'after_commit')
      await isAlive()
    },
  )
})
