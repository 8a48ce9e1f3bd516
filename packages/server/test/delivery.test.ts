import { createHmac } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createServer, type Server } from '../src/index.ts'
import { testLocation } from './support/engines.ts'
import { openTenant as openTenantOn, type TestTenant } from './support/harness.ts'
import { openReceiver, type Received, type Receiver, type Script } from './support/receiver.ts'

let server: Server
beforeAll(async () => {
  // A database of its own: else a worker of another test file could send, and by its own timeout.
  const location = await testLocation({ fresh: true })
  const logger = { info() {}, warn() {}, error() {} }
  server = await createServer({ ...location, logger, rateLimits: false, deliveryTimeoutMs: 2_000 })
})
afterAll(() => server.close())

const openTenant = () => openTenantOn(server)

const unknownId = 'dlv_01J9XG7N4P6Q8R0S2T4V6W8X0Y'

interface Scene extends TestTenant {
  readonly receiver: Receiver
  // biome-ignore lint/suspicious/noExplicitAny: held to the contract by the harness
  readonly endpoint: any
}

/** A tenant with an endpoint at a receiver that answers as scripted, then 200. */
async function open(endpoint: object = {}, ...scripts: Script[]): Promise<Scene> {
  const [tenant, receiver] = [await openTenant(), await openReceiver()]
  receiver.answer(...scripts)
  const body = { url: receiver.url, event_types: ['*'], ...endpoint }
  return { ...tenant, receiver, endpoint: (await tenant.api('POST', '/webhooks', { body })).body }
}

const addContact = async ({ api }: Pick<TestTenant, 'api'>, name = 'Asha') =>
  (await api('POST', '/contacts', { body: { name } })).body

const deliveries = async ({ api }: Pick<TestTenant, 'api'>, query = '') =>
  (await api('GET', `/deliveries${query}`)).body.data

/** The headers as a receiver's framework hands them over. */
const flat = ({ headers }: Received) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))

const verifies = (secret: string, received: Received | undefined) => {
  if (received === undefined) throw new Error('Nothing was received.')
  try {
    return new Webhook(secret).verify(received.body, flat(received)) !== undefined
  } catch {
    return false
  }
}

test('an event is delivered as it is listed, signed as standardwebhooks verifies', async () => {
  const scene = await open()
  const contact = await addContact(scene)
  const [received] = await scene.receiver.received(1)
  const { data: events } = (await scene.api('GET', '/events')).body
  expect(received?.event).toEqual(events[0])
  expect(received?.event).toMatchObject({ type: 'customer.created', sequence: 1, data: { id: contact.id } })
  expect(received?.headers).toMatchObject({ 'content-type': 'application/json', 'webhook-id': events[0].id })
  expect(received?.headers['user-agent']).toMatch(/^Bahi\/\d/)
  expect(verifies(scene.endpoint.secret, received)).toBe(true)
  expect(verifies(`whsec_${btoa('x'.repeat(32))}`, received)).toBe(false)
  if (received)
    expect(verifies(scene.endpoint.secret, { ...received, body: `${received.body} ` })).toBe(false)
})

test('an event is signed in the older scheme too', async () => {
  const scene = await open()
  await addContact(scene)
  const [received] = await scene.receiver.received(1)
  const [, time, hex] =
    /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(received?.headers['x-billkart-signature'])) ?? []
  expect(Math.abs(Number(time) - Date.now() / 1000)).toBeLessThan(10)
  const key = Buffer.from(scene.endpoint.secret.slice('whsec_'.length), 'base64')
  expect(createHmac('sha256', key).update(`${time}.${received?.body}`).digest('hex')).toBe(hex)
})

