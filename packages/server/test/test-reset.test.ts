import { describe, expect, onTestFinished, test } from 'vitest'
import { createServer } from '../src/index.ts'
import { credit, expectCleanBooks, pay, sentInvoice, untilDecided } from './support/books.ts'
import { deliveries, useDeliveries } from './support/deliveries.ts'
import { engine, testLocation } from './support/engines.ts'
import { caller, type TestTenant, useServer } from './support/harness.ts'
import { openReceiver } from './support/receiver.ts'

const use = useServer()

type Caller = Pick<TestTenant, 'api'>

const reset = ({ api }: Caller, idempotencyKey?: string) =>
  api('POST', '/test/reset', idempotencyKey === undefined ? {} : { idempotencyKey })

const lists = [
  '/contacts',
  '/products',
  '/invoices',
  '/payments',
  '/payment-links',
  '/credit-notes',
  '/ledger/entries',
  '/events',
  '/webhooks',
  '/deliveries',
]
const countOf = async ({ api }: Caller, path: string) =>
  (await api('GET', `${path}?limit=100`)).body.data.length

/** Some of everything. */
async function used() {
  const tenant = await use.openTenant()
  const { api } = tenant
  await api('POST', '/webhooks', { body: { url: 'http://127.0.0.1:9/', event_types: ['*'] } })
  await api('POST', '/contacts', { body: { name: 'Asha' } })
  await api('POST', '/products', { body: { sku: 'TEA', name: 'Tea', rate: 1 } })
  await api('POST', '/payment-links', { body: { amount: 5 } })
  const invoice = await sentInvoice(tenant)
  await pay(tenant, invoice.id, { amount: 40 })
  await credit(tenant, invoice.id, { amount: 10 })
  await use.server.settle()
  return { tenant, invoice }
}

describe('what goes', () => {
  test('everything that was made there, and its numbers begin at 1', async () => {
    const { tenant, invoice } = await used()
    for (const path of lists.filter((path) => path !== '/credit-notes'))
      expect(await countOf(tenant, path), path).toBeGreaterThan(0)
    const answer = await reset(tenant)
    expect(answer).toMatchObject({
      status: 200,
      body: { object: 'test_reset', generation: 1, livemode: false },
    })
    for (const path of lists) expect(await countOf(tenant, path), path).toBe(0)
    expect((await tenant.api('GET', `/invoices/${invoice.id}`)).status).toBe(404)
    expect((await fetchPage(invoice.hosted_url)).status).toBe(404)
    expect((await tenant.api('GET', '/stores')).body.data).toMatchObject([{ name: 'Main store' }])
    expect((await sentInvoice(tenant)).invoice_no).toBe(invoice.invoice_no)
    const { body } = await tenant.api('GET', '/events')
    expect(body.data.map(({ sequence }: { sequence: number }) => sequence)).toEqual([2, 1])
    await expectCleanBooks(tenant)
  })

  test('as often as one likes, each time counted', async () => {
    const tenant = await use.openTenant()
    for (const generation of [1, 2, 3]) {
      await tenant.api('POST', '/contacts', { body: { name: 'Asha' } })
      expect((await reset(tenant)).body.generation).toBe(generation)
      expect(await countOf(tenant, '/contacts')).toBe(0)
    }
  })

  test("the clock's advance: time is the wall's again, and new ids tell it", async () => {
    const tenant = await use.openTenant()
    await tenant.api('POST', '/test/clock/advance', { body: { by: '30 days' } })
    const late = (await tenant.api('POST', '/contacts', { body: { name: 'Late' } })).body
    await reset(tenant)
    expect((await tenant.api('GET', '/test/clock')).body.ahead_ms).toBe(0)
    const early = (await tenant.api('POST', '/contacts', { body: { name: 'Early' } })).body
    expect(early.id < late.id).toBe(true)
    expect(Date.parse(early.created_at)).toBeLessThan(Date.parse(late.created_at))
  })

  test('the page of a payment link', async () => {
    const tenant = await use.openTenant()
    const { url } = (await tenant.api('POST', '/payment-links', { body: { amount: 5 } })).body
    expect((await fetchPage(url)).status).toBe(200)
    await reset(tenant)
    expect((await fetchPage(url)).status).toBe(404)
  })

  test('cursors of what was there', async () => {
    const tenant = await use.openTenant()
    const fill = async () => {
      for (const name of ['a', 'b', 'c']) await tenant.api('POST', '/contacts', { body: { name } })
      return (await tenant.api('GET', '/contacts?limit=1')).body.next_cursor
    }
    const old = await fill()
    await reset(tenant)
    const next = await fill()
    const follow = (cursor: string) => tenant.api('GET', `/contacts?limit=1&cursor=${cursor}`)
    expect(await follow(old)).toMatchObject({ status: 400, body: { code: 'invalid_cursor' } })
    expect((await follow(next)).body.data).toMatchObject([{ name: 'b' }])
  })
})

