import { setTimeout as sleep } from 'node:timers/promises'
import { Billing } from '@bahi/billing'
import { createTestServer } from '@bahi/testing'
import { expect, onTestFinished, test } from 'vitest'

async function opened(options: Parameters<typeof createTestServer>[0] = {}) {
  const server = await createTestServer(options)
  onTestFinished(() => server.close())
  return { server, billing: new Billing(server.client) }
}

/** What a test does, and everything that it was answered. */
async function story({ server, billing }: Awaited<ReturnType<typeof opened>>) {
  const contact = await billing.contacts.create({ name: 'Rahul K.', phone: '+919876543210' })
  const items = [{ description: 'Repair', qty: 1, rate: 500 }]
  const draft = await billing.invoices.create({ contact_id: contact.id, items, due_in_days: 7 })
  const sent = await billing.invoices.send(draft.id)
  const { happened } = await server.clock.advance('8 days')
  const events = await billing.events.list().toArray({ limit: 100 })
  // The pages' addresses are signed by a secret, which no seed fixes.
  return JSON.parse(JSON.stringify({ contact, draft, sent, happened, events }, withoutAddresses))
}

const withoutAddresses = (name: string, value: unknown) => (name === 'hosted_url' ? undefined : value)

test('createTestServer: a client made of it calls the server in process', async () => {
  const { server, billing } = await opened()
  const contact = await billing.contacts.create({ name: 'Rahul K.' })
  expect(await billing.contacts.retrieve(contact.id)).toEqual(contact)
  expect((await billing.tenant.retrieve()).id).toBe(server.tenantId)
})

test('createTestServer: two servers know nothing of one another', async () => {
  const [one, other] = [await opened(), await opened()]
  const contact = await one.billing.contacts.create({ name: 'Rahul K.' })
  await expect(other.billing.contacts.retrieve(contact.id)).rejects.toMatchObject({ code: 'not_found' })
  await expect(
    new Billing({ ...other.server.client, apiKey: one.server.client.apiKey }).contacts.list(),
  ).rejects.toMatchObject({
    code: 'unauthorized',
  })
})

test.each([
  [{ sead: 7 }, 'no option sead; there are seed, now, currency'],
  [{ seed: '7' }, 'a seed is a whole number, not 7'],
  [{ seed: Number.NaN }, 'a seed is a whole number, not NaN'],
  [{ seed: 0.5 }, 'a seed is a whole number, not 0.5'],
  [null, 'as an object, not as null.'],
])('createTestServer: refuses %j, which would be left out in silence', async (options, words) => {
  // callers without types give what they like
  const opening = createTestServer(options as Parameters<typeof createTestServer>[0])
  await expect(opening).rejects.toThrow(words)
  await expect(opening).rejects.toBeInstanceOf(TypeError)
})

test('createTestServer: its pages are told to be where its client calls it, and where it listens once it does', async () => {
  const { server, billing } = await opened()
  const { id, url } = await billing.paymentLinks.create({ amount: 68 })
  expect(new URL(url).origin).toBe(new URL(server.client.baseUrl).origin)
  expect((await server.fetch(url)).status).toBe(200)
  const listening = await server.listen()
  expect(new URL((await billing.paymentLinks.retrieve(id)).url).origin).toBe(listening.url)
})

test('fetch: rejects for an address that is none, as the global fetch does', async () => {
  const { server } = await opened()
  const answer = server.fetch('/v1/tenant')
  await expect(answer).rejects.toThrow(TypeError)
})

test('createTestServer: the tenant is as asked for', async () => {
  const { billing } = await opened({ currency: 'JPY', state: 'KA', timeZone: 'Asia/Tokyo' })
  expect(await billing.tenant.retrieve()).toMatchObject({
    currency: 'JPY',
    state: 'KA',
    time_zone: 'Asia/Tokyo',
  })
})

test('seed: the same calls give the same answers, ids and times included', async () => {
  const [first, again, other] = [
    await opened({ seed: 7 }),
    await opened({ seed: 7 }),
    await opened({ seed: 8 }),
  ]
  expect(again.server.tenantId).toBe(first.server.tenantId)
  const told = await story(first)
  expect(told.happened.length).toBeGreaterThan(0)
  expect(await story(again)).toEqual(told)
  expect((await story(other)).contact.id).not.toBe(told.contact.id)
})

test('seed: deliveries beside the calls, however long they take, move no id', async () => {
  const told = async (pauseMs: number) => {
    const { server, billing } = await opened({ seed: 7 })
    await server.deliveries.to(async () => {
      await sleep(pauseMs)
      return new Response()
    })
    const names = ['Asha', 'Ravi', 'Meera', 'Kiran']
    for (const name of names) {
      await billing.contacts.create({ name })
      await sleep(10)
    }
    const contacts = await billing.contacts.list().toArray({ limit: 10 })
    const events = await billing.events.list().toArray({ limit: 10 })
    return { contacts, events }
  }
  const first = await told(0)
  expect(first.events).toHaveLength(4)
  expect(await told(40)).toEqual(first)
})