test('a success is kept with its attempt', async () => {
  const scene = await open({}, { status: 202, body: 'taken' })
  await addContact(scene)
  await server.settle()
  const [delivery] = await deliveries(scene)
  const { body: event } = await scene.api('GET', `/events/${delivery.event_id}`)
  expect(delivery).toMatchObject({
    object: 'delivery',
    event_type: 'customer.created',
    endpoint_id: scene.endpoint.id,
    status: 'succeeded',
    next_attempt_at: null,
    attempts: [{ status: 202, response_body: 'taken', error: null }],
  })
  expect(event.type).toBe('customer.created')
  expect(delivery.attempts[0].latency_ms).toBeGreaterThanOrEqual(0)
  expect((await scene.api('GET', `/deliveries/${delivery.id}`)).body).toEqual(delivery)
})

test.each<[string, Script, { status: number | null; error: RegExp | null }]>([
  [
    'a redirect, which is not followed',
    { status: 302, headers: { location: '/' } },
    { status: 302, error: null },
  ],
  ['a refusal', { status: 400 }, { status: 400, error: null }],
  ['a fault', { status: 500 }, { status: 500, error: null }],
  ['no answer in time', 'hang', { status: null, error: /^No answer within 2000 ms/ }],
  [
    'a broken connection',
    (_, response) => response.destroy(),
    { status: null, error: /hang up|closed|ECONNRESET/ },
  ],
])('a failure (%s) is kept and tried again after 4 minutes', async (_, script, expected) => {
  const scene = await open({}, script)
  await addContact(scene)
  await scene.receiver.received(1)
  await server.settle()
  const [delivery] = await deliveries(scene)
  expect(delivery).toMatchObject({ status: 'pending', attempts: [{ status: expected.status }] })
  if (expected.error) expect(delivery.attempts[0].error).toMatch(expected.error)
  else expect(delivery.attempts[0].error).toBeNull()
  expect(Date.parse(delivery.next_attempt_at) - Date.parse(delivery.updated_at)).toBe(240_000)
  expect(scene.receiver.requests).toHaveLength(1)
})

test.each([
  ['lengthens the wait', '300', 300],
  ['lengthens it up to twice', '86400', 480],
  ['never shortens it', '1', 240],
])('Retry-After %s', async (_, seconds, waitSeconds) => {
  const scene = await open({}, { status: 503, headers: { 'retry-after': seconds } })
  await addContact(scene)
  await server.settle()
  const [delivery] = await deliveries(scene)
  expect(Date.parse(delivery.next_attempt_at) - Date.parse(delivery.updated_at)).toBe(waitSeconds * 1000)
})

test('an endpoint hears of what it is subscribed to', async () => {
  const scene = await open({ event_types: ['invoice.voided'] })
  await addContact(scene)
  await server.settle()
  expect(scene.receiver.requests).toHaveLength(0)
  expect(await deliveries(scene)).toEqual([])
})

test('an endpoint hears of events recorded after it was made', async () => {
  const tenant = await openTenant()
  await addContact(tenant, 'Before')
  const receiver = await openReceiver()
  await tenant.api('POST', '/webhooks', { body: { url: receiver.url, event_types: ['*'] } })
  await addContact(tenant, 'After')
  await server.settle()
  expect(receiver.requests.map((one) => one.event.sequence)).toEqual([2])
})

test('several endpoints each have their delivery', async () => {
  const scene = await open()
  const other = await openReceiver()
  await scene.api('POST', '/webhooks', { body: { url: other.url, event_types: ['customer.created'] } })
  await addContact(scene)
  await Promise.all([scene.receiver.received(1), other.received(1)])
  expect(other.requests[0]?.body).toBe(scene.receiver.requests[0]?.body)
  expect(await deliveries(scene)).toHaveLength(2)
})

test('first attempts arrive one at a time and in sequence', async () => {
  let underWay = 0
  let most = 0
  const slow: Script = (_, response) => {
    underWay += 1
    most = Math.max(most, underWay)
    setTimeout(() => {
      underWay -= 1
      response.end()
    }, 20)
  }
  const scene = await open({}, ...Array.from({ length: 12 }, () => slow))
  await Promise.all(Array.from({ length: 12 }, (_, index) => addContact(scene, `Contact ${index}`)))
  await scene.receiver.received(12)
  expect(scene.receiver.requests.map((one) => one.event.sequence)).toEqual(
    Array.from({ length: 12 }, (_, n) => n + 1),
  )
  expect(most).toBe(1)
})

