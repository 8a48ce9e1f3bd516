import { verifySignature } from '@bahi/webhooks'
import { beforeEach, describe, expect, test } from 'vitest'
import { type TestTenant, useServer } from './support/harness.ts'
import { openReceiver, type Receiver, type Script } from './support/receiver.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const harness = useServer({ deliveryTimeoutMs: 150 })
let tenant: TestTenant
let receiver: Receiver
let endpoint: { id: string; secret: string }

beforeEach(async () => {
  tenant = await harness.openTenant()
  receiver = await openReceiver()
  const body = { url: receiver.url, event_types: ['customer.created'] }
  endpoint = (await tenant.api('POST', '/webhooks', { body })).body
})

const advance = async (by: string) => (await tenant.api('POST', '/test/clock/advance', { body: { by } })).body
const happen = () => tenant.api('POST', '/contacts', { body: { name: 'Asha' } })
const deliveries = async (query = '') => (await tenant.api('GET', `/deliveries${query}`)).body.data
const asItIs = async () => (await tenant.api('GET', `/webhooks/${endpoint.id}`)).body
const failing = (count: number): Script[] => Array.from({ length: count }, () => ({ status: 500 }))

/** Minutes between the attempts, rounded: answers come milliseconds later. */
const waits = (attempts: { at: string }[]) =>
  attempts
    .slice(1)
    .map(({ at }, index) => Math.round((Date.parse(at) - Date.parse(attempts[index]?.at ?? '')) / MINUTE))

test('500, a timeout, 429 with Retry-After, 410: four attempts, and the endpoint is disabled', async () => {
  receiver.answer(
    { status: 500 },
    'hang',
    { status: 429, headers: { 'retry-after': String(100 * 60) } },
    { status: 410 },
  )
  await happen()
  await advance('1 day')
  const [delivery] = await deliveries()
  expect(delivery.attempts.map((one: { status: number | null }) => one.status)).toEqual([500, null, 429, 410])
  expect(delivery.attempts[1].error).toBe('No answer within 150 ms.')
  expect(waits(delivery.attempts)).toEqual([4, 17, 100])
  expect(delivery.status).toBe('pending')
  expect(await asItIs()).toMatchObject({ status: 'disabled', disabled_reason: 'gone' })
  const told = await tenant.api('GET', '/events?type=webhook_endpoint.disabled')
  expect(told.body.data).toHaveLength(1)
  expect(receiver.requests).toHaveLength(4)
})

test('500 six times over 24 hours: a dead letter, whose replay begins anew', async () => {
  receiver.answer(...failing(6))
  await happen()
  // The first is due at once: any server's worker may send it, before the clock is advanced or in the midst of it.
  await expect.poll(async () => (await deliveries())[0]?.attempts.length).toBe(1)
  const { happened, done } = await advance('25 hours')
  expect(done).toBe(true)
  expect(happened).toHaveLength(5)
  const [dead] = await deliveries('?status=dead_letter')
  expect(waits(dead.attempts)).toEqual([4, 17, 68, 270, 1081])
  const headers = receiver.requests.map((one) => one.headers)
  expect(new Set(headers.map((one) => one['webhook-id'])).size).toBe(1)
  await tenant.api('POST', `/deliveries/${dead.id}/replay`)
  await advance('1 second')
  const [again] = await deliveries()
  expect(again).toMatchObject({ id: dead.id, status: 'succeeded' })
  expect(again.attempts).toHaveLength(7)
})

test('a receiver with a tolerance of 300 seconds accepts every attempt, however far the clock is ahead', async () => {
  receiver.answer(...failing(6))
  await advance('52 weeks')
  await happen()
  await advance('25 hours')
  expect(receiver.requests).toHaveLength(6)
  for (const { body, headers } of receiver.requests) {
    const check = () =>
      verifySignature(body, headers as Record<string, string>, endpoint.secret, { toleranceSeconds: 300 })
    expect(check).not.toThrow()
  }
})

