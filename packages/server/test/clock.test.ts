import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { createServer } from '../src/index.ts'
import { testLocation } from './support/engines.ts'
import { openTenant, type TestTenant, useServer } from './support/harness.ts'
import { openReceiver } from './support/receiver.ts'

const DAY = 86_400_000
const harness = useServer()
let tenant: TestTenant

beforeEach(async () => {
  tenant = await harness.openTenant()
})

const advance = (by: string, options = {}) =>
  tenant.api('POST', '/test/clock/advance', { body: { by }, ...options })

async function clockNow(): Promise<number> {
  const { body } = await tenant.api('GET', '/test/clock')
  return Date.parse(body.now)
}

/** An invoice of one line, sent. */
async function sendInvoice(due_in_days: number | null = 7, contact_id: string | null = null) {
  const items = [{ description: 'Work', qty: 1, rate: 100 }]
  const draft = await tenant.api('POST', '/invoices', { body: { items, due_in_days, contact_id } })
  return (await tenant.api('POST', `/invoices/${draft.body.id}/send`)).body
}

describe('the clock', () => {
  test('stands at the wall until it is advanced, and only goes ahead', async () => {
    const before = await tenant.api('GET', '/test/clock')
    expect(before.body).toMatchObject({ object: 'test_clock', ahead_ms: 0, livemode: false })
    expect(Math.abs(Date.parse(before.body.now) - Date.now())).toBeLessThan(5_000)
    const { status, body } = await advance('8 days')
    expect(status).toBe(200)
    expect(body).toMatchObject({ object: 'test_clock_advance', done: true, happened: [] })
    expect(Date.parse(body.now) - Date.parse(body.from)).toBe(8 * DAY)
    expect((await clockNow()) - Date.parse(body.now)).toBeLessThan(5_000)
    const after = await tenant.api('GET', '/test/clock')
    expect(after.body.ahead_ms).toBeGreaterThan(8 * DAY - 5_000)
  })

  test.each(['90 seconds', '1 minute', '36 hours', '1.5 days', '2 weeks'])('takes %s', async (by) => {
    expect((await advance(by)).status).toBe(200)
  })

  test.each(['8', 'days', '8 months', '-1 day', '1 day 2 hours', '1m', '1e3 days', ''])(
    'refuses %j with its pointer',
    async (by) => {
      const { status, body } = await advance(by)
      expect(status).toBe(422)
      expect(body.errors[0]).toMatchObject({ pointer: '/by' })
    },
  )

  test('refuses to go back, too far, and both ways of saying it at once', async () => {
    const past = await tenant.api('POST', '/test/clock/advance', { body: { to: '2020-01-01T00:00:00Z' } })
    expect(past.body.errors[0]).toMatchObject({ pointer: '/to', code: 'in_the_past' })
    const far = await advance('600 weeks')
    expect(far.body.errors[0]).toMatchObject({ pointer: '/by', code: 'too_far' })
    // of the wall, or of where a still one stood
    expect(far.body.errors[0].detail).toBe('The clock goes 3,652 days ahead in all.')
    const both = await tenant.api('POST', '/test/clock/advance', {
      body: { by: '1 day', to: '2036-01-01T00:00:00Z' },
    })
    expect(both.status).toBe(422)
    expect((await tenant.api('POST', '/test/clock/advance', { body: {} })).status).toBe(422)
  })

  test('goes to a time that is named', async () => {
    const to = new Date((await clockNow()) + 3 * DAY).toISOString()
    const { body } = await tenant.api('POST', '/test/clock/advance', { body: { to } })
    expect(body.now).toBe(to)
  })

  test('is its own for each tenant', async () => {
    const other = await harness.openTenant()
    await advance('8 days')
    expect((await other.api('GET', '/test/clock')).body.ahead_ms).toBe(0)
  })

  test('is not there for live keys: the answer is that of an unknown path, whatever the verb', async () => {
    const same = ({ status, body }: { status: number; body: Record<string, unknown> }) => {
      const { request_id, instance, ...rest } = body
      return { status, rest }
    }
    const unknown = same(await tenant.live('GET', '/test/nothing'))
    expect(unknown.status).toBe(404)
    for (const [method, path] of [
      ['GET', '/test/clock'],
      ['POST', '/test/clock'],
      ['POST', '/test/clock/advance'],
      ['DELETE', '/test/clock/advance'],
    ] as const) {
      expect(same(await tenant.live(method, path)), `${method} ${path}`).toEqual(unknown)
    }
    expect((await tenant.api('DELETE', '/test/clock/advance')).status).toBe(405)
  })

  test('keys expire by it', async () => {
    const expires_at = new Date(Date.now() + 5 * DAY).toISOString()
    const key = await tenant.api('POST', '/api-keys', { body: { expires_at } })
    expect((await tenant.api('GET', '/tenant', { key: key.body.secret })).status).toBe(200)
    await advance('6 days')
    expect((await tenant.api('GET', '/tenant', { key: key.body.secret })).status).toBe(401)
  })

  test('is turned in process for one tenant', async () => {
    const invoice = await sendInvoice(1)
    const { now, happened } = await tenant.clock.advance('2 days')
    expect(now.getTime() - Date.now()).toBeGreaterThan(2 * DAY - 5_000)
    expect(happened.map(({ what }) => what)).toEqual(['reminder.sent', 'invoice.overdue'])
    expect(happened.every(({ id }) => id === invoice.id)).toBe(true)
    expect((await tenant.clock.now()).getTime()).toBeGreaterThanOrEqual(now.getTime())
    await expect(tenant.clock.advance('8 moons')).rejects.toThrow(TypeError)
    await expect(tenant.clock.advance('8d')).rejects.toThrow('Write a number and a unit, such as `8 days`;')
  })

  test('is turned in process for all tenants', async () => {
    const quiet = { info() {}, warn() {}, error() {} }
    const server = await createServer({ ...(await testLocation({ fresh: true })), logger: quiet })
    onTestFinished(() => server.close())
    const tenants = [await openTenant(server), await openTenant(server)]
    const all = await server.clock.advance('8 days')
    expect(all.map(({ tenantId }) => tenantId)).toEqual(tenants.map(({ tenantId }) => tenantId))
    for (const { clock } of tenants) {
      expect((await clock.now()).getTime()).toBeGreaterThan(Date.now() + 8 * DAY - 5_000)
    }
  })
})