test('one that fails leaves the line and the later ones pass it', async () => {
  const scene = await open({}, { status: 500 })
  await addContact(scene, 'First')
  await addContact(scene, 'Second')
  await scene.receiver.received(2)
  await server.settle()
  expect(scene.receiver.requests.map((one) => one.event.sequence)).toEqual([1, 2])
  expect((await deliveries(scene)).map((one: { status: string }) => one.status)).toEqual([
    'succeeded',
    'pending',
  ])
})

test('an endpoint may have more in flight, and never more than it asked for', async () => {
  let underWay = 0
  let most = 0
  const slow: Script = (_, response) => {
    underWay += 1
    most = Math.max(most, underWay)
    setTimeout(() => {
      underWay -= 1
      response.end()
    }, 150)
  }
  const scene = await open({ max_in_flight: 4 }, ...Array.from({ length: 10 }, () => slow))
  await Promise.all(Array.from({ length: 10 }, (_, index) => addContact(scene, `Contact ${index}`)))
  await scene.receiver.received(10)
  await server.settle()
  expect(most).toBe(4)
})

test('rotate: old and new secret sign together during the grace period, then the new alone', async () => {
  const scene = await open()
  const path = `/webhooks/${scene.endpoint.id}/rotate-secret`
  const second = (await scene.api('POST', path, { body: { grace_seconds: 3600 } })).body.secret
  await addContact(scene)
  const [both] = await scene.receiver.received(1)
  expect([scene.endpoint.secret, second].map((secret) => verifies(secret, both))).toEqual([true, true])
  const third = (await scene.api('POST', path, { body: { grace_seconds: 0 } })).body.secret
  await addContact(scene)
  const [, alone] = await scene.receiver.received(2)
  const secrets = [scene.endpoint.secret, second, third]
  expect(secrets.map((secret) => verifies(secret, alone))).toEqual([false, false, true])
})

test('rotate: however often, a delivery carries five signatures at most, the newest among them', async () => {
  const scene = await open()
  let secret = scene.endpoint.secret
  for (let turn = 0; turn < 8; turn += 1) {
    secret = (await scene.api('POST', `/webhooks/${scene.endpoint.id}/rotate-secret`, { body: {} })).body
      .secret
  }
  await addContact(scene)
  const [received] = await scene.receiver.received(1)
  expect(String(received?.headers['webhook-signature']).split(' ')).toHaveLength(5)
  expect(verifies(secret, received)).toBe(true)
  expect(verifies(scene.endpoint.secret, received)).toBe(false)
})

test('disable: deliveries wait, those of new events too, and go on in order when it is enabled', async () => {
  const scene = await open()
  await scene.api('POST', `/webhooks/${scene.endpoint.id}/disable`)
  for (const name of ['First', 'Second', 'Third']) await addContact(scene, name)
  await server.settle()
  expect(scene.receiver.requests).toHaveLength(0)
  expect((await deliveries(scene, '?status=pending')).length).toBe(3)
  await scene.api('POST', `/webhooks/${scene.endpoint.id}/enable`)
  await scene.receiver.received(3)
  expect(scene.receiver.requests.map((one) => one.event.sequence)).toEqual([1, 2, 3])
})

test('update: deliveries that wait go to the new address', async () => {
  const scene = await open()
  const other = await openReceiver()
  await scene.api('POST', `/webhooks/${scene.endpoint.id}/disable`)
  await addContact(scene)
  await server.settle()
  await scene.api('PATCH', `/webhooks/${scene.endpoint.id}`, { body: { url: other.url } })
  await scene.api('POST', `/webhooks/${scene.endpoint.id}/enable`)
  await other.received(1)
  expect(scene.receiver.requests).toHaveLength(0)
})