describe('what stays', () => {
  test("the tenant's profile and its keys, with what they may do", async () => {
    const tenant = await use.openTenant()
    const { api, keys } = tenant
    await api('PATCH', '/tenant', { body: { name: 'Bharat Stores', time_zone: 'Asia/Tokyo' } })
    const narrow = (await api('POST', '/api-keys', { body: { scopes: ['contacts:read'] } })).body
    const revoked = (await api('POST', '/api-keys', { body: {} })).body
    await api('POST', `/api-keys/${revoked.id}/revoke`)
    const before = (await api('GET', '/api-keys?limit=100')).body.data
    const profile = (await api('GET', '/tenant')).body
    await reset(tenant)
    const withoutUse = (rows: object[]) => rows.map((row) => ({ ...row, last_used_at: null }))
    expect(withoutUse((await api('GET', '/api-keys?limit=100')).body.data)).toEqual(withoutUse(before))
    expect((await api('GET', '/tenant')).body).toEqual(profile)
    expect((await api('GET', '/contacts', { key: narrow.secret })).status).toBe(200)
    expect((await api('GET', '/products', { key: narrow.secret })).status).toBe(403)
    expect((await api('GET', '/products', { key: keys.test.publishable })).status).toBe(200)
    expect((await api('GET', '/contacts', { key: revoked.secret })).status).toBe(401)
  })

  test('a key that had expired by the advanced clock does not live again', async () => {
    const tenant = await use.openTenant()
    const { api } = tenant
    const at = (ms: number) => new Date(Date.now() + ms).toISOString()
    const [hour, year] = [3_600_000, 365 * 86_400_000]
    const short = (await api('POST', '/api-keys', { body: { expires_at: at(hour) } })).body
    const long = (await api('POST', '/api-keys', { body: { expires_at: at(year) } })).body
    await api('POST', '/test/clock/advance', { body: { by: '1 day' } })
    await reset(tenant)
    expect((await api('GET', '/tenant', { key: short.secret })).status).toBe(401)
    expect((await api('GET', '/tenant', { key: long.secret })).status).toBe(200)
    const left = Date.parse((await api('GET', `/api-keys/${long.id}`)).body.expires_at) - Date.now()
    expect(Math.abs(left - year)).toBeLessThan(60_000)
  })

  test('a key lives until the time that was asked for, however often the clock is advanced and put back', async () => {
    const tenant = await use.openTenant()
    const { api } = tenant
    const expires_at = new Date(Date.now() + 90 * 86_400_000).toISOString()
    const key = (await api('POST', '/api-keys', { body: { expires_at } })).body
    for (const _ of [1, 2, 3, 4]) {
      await api('POST', '/test/clock/advance', { body: { by: '30 days' } })
      await reset(tenant)
    }
    expect((await api('GET', `/api-keys/${key.id}`)).body).toMatchObject({
      expires_at,
      revoked_at: null,
      created_at: key.created_at,
    })
    expect((await api('GET', '/tenant', { key: key.secret })).status).toBe(200)
  })

  test('the live environment, which has no such act', async () => {
    const tenant = await use.openTenant()
    const { id } = (await tenant.live('POST', '/contacts', { body: { name: 'Asha' } })).body
    expect((await tenant.live('POST', '/test/reset')).status).toBe(404)
    await reset(tenant)
    expect((await tenant.live('GET', `/contacts/${id}`)).status).toBe(200)
  })

  test('other tenants', async () => {
    const [one, other] = [await use.openTenant(), await use.openTenant()]
    const { id } = (await other.api('POST', '/contacts', { body: { name: 'Asha' } })).body
    await reset(one)
    expect((await other.api('GET', `/contacts/${id}`)).status).toBe(200)
  })
})

