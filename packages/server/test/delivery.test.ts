import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { addContact, deliveries, useDeliveries, verifies } from './support/deliveries.ts'
import type { Script } from './support/receiver.ts'

const { open, openTenant, settle } = useDeliveries()

const unknownId = 'dlv_01J9XG7N4P6Q8R0S2T4V6W8X0Y'

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
  await settle()
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
  await settle()
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
  await settle()
  const [delivery] = await deliveries(scene)
  expect(Date.parse(delivery.next_attempt_at) - Date.parse(delivery.updated_at)).toBe(waitSeconds * 1000)
})

test('replay: sends a finished delivery again under the same id', async () => {
  const scene = await open()
  await addContact(scene)
  await settle()
  const [delivery] = await deliveries(scene)
  const { status, body } = await scene.api('POST', `/deliveries/${delivery.id}/replay`)
  expect(status).toBe(200)
  expect(body).toMatchObject({ id: delivery.id, status: 'pending', attempts: delivery.attempts })
  const [first, again] = await scene.receiver.received(2)
  expect(again?.body).toBe(first?.body)
  expect(again?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
  await settle()
  const { body: done } = await scene.api('GET', `/deliveries/${delivery.id}`)
  expect(done).toMatchObject({ status: 'succeeded', attempts: [{ status: 200 }, { status: 200 }] })
})

test('replay: refuses a delivery that is still under way, and one whose endpoint is gone', async () => {
  const scene = await open({}, { status: 500 })
  await addContact(scene)
  await addContact(scene)
  await settle()
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
  await settle()
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
  await settle()
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
  await settle()
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
  await settle()
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
  await settle()
  const statuses = (await deliveries(scene)).map((one: { status: string }) => one.status)
  expect(statuses.sort()).toEqual(['pending', 'succeeded'])
})