test('delete: waiting deliveries are cancelled, and stay to be seen', async () => {
  const scene = await open({}, { status: 500 })
  await addContact(scene)
  await server.settle()
  await scene.api('DELETE', `/webhooks/${scene.endpoint.id}`)
  await addContact(scene)
  await server.settle()
  const found = await deliveries(scene, `?endpoint_id=${scene.endpoint.id}`)
  expect(found).toMatchObject([{ status: 'cancelled', next_attempt_at: null, attempts: [{ status: 500 }] }])
  expect(scene.receiver.requests).toHaveLength(1)
  const { status, body } = await scene.api('POST', `/deliveries/${found[0].id}/replay`)
  expect([status, body.code, body.state]).toEqual([409, 'invalid_state', 'cancelled'])
})

test('delete: an attempt under way is finished and kept, its delivery stays cancelled', async () => {
  const scene = await open({}, { status: 200, delayMs: 300 })
  await addContact(scene)
  await scene.receiver.received(1)
  await scene.api('DELETE', `/webhooks/${scene.endpoint.id}`)
  await server.settle()
  const [delivery] = await deliveries(scene)
  expect(delivery).toMatchObject({ status: 'cancelled', attempts: [{ status: 200 }] })
})

test('410 disables the endpoint and tells the others', async () => {
  const other = await openReceiver()
  const scene = await open({}, { status: 410 })
  await scene.api('POST', '/webhooks', {
    body: { url: other.url, event_types: ['webhook_endpoint.disabled'] },
  })
  await addContact(scene)
  const [told] = await other.received(1)
  expect(told?.event).toMatchObject({
    type: 'webhook_endpoint.disabled',
    data: { id: scene.endpoint.id, status: 'disabled', disabled_reason: 'gone', secret: null },
  })
  const { body: endpoint } = await scene.api('GET', `/webhooks/${scene.endpoint.id}`)
  expect(endpoint).toMatchObject({ status: 'disabled', disabled_reason: 'gone' })
  expect(scene.receiver.requests).toHaveLength(1)
  const pending = await deliveries(scene, `?endpoint_id=${scene.endpoint.id}&status=pending`)
  expect(pending.at(-1)).toMatchObject({ attempts: [{ status: 410 }] })
})

test('test: reaches this endpoint alone, whatever it is subscribed to', async () => {
  const scene = await open({ event_types: ['invoice.sent'] })
  const other = await openReceiver()
  await scene.api('POST', '/webhooks', { body: { url: other.url, event_types: ['*'] } })
  await scene.api('POST', `/webhooks/${scene.endpoint.id}/test`)
  const [received] = await scene.receiver.received(1)
  expect(received?.event).toMatchObject({
    type: 'webhook_endpoint.test',
    data: { id: scene.endpoint.id, secret: null },
  })
  expect(verifies(scene.endpoint.secret, received)).toBe(true)
  await server.settle()
  expect(other.requests).toHaveLength(0)
})

