import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Billing, Event } from '../src/index.ts'
import { failureOf, served, ways } from './served.ts'

// What is left when those with a brand, of types newer than this version, are taken away.
type Known = Exclude<Event, { type: object }>['type']

/** Every type that this version knows: the compiler asks for a new one here. */
const every: Record<Known, true> = {
  'invoice.created': true,
  'invoice.sent': true,
  'invoice.voided': true,
  'invoice.overdue': true,
  'invoice.paid': true,
  'invoice.refunded': true,
  'payment.recorded': true,
  'payment_link.paid': true,
  'payment_link.expired': true,
  'credit_note.issued': true,
  'stock.low': true,
  'reminder.sent': true,
  'customer.created': true,
  'webhook_endpoint.disabled': true,
  'webhook_endpoint.test': true,
}
const types = Object.keys(every)

describe.each(ways)('%s', (way) => {
  let server: Awaited<ReturnType<typeof served>>
  let billing: Billing

  beforeAll(async () => {
    server = await served(way)
    billing = server.billing
  })
  afterAll(() => server.close())

  test('testHelpers: the clock is read and advanced, and what fell due has happened', async () => {
    const items = [{ description: 'Work', qty: 1, rate: 100 }]
    const { id } = await billing.invoices.create({ items, due_in_days: 7 })
    await billing.invoices.send(id)
    const { now } = await billing.testHelpers.clock.retrieve()
    const { happened, done } = await billing.testHelpers.clock.advance({ by: '8 days' })
    expect(done).toBe(true)
    expect(happened.filter((one) => one.id === id)).toContainEqual(
      expect.objectContaining({ what: 'invoice.overdue' }),
    )
    expect(await billing.invoices.retrieve(id)).toMatchObject({ overdue: true })
    const later = await billing.testHelpers.clock.retrieve()
    expect(Date.parse(later.now)).toBeGreaterThanOrEqual(Date.parse(now) + 8 * 24 * 60 * 60 * 1000)
  })

  test.each(types)('testHelpers: trigger makes %s really happen', async (type) => {
    const { event_ids } = await billing.testHelpers.trigger({ type })
    const events = await Promise.all(event_ids.map((id) => billing.events.retrieve(id)))
    expect(events.map((event) => event.type)).toContain(type)
  })

  test('testHelpers: what a triggered event tells of is there', async () => {
    const { event_ids } = await billing.testHelpers.trigger({ type: 'invoice.paid' })
    const events = await Promise.all(event_ids.map((id) => billing.events.retrieve(id)))
    const paid = events.find(({ type }) => type === 'invoice.paid')
    if (paid?.type !== 'invoice.paid') throw new Error('it was fired')
    expect(await billing.invoices.retrieve(paid.data.id)).toMatchObject({ status: 'paid' })
  })

  test('testHelpers: a live key finds nothing', async () => {
    const live = server.as(server.keys.live.secret)
    expect(await failureOf(live.testHelpers.clock.retrieve())).toMatchObject({ code: 'not_found' })
  })

  test('deliveries: replayMany sends dead letters again', async () => {
    const { id: endpoint_id } = await billing.webhookEndpoints.create({
      url: 'https://example.invalid/hooks',
      event_types: ['customer.created'],
    })
    await billing.contacts.create({ name: 'Unheard' })
    await billing.testHelpers.clock.advance({ by: '2 days' })
    const dead = await billing.deliveries.list({ endpoint_id, status: 'dead_letter' })
    expect(dead.data.map(({ attempts }) => attempts.length)).toEqual([6])
    expect(await billing.deliveries.replayMany({ endpoint_id })).toMatchObject({
      replayed: 1,
      has_more: false,
    })
  })

  test('testHelpers: reset empties the environment, once a key', async () => {
    const idempotencyKey = `reset-${way.replaceAll(' ', '-')}`
    const { id } = await billing.contacts.create({ name: 'Asha' })
    const { generation } = await billing.testHelpers.reset({ idempotencyKey })
    expect(await failureOf(billing.contacts.retrieve(id))).toMatchObject({ code: 'not_found' })
    await billing.contacts.create({ name: 'Ravi' })
    expect((await billing.testHelpers.reset({ idempotencyKey })).generation).toBe(generation)
    expect(await billing.contacts.list().toArray({ limit: 10 })).toMatchObject([{ name: 'Ravi' }])
  })
})