describe('advance', () => {
  test('everything that falls due on the way happens in order, before the answer, which lists it', async () => {
    const receiver = await openReceiver()
    await tenant.api('POST', '/webhooks', { body: { url: receiver.url, event_types: ['*'] } })
    const invoice = await sendInvoice(7)
    receiver.answer({ status: 500 }, { status: 500 })
    const { body } = await advance('8 days')
    const times = body.happened.map(({ at }: { at: string }) => Date.parse(at))
    expect(times).toEqual([...times].sort((a, b) => a - b))
    const what = body.happened.map((one: { what: string }) => one.what)
    expect(what.filter((one: string) => one !== 'delivery.attempted')).toEqual([
      'reminder.sent',
      'reminder.sent',
      'invoice.overdue',
    ])
    const overdue = body.happened.find((one: { what: string }) => one.what === 'invoice.overdue')
    expect(overdue.id).toBe(invoice.id)
    expect(Date.parse(overdue.at)).toBe(Date.parse(invoice.due_at) + 1)
    const types = receiver.requests.map((one) => one.event.type)
    expect(types.slice(-3)).toEqual(['reminder.sent', 'reminder.sent', 'invoice.overdue'])
  })

  test('a receiver may call the API from inside, and what that leads to happens too', async () => {
    const receiver = await openReceiver()
    await tenant.api('POST', '/webhooks', {
      body: { url: receiver.url, event_types: ['invoice.overdue', 'customer.created'] },
    })
    const statuses: number[] = []
    receiver.answer((_, response) => {
      void (async () => {
        statuses.push((await tenant.api('POST', '/contacts', { body: { name: 'Chased' } })).status)
        statuses.push((await tenant.api('GET', '/invoices')).status)
        statuses.push((await advance('1 day')).status)
        response.end('ok')
      })()
    })
    await sendInvoice(1)
    const { status, body } = await advance('2 days')
    expect(status).toBe(200)
    expect(statuses).toEqual([201, 200, 409])
    expect(receiver.requests.map((one) => one.event.type)).toEqual(['invoice.overdue', 'customer.created'])
    expect(body.happened.filter((one: { what: string }) => one.what === 'delivery.attempted')).toHaveLength(2)
  })

  test('a second one at the same time is refused, and works when the first is over', async () => {
    const receiver = await openReceiver()
    await tenant.api('POST', '/webhooks', { body: { url: receiver.url, event_types: ['invoice.overdue'] } })
    receiver.answer({ status: 200, delayMs: 300 })
    await sendInvoice(1)
    const first = advance('2 days')
    await receiver.received(1)
    const second = await advance('2 days', { idempotencyKey: 'second' })
    expect(second.status).toBe(409)
    expect(second.body).toMatchObject({ code: 'clock_busy', retryable: true })
    expect((await first).body.done).toBe(true)
    expect((await advance('2 days', { idempotencyKey: 'second' })).status).toBe(200)
  })

  test('one key advances once: a replay gives the same answer, another body is refused', async () => {
    const first = await advance('8 days', { idempotencyKey: 'turn' })
    const again = await advance('8 days', { idempotencyKey: 'turn' })
    expect(again.text).toBe(first.text)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    const other = await advance('9 days', { idempotencyKey: 'turn' })
    expect(other.body).toMatchObject({ code: 'idempotency_key_reused', mismatches: ['/by'] })
    expect((await tenant.api('GET', '/test/clock')).body.ahead_ms).toBeLessThan(9 * DAY)
  })

  test('a call with the key of one still running waits for it and replays', async () => {
    const receiver = await openReceiver()
    await tenant.api('POST', '/webhooks', { body: { url: receiver.url, event_types: ['invoice.overdue'] } })
    receiver.answer({ status: 200, delayMs: 200 })
    await sendInvoice(1)
    const [first, second] = await Promise.all([
      advance('2 days', { idempotencyKey: 'twice' }),
      advance('2 days', { idempotencyKey: 'twice' }),
    ])
    expect(second.text).toBe(first.text)
  })

  test.each(['before_commit', 'after_commit'])(
    'an answer lost %s: the key brings it to the same end',
    async (fault) => {
      const start = await clockNow()
      await sendInvoice(1)
      const lost = advance('8 days', { idempotencyKey: 'lost', headers: { 'X-Test-Fault': fault } })
      await expect(lost).rejects.toThrow('fetch failed')
      const { status, body } = await advance('8 days', { idempotencyKey: 'lost' })
      expect(status).toBe(200)
      expect(body.done).toBe(true)
      expect(Date.parse(body.now) - start).toBeLessThan(8 * DAY + 10_000)
      const events = await tenant.api('GET', '/events?type=invoice.overdue')
      expect(events.body.data).toHaveLength(1)
    },
  )
})