describe('once a key', () => {
  test('the same key answers the same again, and what came after the first time stays', async () => {
    const tenant = await use.openTenant()
    const first = await reset(tenant, 'again')
    const { id } = (await tenant.api('POST', '/contacts', { body: { name: 'Asha' } })).body
    const second = await reset(tenant, 'again')
    expect(second.text).toBe(first.text)
    expect(second.headers.get('Idempotent-Replayed')).toBe('true')
    expect((await tenant.api('GET', `/contacts/${id}`)).status).toBe(200)
  })

  test('also when the environment has begun anew since, by another key and ahead of the wall', async () => {
    const tenant = await use.openTenant()
    const first = await reset(tenant, 'one')
    await tenant.api('POST', '/test/clock/advance', { body: { by: '2 days' } })
    await reset(tenant, 'other')
    const { id } = (await tenant.api('POST', '/contacts', { body: { name: 'Asha' } })).body
    expect((await reset(tenant, 'one')).text).toBe(first.text)
    expect((await tenant.api('GET', `/contacts/${id}`)).status).toBe(200)
  })

  test('ten at once with one key begin it anew once; with ten keys, ten times', async () => {
    const tenant = await use.openTenant()
    const tenTimes = (keyOf: (n: number) => string) =>
      Promise.all(Array.from({ length: 10 }, (_, n) => untilDecided(() => reset(tenant, keyOf(n)))))
    const same = await tenTimes(() => 'one')
    expect(new Set(same.map(({ text }) => text)).size).toBe(1)
    expect(same[0]?.body.generation).toBe(1)
    const each = await tenTimes((n) => `key ${n}`.replace(' ', '-'))
    const generations = each.map(({ body }) => body.generation).sort((a, b) => a - b)
    expect(generations).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
  })

  test('a key that another request has used is refused, and nothing is reset', async () => {
    const tenant = await use.openTenant()
    await tenant.api('POST', '/contacts', { body: { name: 'Asha' }, idempotencyKey: 'taken' })
    expect(await reset(tenant, 'taken')).toMatchObject({
      status: 409,
      body: { code: 'idempotency_key_reused' },
    })
    expect(await countOf(tenant, '/contacts')).toBe(1)
  })

  test('keys of the old environment are free in the new one', async () => {
    const tenant = await use.openTenant()
    const make = () => tenant.api('POST', '/contacts', { body: { name: 'Asha' }, idempotencyKey: 'order-1' })
    const before = await make()
    await reset(tenant)
    const after = await make()
    expect(after.headers.get('Idempotent-Replayed')).toBeNull()
    expect(after.body.id).not.toBe(before.body.id)
  })
})

describe('faults', () => {
  const lost = async (fault: string) => {
    const tenant = await use.openTenant()
    await tenant.api('POST', '/contacts', { body: { name: 'Asha' } })
    const headers = { 'X-Test-Fault': fault }
    await expect(tenant.api('POST', '/test/reset', { headers, idempotencyKey: 'r' })).rejects.toThrow()
    return tenant
  }

  test('before the commit: the old environment is whole', async () => {
    const tenant = await lost('before_commit')
    expect(await countOf(tenant, '/contacts')).toBe(1)
    expect((await reset(tenant, 'r')).body.generation).toBe(1)
  })

  test('after the commit: the new one is, and the key knows', async () => {
    const tenant = await lost('after_commit')
    expect(await countOf(tenant, '/contacts')).toBe(0)
    await tenant.api('POST', '/contacts', { body: { name: 'Ravi' } })
    expect((await reset(tenant, 'r')).headers.get('Idempotent-Replayed')).toBe('true')
    expect(await countOf(tenant, '/contacts')).toBe(1)
  })
})

