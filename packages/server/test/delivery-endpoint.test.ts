import { expect, test } from 'vitest'
import { addContact, deliveries, useDeliveries, verifies } from './support/deliveries.ts'
import { openReceiver, slowAnswer } from './support/receiver.ts'

const { open, openTenant, settle } = useDeliveries()

test('an endpoint hears of what it is subscribed to', async () => {
  const scene = await open({ event_types: ['invoice.voided'] })
  await addContact(scene)
  await settle()
  expect(scene.receiver.requests).toHaveLength(0)
  expect(await deliveries(scene)).toEqual([])
})

test('an endpoint hears of events recorded after it was made', async () => {
  const tenant = await openTenant()
  await addContact(tenant, 'Before')
  const receiver = await openReceiver()
  await tenant.api('POST', '/webhooks', { body: { url: receiver.url, event_types: ['*'] } })
  await addContact(tenant, 'After')
  await settle()
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
  const slow = slowAnswer(20)
  const scene = await open({}, ...Array.from({ length: 12 }, () => slow.script))
  await Promise.all(Array.from({ length: 12 }, (_, index) => addContact(scene, `Contact ${index}`)))
  await scene.receiver.received(12)
  expect(scene.receiver.requests.map((one) => one.event.sequence)).toEqual(
    Array.from({ length: 12 }, (_, n) => n + 1),
  )
  expect(slow.most()).toBe(1)
})

test('one that fails leaves the line and the later ones pass it', async () => {
  const scene = await open({}, { status: 500 })
  await addContact(scene, 'First')
  await addContact(scene, 'Second')
  await scene.receiver.received(2)
  await settle()
  expect(scene.receiver.requests.map((one) => one.event.sequence)).toEqual([1, 2])
  expect((await deliveries(scene)).map((one: { status: string }) => one.status)).toEqual([
    'succeeded',
    'pending',
  ])
})

test('an endpoint may have more in flight, and never more than it asked for', async () => {
  const slow = slowAnswer(150)
  const scene = await open({ max_in_flight: 4 }, ...Array.from({ length: 10 }, () => slow.script))
  await Promise.all(Array.from({ length: 10 }, (_, index) => addContact(scene, `Contact ${index}`)))
  await scene.receiver.received(10)
  await settle()
  expect(slow.most()).toBe(4)
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
  await settle()
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
  await settle()
  await scene.api('PATCH', `/webhooks/${scene.endpoint.id}`, { body: { url: other.url } })
  await scene.api('POST', `/webhooks/${scene.endpoint.id}/enable`)
  await other.received(1)
  expect(scene.receiver.requests).toHaveLength(0)
})

test('delete: waiting deliveries are cancelled, and stay to be seen', async () => {
  const scene = await open({}, { status: 500 })
  await addContact(scene)
  await settle()
  await scene.api('DELETE', `/webhooks/${scene.endpoint.id}`)
  await addContact(scene)
  await settle()
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
  await settle()
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
  await settle()
  expect(other.requests).toHaveLength(0)
})