test('replay: sends a finished delivery again under the same id', async () => {
  const scene = await open()
  await addContact(scene)
  await server.settle()
  const [delivery] = await deliveries(scene)
  const { status, body } = await scene.api('POST', `/deliveries/${delivery.id}/replay`)
  expect(status).toBe(200)
  expect(body).toMatchObject({ id: delivery.id, status: 'pending', attempts: delivery.attempts })
  const [first, again] = await scene.receiver.received(2)
  expect(again?.body).toBe(first?.body)
  expect(again?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
  await server.settle()
  const { body: done } = await scene.api('GET', `/deliveries/${delivery.id}`)
  expect(done).toMatchObject({ status: 'succeeded', attempts: [{ status: 200 }, { status: 200 }] })
})

test('replay: refuses a delivery that is still under way, and one whose endpoint is gone', async () => {
  const scene = await open({}, { status: 500 })
  await addContact(scene)
  await addContact(scene)
  await server.settle()
  const [succeeded, pending] = await deliveries(scene)
  const early = await scene.api('POST', `/deliveries/${pending.id}/replay`)
  expect([early.status, early.body.code, early.body.state]).toEqual([409, 'invalid_state', 'pending'])
  await scene.api('DELETE', `/webhooks/${scene.endpoint.id}`)
  const late = await scene.api('POST', `/deliveries/${succeeded.id}/replay`)
  expect([late.status, late.body.code, late.body.state]).toEqual([409, 'invalid_state', 'succeeded'])
})

test('list: newest first in pages, by endpoint, event and status', async () => {
  const scene = await open({}, { status: 500 })
  for (const name of ['A', 'B', 'C']) await addContact(scene, name)
  await scene.receiver.received(3)
  await server.settle()
  const all = await deliveries(scene)
  const first = (await scene.api('GET', '/deliveries?limit=2')).body
  const second = (await scene.api('GET', `/deliveries?limit=2&cursor=${first.next_cursor}`)).body
  expect([...first.data, ...second.data]).toEqual(all)
  expect(await deliveries(scene, `?event_id=${all[1].event_id}`)).toEqual([all[1]])
  expect(await deliveries(scene, '?status=pending')).toEqual([all[2]])
  expect(await deliveries(scene, `?endpoint_id=${scene.endpoint.id}&status=succeeded`)).toEqual([
    all[0],
    all[1],
  ])
  expect(await deliveries(scene, '?status=dead_letter')).toEqual([])
})

test('list: an id that leads nowhere is named, alike for all kinds of them', async () => {
  const scene = await open()
  const foreign = await open()
  await addContact(foreign)
  await server.settle()
  const [{ event_id, endpoint_id }] = await deliveries(foreign)
  for (const id of [event_id, 'evt_01J9XG7N4P6Q8R0S2T4V6W8X0Y', 'x']) {
    const { status, body } = await scene.api('GET', `/deliveries?event_id=${id}`)
    expect([status, body.code]).toEqual([422, 'unknown_reference'])
    expect(body.errors).toMatchObject([{ pointer: '/event_id', in: 'query' }])
  }
  for (const id of [endpoint_id, 'whk_01J9XG7N4P6Q8R0S2T4V6W8X0Y', 'x']) {
    const { body } = await scene.api('GET', `/deliveries?endpoint_id=${id}`)
    expect(body.errors).toMatchObject([{ pointer: '/endpoint_id', in: 'query' }])
  }
})

test('retrieve, replay: what is malformed, made up, of another tenant or of the other mode is not there', async () => {
  const scene = await open()
  await addContact(scene)
  await server.settle()
  const [{ id }] = await deliveries(scene)
  const { api } = await openTenant()
  for (const foreign of [id, unknownId, 'dlv_1']) {
    expect((await api('GET', `/deliveries/${foreign}`)).status).toBe(404)
    expect((await api('POST', `/deliveries/${foreign}/replay`)).status).toBe(404)
  }
  expect((await scene.live('GET', `/deliveries/${id}`)).status).toBe(404)
})

test('live: nothing is sent to this machine, and the attempt says why', async () => {
  const tenant = await openTenant()
  await tenant.live('POST', '/webhooks', { body: { url: 'https://localhost:9/', event_types: ['*'] } })
  await tenant.live('POST', '/webhooks', {
    body: { url: 'https://[::ffff:169.254.169.254]/', event_types: ['*'] },
  })
  await tenant.live('POST', '/contacts', { body: { name: 'Asha' } })
  await server.settle()
  const { data } = (await tenant.live('GET', '/deliveries')).body
  expect(data).toHaveLength(2)
  for (const delivery of data) {
    expect(delivery).toMatchObject({ status: 'pending', livemode: true, attempts: [{ status: null }] })
    expect(delivery.attempts[0].error).toContain('not public')
  }
})

test('test: this machine may be reached, other private addresses not', async () => {
  const scene = await open()
  await scene.api('POST', '/webhooks', { body: { url: 'http://10.0.0.1/', event_types: ['*'] } })
  await addContact(scene)
  await server.settle()
  const statuses = (await deliveries(scene)).map((one: { status: string }) => one.status)
  expect(statuses.sort()).toEqual(['pending', 'succeeded'])
})
