import { events, eventTypes } from '@bahi/spec'
import { beforeEach, expect, test } from 'vitest'
import { type TestTenant, useServer } from './support/harness.ts'
import { openReceiver } from './support/receiver.ts'

const harness = useServer()
let tenant: TestTenant

beforeEach(async () => {
  tenant = await harness.openTenant()
})

const trigger = (type: string, options = {}) =>
  tenant.api('POST', '/test/trigger', { body: { type }, ...options })

test.each(eventTypes)(
  'trigger: %s happens, is as the contract says, and the answer names it',
  async (type) => {
    const { status, body } = await trigger(type)
    expect(status).toBe(200)
    const all = (await tenant.api('GET', '/events?limit=100')).body.data.reverse()
    expect(body.event_ids).toEqual(all.map(({ id }: { id: string }) => id))
    const told = all.find((event: { type: string }) => event.type === type)
    expect(events[type].data.safeParse(told.data).error).toBeUndefined()
    const audit = await tenant.api('GET', '/audit')
    expect(audit.body.checks.filter(({ clean }: { clean: boolean }) => !clean)).toEqual([])
  },
)

test('trigger: the event is delivered like any other', async () => {
  const receiver = await openReceiver()
  const body = { url: receiver.url, event_types: ['invoice.paid'] }
  await tenant.api('POST', '/webhooks', { body })
  await trigger('invoice.paid')
  const [received] = await receiver.received(1)
  expect(received?.event.type).toBe('invoice.paid')
})

test('trigger: a test event goes to the newest endpoint', async () => {
  const receiver = await openReceiver()
  await tenant.api('POST', '/webhooks', { body: { url: receiver.url, event_types: ['invoice.paid'] } })
  await trigger('webhook_endpoint.test')
  const [received] = await receiver.received(1)
  expect(received?.event.type).toBe('webhook_endpoint.test')
})

test('trigger: a key makes it happen once', async () => {
  const first = await trigger('invoice.sent', { idempotencyKey: 'once' })
  const again = await trigger('invoice.sent', { idempotencyKey: 'once' })
  expect(again.text).toBe(first.text)
  expect((await tenant.api('GET', '/events?type=invoice.sent')).body.data).toHaveLength(1)
})

test('trigger: refuses a type that there is not, and is not there for live keys', async () => {
  expect((await trigger('invoice.eaten')).status).toBe(422)
  expect((await tenant.live('POST', '/test/trigger', { body: { type: 'invoice.sent' } })).status).toBe(404)
})