test('seed: jitter that was waited for moves no fault', async () => {
  const struck = async (jitters: number) => {
    const { server, billing } = await opened({ seed: 7 })
    for (let index = 0; index < jitters; index += 1) server.client.random?.()
    server.faults.share(0.5, 'status:503')
    const calls = [...Array(12).keys()].map(() => billing.tenant.retrieve({ maxRetries: 0 }))
    return (await Promise.allSettled(calls)).map(({ status }) => status)
  }
  const first = await struck(0)
  expect(new Set(first).size).toBe(2)
  expect(await struck(3)).toEqual(first)
})

test('seed: keys stay secret', async () => {
  const [first, again] = [await opened({ seed: 7 }), await opened({ seed: 7 })]
  expect(again.server.client.apiKey).not.toBe(first.server.client.apiKey)
})

test('now: time stands still until it is advanced, and only then does anything fall due', async () => {
  const now = new Date('2026-03-01T10:00:00Z')
  const { server, billing } = await opened({ now })
  expect((await billing.contacts.create({ name: 'Asha' })).created_at).toBe('2026-03-01T10:00:00.000Z')
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect((await billing.contacts.create({ name: 'Ravi' })).created_at).toBe('2026-03-01T10:00:00.000Z')
  expect((await server.clock.advance('90 minutes')).now).toEqual(new Date('2026-03-01T11:30:00Z'))
  expect(await server.clock.now()).toEqual(new Date('2026-03-01T11:30:00Z'))
  expect((await billing.contacts.create({ name: 'Meera' })).created_at).toBe('2026-03-01T11:30:00.000Z')
})

test.each(['1970-01-01', '2126-03-01', '9989-12-31'])(
  'now: at %s, however far from the wall, the clock is advanced as anywhere',
  async (day) => {
    const now = new Date(day)
    const { server, billing } = await opened({ now })
    expect((await billing.testHelpers.clock.retrieve()).ahead_ms).toBe(0)
    await server.clock.advance('2 days')
    expect((await billing.testHelpers.clock.retrieve()).ahead_ms).toBe(2 * 86_400_000)
    await expect(server.clock.advance('3651 days')).rejects.toThrow('3,652 days')
  },
)

test('now: left out, the clock follows the wall', async () => {
  const before = Date.now()
  const { billing } = await opened()
  const at = Date.parse((await billing.contacts.create({ name: 'Asha' })).created_at)
  expect(at).toBeGreaterThanOrEqual(before)
  expect(at).toBeLessThanOrEqual(Date.now())
})

test('reset: what one test did is gone for the next, and the client goes on', async () => {
  const { server, billing } = await opened()
  const { id } = await billing.contacts.create({ name: 'Rahul K.' })
  await server.clock.advance('8 days')
  await server.reset()
  await expect(billing.contacts.retrieve(id)).rejects.toMatchObject({ code: 'not_found' })
  expect(await billing.events.list().toArray({ limit: 10 })).toEqual([])
  expect((await billing.testHelpers.clock.retrieve()).ahead_ms).toBe(0)
})

test('listen: the same server answers on a port too', async () => {
  const { server, billing } = await opened()
  const { id } = await billing.contacts.create({ name: 'Rahul K.' })
  const { url } = await server.listen()
  const remote = new Billing({ apiKey: server.client.apiKey, baseUrl: `${url}/v1` })
  expect((await remote.contacts.retrieve(id)).name).toBe('Rahul K.')
})

test('close: does not wait for a webhook handler that never ends', async () => {
  const server = await createTestServer({ deliveryTimeoutMs: 600_000 })
  const called = Promise.withResolvers<void>()
  await server.deliveries.to(() => {
    called.resolve()
    return new Promise(() => {})
  })
  await new Billing(server.client).contacts.create({ name: 'Rahul K.' })
  await called.promise
  await server.close()
})

test('await using: the server ends with its block', async () => {
  const ended = await (async () => {
    await using server = await createTestServer()
    await server.deliveries.to(() => new Response())
    return server
  })()
  const closed = { cause: { message: 'The server is closed: create another one.' } }
  await expect(ended.fetch('http://bahi.test/v1/tenant')).rejects.toMatchObject(closed)
  const call = new Billing({ ...ended.client, maxRetries: 0 }).tenant.retrieve()
  await expect(call).rejects.toMatchObject({ name: 'ConnectionError' })
})
