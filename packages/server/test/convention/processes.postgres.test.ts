import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { assemble } from '../../src/assemble.ts'
import { serverOf } from '../../src/server.ts'
import type { Answer } from '../support/contract.ts'
import { testLocation } from '../support/engines.ts'
import { type CallOptions, caller, openTenant } from '../support/harness.ts'
import { startBin } from './support/bin.ts'

type Call = (method: string, path: string, options?: CallOptions) => Promise<Answer>

const isReplay = ({ headers }: Answer) => headers.get('Idempotent-Replayed') === 'true'
const contact = { body: { name: 'Asha' }, idempotencyKey: 'one' }

/** Two servers over one database: what they know of one another is in there. */
async function openTwo() {
  const location = await testLocation()
  const logger = { info() {}, warn() {}, error() {} }
  const open = async () => {
    const parts = await assemble({ rateLimits: false, logger, ...location })
    const server = serverOf(parts)
    onTestFinished(() => server.close())
    return { server, store: parts.services.store, call: caller((request) => server.fetch(request)) }
  }
  const [one, other] = [await open(), await open()]
  const tenant = await openTenant(one.server)
  const key = tenant.keys.test.secret
  const by = (call: Call) => (options: CallOptions) => call('POST', '/contacts', { key, ...options })
  const count = async () => (await tenant.api('GET', '/contacts?limit=100')).body.data.length
  return { store: one.store, tenant, first: by(one.call), second: by(other.call), count }
}

async function expectOneEffect(answers: readonly Answer[]): Promise<void> {
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
  expect(answers[0]?.status).toBe(201)
  expect(answers.filter(isReplay)).toHaveLength(answers.length - 1)
}

describe('two servers', () => {
  test('have one effect for thirty requests at once with one key', async () => {
    const { first, second, count } = await openTwo()
    const ask = (n: number) => (n % 2 === 0 ? first : second)(contact)
    await expectOneEffect(await Promise.all(Array.from({ length: 30 }, (_, n) => ask(n))))
    expect(await count()).toBe(1)
  })

  test('have one effect for a key whose 72 hours are over', async () => {
    const { store, tenant, first, second, count } = await openTwo()
    const before = await first(contact)
    await store.transaction(`${tenant.tenantId}/test`, async (tx) => {
      await tx.db.updateTable('idempotency_keys').set({ expires_at: tx.now.getTime() }).execute()
    })
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? first : second)(contact)),
    )
    await expectOneEffect(answers)
    expect(answers[0]?.body.id).not.toBe(before.body.id)
    expect(await count()).toBe(2)
  })

  test('wait for one another, and answer as the first or refuse', async () => {
    const { first, second, count } = await openTwo()
    const held = first({ ...contact, headers: { 'X-Test-Fault': 'delay:700' } })
    await sleep(250)
    const [same, another] = await Promise.all([
      second(contact),
      second({ ...contact, body: { name: 'Bala' } }),
    ])
    expect([same.text, isReplay(same)]).toEqual([(await held).text, true])
    expect(another.body).toMatchObject({ code: 'idempotency_key_reused', mismatches: ['/name'] })
    expect(await count()).toBe(1)
  })

  test('refuse one that waited for its turn here and then for the other server, both within one bound', async () => {
    const { first, second, count } = await openTwo()
    const held = first({ ...contact, headers: { 'X-Test-Fault': 'delay:8500' } })
    await sleep(250)
    const inFront = second(contact)
    await sleep(1_500)
    const answers = await Promise.all([inFront, second(contact)])
    for (const { status, body } of answers) {
      expect([status, body.code]).toEqual([409, 'idempotency_key_in_use'])
    }
    expect((await held).status).toBe(201)
    expect(await count()).toBe(1)
  })

  test('run the second request when the first was rolled back', async () => {
    const { first, second, count } = await openTwo()
    const lost = first({ ...contact, headers: { 'X-Test-Fault': 'before_commit' } })
    const answers = [second(contact), second(contact), first(contact)]
    await expect(lost).rejects.toThrow('fetch failed')
    await expectOneEffect(await Promise.all(answers))
    expect(await count()).toBe(1)
  })

  test('let the second one know when the first is held past the bound', async () => {
    const { first, second } = await openTwo()
    const held = first({ ...contact, headers: { 'X-Test-Fault': 'delay:6500' } })
    await sleep(250)
    const answer = await second(contact)
    expect([answer.status, answer.body.code, answer.body.retryable]).toEqual([
      409,
      'idempotency_key_in_use',
      true,
    ])
    expect(answer.headers.get('Retry-After')).toBe('1')
    expect(isReplay(await second(contact))).toBe(true)
    expect((await held).status).toBe(201)
  })
})

test('a server all of whose connections are busy says that it is not available, and recovers', async () => {
  const { tenant, first } = await openTwo()
  const key = tenant.keys.test.secret
  const busy = Array.from({ length: 10 }, (_, n) =>
    first({ body: { name: `Busy ${n}` }, headers: { 'X-Test-Fault': 'delay:6000' } }),
  )
  await sleep(500)
  const answer = await first({ body: { name: 'Asha' }, key })
  expect([answer.status, answer.body.code, answer.headers.get('Retry-After')]).toEqual([
    503,
    'unavailable',
    '1',
  ])
  for (const { status } of await Promise.all(busy)) expect(status).toBe(201)
  expect((await first({ body: { name: 'Asha' } })).status).toBe(201)
})

test('two processes have one effect for thirty requests at once, and share keys and cursors', async () => {
  const location = await testLocation({ fresh: true })
  const one = await startBin(location)
  const other = await startBin(location)
  expect([typeof one.keys?.test.secret, other.keys]).toEqual(['string', null])
  const key: string = one.keys.test.secret
  const ask = (n: number) => (n % 2 === 0 ? one : other).call('POST', '/contacts', { key, ...contact })
  await expectOneEffect(await Promise.all(Array.from({ length: 30 }, (_, n) => ask(n))))
  const page = await one.call('GET', '/contacts?limit=1', { key })
  const next = await other.call('GET', `/contacts?cursor=${page.body.next_cursor}`, { key })
  expect([page.body.data.length, next.status, next.body.data.length]).toEqual([1, 200, 1])
})
