import { setTimeout as sleep } from 'node:timers/promises'
import { isMutation, routes } from '@bahi/spec'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createServer, type Server } from '../../src/index.ts'
import type { Answer } from '../support/contract.ts'
import { engine, testLocation } from '../support/engines.ts'
import { openTenant, type TestTenant, useServer } from '../support/harness.ts'
import { furnish, requestOf } from './support/specimen.ts'

const use = useServer()

const isReplay = (answer: Answer) => answer.headers.get('Idempotent-Replayed') === 'true'
const fault = (kind: string) => ({ headers: { 'X-Test-Fault': kind } })
const asha = { body: { name: 'Asha' }, idempotencyKey: 'one' }

const countContacts = async (tenant: TestTenant): Promise<number> =>
  (await tenant.api('GET', '/contacts?limit=100')).body.data.length

describe('thirty at once with one key', () => {
  test('have one effect and thirty equal answers', async () => {
    const tenant = await use.openTenant()
    const answers = await Promise.all(Array.from({ length: 30 }, () => tenant.api('POST', '/contacts', asha)))
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(answers[0]?.status).toBe(201)
    expect(answers.filter(isReplay)).toHaveLength(29)
    expect(await countContacts(tenant)).toBe(1)
    expect((await tenant.api('GET', '/events')).body.data).toHaveLength(1)
  })

  test('are told one secret', async () => {
    const tenant = await use.openTenant()
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => tenant.api('POST', '/api-keys', { body: {}, idempotencyKey: 'one' })),
    )
    expect(new Set(answers.map(({ body }) => body.secret)).size).toBe(1)
    expect(answers.filter(isReplay)).toHaveLength(29)
  })

  test('with two bodies: those like the first are answered alike, the others refused', async () => {
    const tenant = await use.openTenant()
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        tenant.api('POST', '/contacts', { body: { name: `Asha ${index % 2}` }, idempotencyKey: 'one' }),
      ),
    )
    const ofStatus = (wanted: number) => answers.filter(({ status }) => status === wanted)
    expect(new Set(ofStatus(201).map(({ text }) => text)).size).toBe(1)
    expect(ofStatus(201)).toHaveLength(15)
    expect(ofStatus(409)).toHaveLength(15)
    for (const { body } of ofStatus(409)) {
      expect(body).toMatchObject({ code: 'idempotency_key_reused', mismatches: ['/name'] })
    }
    expect(await countContacts(tenant)).toBe(1)
  })
})

describe('a second request while the first is under way', () => {
  test('waits, and is answered as the first', async () => {
    const tenant = await use.openTenant()
    const first = tenant.api('POST', '/contacts', { ...asha, ...fault('delay:400') })
    await sleep(100)
    const second = await tenant.api('POST', '/contacts', asha)
    expect(isReplay(second)).toBe(true)
    expect(second.text).toBe((await first).text)
  })

  test('waits, and is refused when it is another one', async () => {
    const tenant = await use.openTenant()
    const first = tenant.api('POST', '/contacts', { ...asha, ...fault('delay:400') })
    await sleep(100)
    const second = await tenant.api('POST', '/contacts', { ...asha, body: { name: 'Bala' } })
    expect(second.body).toMatchObject({ code: 'idempotency_key_reused', mismatches: ['/name'] })
    expect((await first).status).toBe(201)
  })

  test('runs when the first was rolled back', async () => {
    const tenant = await use.openTenant()
    const first = tenant.api('POST', '/contacts', { ...asha, ...fault('before_commit') })
    const others = [1, 2, 3].map(() => tenant.api('POST', '/contacts', asha))
    await expect(first).rejects.toThrow('fetch failed')
    const answers = await Promise.all(others)
    expect(answers.filter(isReplay)).toHaveLength(2)
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(await countContacts(tenant)).toBe(1)
    expect((await tenant.api('GET', '/events')).body.data).toHaveLength(1)
  })
})

test('an answer that was lost after the commit is had by asking again', async () => {
  const tenant = await use.openTenant()
  const lost = tenant.api('POST', '/contacts', { ...asha, ...fault('after_commit') })
  await expect(lost).rejects.toThrow('fetch failed')
  expect(await countContacts(tenant)).toBe(1)
  const answer = await tenant.api('POST', '/contacts', asha)
  expect([answer.status, isReplay(answer)]).toEqual([201, true])
  expect(await countContacts(tenant)).toBe(1)
})

/** Longer than the bound of 5 s, with time for the second request to come late on a busy machine. */
const HELD_MS = 12_000

describe('a first request that is held past the bound', () => {
  let servers: Server[]
  beforeAll(async () => {
    // each request that is held keeps a connection, of which a server on PostgreSQL has ten: half are left for the others
    const count = engine() === 'postgres' ? Math.ceil(routes.filter(isMutation).length / 5) : 1
    const location = await testLocation()
    const options = { rateLimits: false, logger: { info() {}, warn() {}, error() {} }, ...location } as const
    servers = await Promise.all(Array.from({ length: count }, () => createServer(options)))
  })
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.close()))
  })

  test('lets the second one know, on every operation, and is replayed after that', {
    timeout: 5 * HELD_MS,
  }, async () => {
    const held = await Promise.all(
      routes.filter(isMutation).map(async (route, index) => {
        const server = servers[index % servers.length]
        if (server === undefined) throw new Error('There is no server.')
        const { api } = await openTenant(server)
        const request = requestOf(route, await furnish(api))
        const ask = (options = {}) =>
          api(request.method, request.path, { ...request.options, idempotencyKey: 'one', ...options })
        return { route, ask }
      }),
    )
    await Promise.all(
      held.map(async ({ route, ask }) => {
        const first = ask(fault(`delay:${HELD_MS}`))
        await sleep(200)
        const second = await ask()
        expect([route.operationId, second.status, second.body.code]).toEqual([
          route.operationId,
          409,
          'idempotency_key_in_use',
        ])
        expect(second.body.retryable).toBe(true)
        expect(second.headers.get('Retry-After')).toBe('1')
        const { status, text } = await first
        const third = await ask()
        expect([third.status, third.text, isReplay(third)]).toEqual([status, text, true])
      }),
    )
  })
})