describe('five days of nothing but failure', () => {
  const fails = async (times: number) => {
    for (let index = 0; index < times; index += 1) {
      await happen()
      await advance('1 day')
    }
  }

  test('disable the endpoint, and that is told', async () => {
    receiver.answer(...failing(100))
    await fails(4)
    expect(await asItIs()).toMatchObject({ status: 'enabled' })
    await fails(2)
    expect(await asItIs()).toMatchObject({ status: 'disabled', disabled_reason: 'failing' })
    const told = await tenant.api('GET', '/events?type=webhook_endpoint.disabled')
    expect(told.body.data[0].data).toMatchObject({ id: endpoint.id, disabled_reason: 'failing' })
  })

  test('begin anew with every success', async () => {
    receiver.answer(...failing(15), { status: 200 }, ...failing(100))
    await fails(7)
    expect(await asItIs()).toMatchObject({ status: 'enabled' })
  })

  test('are forgotten when something is replayed: one failure more disables nothing', async () => {
    receiver.answer(...failing(7))
    await happen()
    await advance('6 days')
    const [dead] = await deliveries()
    await tenant.api('POST', `/deliveries/${dead.id}/replay`)
    await advance('1 hour')
    expect(await asItIs()).toMatchObject({ status: 'enabled' })
    expect((await deliveries())[0]).toMatchObject({ status: 'succeeded' })
  })

  test('are forgotten when it gets another address: one failure there disables nothing', async () => {
    receiver.answer(...failing(6))
    await happen()
    await advance('6 days')
    const other = await openReceiver()
    other.answer({ status: 503 })
    await tenant.api('PATCH', `/webhooks/${endpoint.id}`, { body: { url: other.url } })
    await happen()
    await advance('1 minute')
    expect(other.requests).toHaveLength(1)
    expect(await asItIs()).toMatchObject({ status: 'enabled' })
  })

  test('count on when the address that it has is sent again', async () => {
    receiver.answer(...failing(7))
    await happen()
    await advance('6 days')
    await tenant.api('PATCH', `/webhooks/${endpoint.id}`, { body: { url: receiver.url } })
    await happen()
    await advance('1 minute')
    expect(await asItIs()).toMatchObject({ status: 'disabled', disabled_reason: 'failing' })
  })

  test('are forgotten when it is enabled again; what waited goes on', async () => {
    receiver.answer(...failing(100))
    await fails(6)
    const waiting = (await deliveries('?status=pending')).length
    expect(waiting).toBeGreaterThan(0)
    await tenant.api('POST', `/webhooks/${endpoint.id}/enable`)
    await advance('1 minute')
    expect(await asItIs()).toMatchObject({ status: 'enabled', disabled_reason: null })
    expect(receiver.requests.length).toBeGreaterThan(25)
  })
})

describe('what is kept', () => {
  test('a dead letter for 30 days, then it is gone', async () => {
    receiver.answer(...failing(6))
    await happen()
    await advance('25 hours')
    const [dead] = await deliveries()
    await advance('29 days')
    expect((await tenant.api('GET', `/deliveries/${dead.id}`)).status).toBe(200)
    const { happened } = await advance('1 day')
    expect(happened).toMatchObject([{ what: 'delivery.purged', id: dead.id }])
    expect((await tenant.api('GET', `/deliveries/${dead.id}`)).status).toBe(404)
  })

  test('a dead letter that was replayed in time, for good', async () => {
    receiver.answer(...failing(6))
    await happen()
    await advance('25 hours')
    const [dead] = await deliveries()
    await advance('29 days')
    await tenant.api('POST', `/deliveries/${dead.id}/replay`)
    await advance('8 weeks')
    expect((await tenant.api('GET', `/deliveries/${dead.id}`)).body.status).toBe('succeeded')
  })

  test('what waits for a disabled endpoint for 30 days; what came later goes on when it is enabled', async () => {
    await tenant.api('POST', `/webhooks/${endpoint.id}/disable`)
    await happen()
    await advance('20 days')
    await happen()
    await advance('11 days')
    expect(await deliveries()).toHaveLength(1)
    await tenant.api('POST', `/webhooks/${endpoint.id}/enable`)
    await advance('1 second')
    expect(receiver.requests).toHaveLength(1)
    expect((await deliveries())[0]).toMatchObject({ status: 'succeeded' })
  })
})

test('what is replayed while its endpoint is disabled waits for 30 days from then, however old it is', async () => {
  await happen()
  await advance('20 days')
  await tenant.api('POST', `/webhooks/${endpoint.id}/disable`)
  await advance('29 days')
  const [delivery] = await deliveries()
  await tenant.api('POST', `/deliveries/${delivery.id}/replay`)
  await advance('29 days')
  expect(await deliveries()).toMatchObject([{ id: delivery.id, status: 'pending' }])
  await advance('2 days')
  expect(await deliveries()).toEqual([])
})

describe('replay of many', () => {
  const replay = (body: object) => tenant.api('POST', '/deliveries/replay', { body })

  test('sends again what matches, oldest first, and nothing else', async () => {
    receiver.answer(...failing(18))
    for (const _ of [1, 2, 3]) await happen()
    await advance('25 hours')
    expect(await deliveries('?status=dead_letter')).toHaveLength(3)
    const { body } = await replay({ endpoint_id: endpoint.id })
    expect(body).toEqual({ object: 'deliveries_replay', replayed: 3, has_more: false, livemode: false })
    await advance('1 second')
    expect(receiver.requests.slice(-3).map((one) => one.event.sequence)).toEqual([1, 2, 3])
    expect(await deliveries('?status=succeeded')).toHaveLength(3)
    expect((await replay({})).body.replayed).toBe(0)
    expect((await replay({ status: 'succeeded', event_type: 'invoice.sent' })).body.replayed).toBe(0)
    const soon = new Date(Date.now() - DAY).toISOString()
    expect((await replay({ status: 'succeeded', to: soon })).body.replayed).toBe(0)
    expect((await replay({ status: 'succeeded', from: soon })).body.replayed).toBe(3)
  })

  test('refuses an endpoint that is not there, and leaves out those that are gone', async () => {
    const unknown = await replay({ endpoint_id: 'whk_01J9XGB0W2X4Y6Z8A0B2C4D6E8' })
    expect(unknown.body).toMatchObject({ code: 'unknown_reference', errors: [{ pointer: '/endpoint_id' }] })
    receiver.answer(...failing(6))
    await happen()
    await advance('25 hours')
    await tenant.api('DELETE', `/webhooks/${endpoint.id}`)
    expect((await replay({ endpoint_id: endpoint.id })).body.replayed).toBe(0)
  })
})