describe('at the same time', () => {
  test('thirty writers: each is whole in the old environment or in the new, and a retry makes it one', async () => {
    const tenant = await use.openTenant()
    const names = Array.from({ length: 30 }, (_, n) => `Contact-${n}`)
    const make = (name: string) =>
      untilDecided(() => tenant.api('POST', '/contacts', { body: { name }, idempotencyKey: name }))
    const [answers] = await Promise.all([
      Promise.all(names.map(make)),
      reset(tenant).then(() => reset(tenant)),
    ])
    expect(answers.map(({ status }) => status)).toEqual(names.map(() => 201))
    const listed = (await tenant.api('GET', '/contacts?limit=100')).body.data
    expect(await countOf(tenant, '/events')).toBe(listed.length)
    await Promise.all(names.map(make))
    const all = (await tenant.api('GET', '/contacts?limit=100')).body.data
    expect(all.map(({ name }: { name: string }) => name).sort()).toEqual([...names].sort())
    await expectCleanBooks(tenant)
  })

  test('keys made meanwhile are not lost', async () => {
    const tenant = await use.openTenant()
    const makeKey = () => tenant.api('POST', '/api-keys', { body: {} })
    const [made] = await Promise.all([
      Promise.all(Array.from({ length: 20 }, makeKey)),
      reset(tenant),
      reset(tenant),
    ])
    for (const { body } of made)
      expect((await tenant.api('GET', '/tenant', { key: body.secret })).status).toBe(200)
  })

  test('an advance of the clock ends with its environment, and says so', async () => {
    const tenant = await use.openTenant()
    const receiver = await openReceiver()
    receiver.answer({ status: 200, delayMs: 400 })
    await tenant.api('POST', '/webhooks', { body: { url: receiver.url, event_types: ['*'] } })
    await tenant.api('POST', '/contacts', { body: { name: 'Asha' } })
    const advancing = tenant.api('POST', '/test/clock/advance', { body: { by: '1 day' } })
    await receiver.received(1)
    expect((await reset(tenant)).status).toBe(200)
    expect(await advancing).toMatchObject({ status: 409, body: { code: 'clock_busy', retryable: true } })
    expect((await tenant.api('GET', '/test/clock')).body.ahead_ms).toBe(0)
    expect((await tenant.api('POST', '/test/clock/advance', { body: { by: '1 day' } })).status).toBe(200)
  })
})

describe('deliveries', () => {
  const scenes = useDeliveries()

  test('one that is under way ends without a trace; what waited is never sent', async () => {
    const scene = await scenes.open({}, { status: 500, delayMs: 300 })
    for (const name of ['Asha', 'Ravi']) await scene.api('POST', '/contacts', { body: { name } })
    await scene.receiver.received(1)
    await reset(scene)
    await scenes.settle()
    await scene.api('POST', '/test/clock/advance', { body: { by: '2 days' } })
    expect(scene.receiver.requests).toHaveLength(1)
    expect(await deliveries(scene)).toEqual([])
  })
})

test('embedded: a tenant is reset, and its keys go on', async () => {
  const tenant = await use.openTenant()
  await tenant.api('POST', '/contacts', { body: { name: 'Asha' } })
  await tenant.reset()
  expect(await countOf(tenant, '/contacts')).toBe(0)
})

// In memory nothing survives a server.
if (engine() !== 'memory')
  test('after a restart the new environment is there, and the old one is not', async () => {
    const location = await testLocation({ fresh: true })
    const open = () => createServer({ ...location, rateLimits: false })
    const first = await open()
    const { keys } = await first.createTenant({ name: 'Acme', currency: 'INR' })
    const key = keys.test.secret
    const make = (server: typeof first, name: string) =>
      caller((request) => server.fetch(request))('POST', '/contacts', { key, body: { name } })
    await make(first, 'Old')
    await caller((request) => first.fetch(request))('POST', '/test/reset', { key })
    await make(first, 'New')
    await first.close()
    const second = await open()
    onTestFinished(() => second.close())
    const { body } = await caller((request) => second.fetch(request))('GET', '/contacts', { key })
    expect(body.data).toMatchObject([{ name: 'New' }])
    await make(second, 'Newer')
  })

/** Its path, at this file's server. */
const fetchPage = (url: string) => use.server.fetch(`http://bahi.test${new URL(url).pathname}`)
