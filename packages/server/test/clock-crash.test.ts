import { expect, test } from 'vitest'
import { createServer } from '../src/index.ts'
import type { Failpoint } from '../src/kit/failpoint.ts'
import { openStore } from '../src/store/open.ts'
import type { Tx } from '../src/store/store.ts'
import { quietOptions } from './store/tenant.ts'
import { expectCleanBooks, sentInvoice, untilDecided } from './support/books.ts'
import { engine, type TestLocation, testLocation } from './support/engines.ts'
import { openTenant } from './support/harness.ts'
import { openReceiver, type Receiver } from './support/receiver.ts'
import { startProcess } from './support/server-process.ts'

const DAY = 86_400_000
const MS_A_DEATH = 60_000
/** Longer than any lease: the clock's, a delivery's, an errand's. */
const LEASES_MS = 61_000

/** Between the steps of an advance, in the middle of what falls due, and after the answer was written down. */
const deaths: readonly `${Failpoint}:${number}`[] = [
  'advance_begun:1',
  'advance_moved:1',
  'advance_moved:4',
  'appointment_kept:2',
  'errand_done:2',
  'after_claim:1',
  'after_send:2',
  'advance_ended:1',
]

// In memory nothing survives, and nothing is promised to.
if (engine() !== 'memory') {
  test('killed at each step of an advance: the same key goes on to its target, and all has happened once', {
    timeout: (deaths.length + 1) * MS_A_DEATH,
  }, async () => {
    const undisturbed = await advanced(await openWorld())
    expect(undisturbed.events).toHaveLength(4)
    expect(undisturbed.notifications.length).toBeGreaterThan(3)
    for (const death of deaths) {
      expect(await advanced(await openWorld(), death), death).toEqual(undisturbed)
    }
  })
}

interface World {
  readonly location: TestLocation
  readonly receiver: Receiver
  readonly tenantId: string
  readonly key: string
}

/** Three invoices and a link that fall due one after the other, and a receiver that fails at first. */
async function openWorld(): Promise<World> {
  const [receiver, location] = [await openReceiver(), await testLocation({ fresh: true })]
  receiver.answer({ status: 500 })
  const server = await createServer({ ...location, logger: { info() {}, warn() {}, error() {} } })
  const tenant = await openTenant(server)
  const event_types = ['invoice.overdue', 'payment_link.expired']
  await tenant.api('POST', '/webhooks', { body: { url: receiver.url, event_types } })
  const contact = await tenant.api('POST', '/contacts', { body: { name: 'Asha', email: 'asha@example.in' } })
  for (const due_in_days of [1, 2, 3]) {
    await sentInvoice(tenant, [100], { due_in_days, contact_id: contact.body.id })
  }
  const expires_at = new Date(Date.now() + 2.5 * DAY).toISOString()
  const link = await tenant.api('POST', '/payment-links', { body: { amount: 5, expires_at } })
  expect(link.status).toBe(201)
  await server.close()
  return { location, receiver, tenantId: tenant.tenantId, key: tenant.keys.test.secret }
}

/** Advances ten days by one key, through a death if one is asked for; answers what has come of it. */
async function advanced(world: World, death?: (typeof deaths)[number]) {
  const { location, receiver, key } = world
  if (death !== undefined) {
    const dying = await startProcess(location, death)
    await expect(advance(dying.api, world), death).rejects.toThrow('fetch failed')
    expect(await dying.ended).toBe('SIGKILL')
    await letLeasesRunOut(world)
  }
  const { api, kill, ended } = await startProcess(location)
  const { status, headers, body } = await untilDecided(() => advance(api, world))
  expect([status, body.done]).toEqual([200, true])
  expect(headers.get('idempotent-replayed')).toBe(death === 'advance_ended:1' ? 'true' : null)
  expect(Date.parse(body.now) - Date.parse(body.from)).toBe(10 * DAY)
  const clock = (await api('GET', '/test/clock', { key })).body
  expect(Math.abs(clock.ahead_ms - (Date.parse(body.now) - Date.now()))).toBeLessThan(MS_A_DEATH)
  const again = await advance(api, world)
  expect([again.headers.get('idempotent-replayed'), again.body]).toEqual(['true', body])
  await expectCleanBooks({ api: (method, path) => api(method, path, { key }) })
  const events = await eventsOf(api, key)
  const told = new Set(receiver.requests.map(({ event }) => event.id))
  expect(
    events.every(({ id }) => told.has(id)),
    'every event is told at least once',
  ).toBe(true)
  const deliveries = (await api('GET', '/deliveries', { key })).body.data
  kill('SIGTERM')
  expect(await ended).toBe(0)
  return {
    events: events.map(({ type }) => type),
    deliveries: deliveries.map(({ status, event_type }: Record<string, string>) => `${event_type} ${status}`),
    notifications: await notificationsOf(world),
  }
}

type Api = Awaited<ReturnType<typeof startProcess>>['api']

const advance = (api: Api, { key }: World) =>
  api('POST', '/test/clock/advance', { key, body: { by: '10 days' }, idempotencyKey: 'ten-days' })

async function eventsOf(api: Api, key: string): Promise<{ id: string; type: string }[]> {
  const { body } = await api('GET', '/events?limit=100', { key })
  const fallenDue = ['invoice.overdue', 'payment_link.expired']
  return body.data.filter(({ type }: { type: string }) => fallenDue.includes(type)).reverse()
}

/** As if a minute had passed since the death. */
const letLeasesRunOut = (world: World) =>
  inStore(world, async (tx) => {
    const earlier = LEASES_MS
    await tx.db
      .updateTable('leases')
      .set((eb) => ({ held_until: eb('held_until', '-', earlier) }))
      .execute()
    for (const table of ['deliveries', 'schedule'] as const) {
      await tx.db
        .updateTable(table)
        .set((eb) => ({ claimed_until: eb('claimed_until', '-', earlier) }))
        .where('claimed_until', 'is not', null)
        .execute()
    }
  })

const notificationsOf = (world: World) =>
  inStore(world, async (tx) => {
    const rows = await tx.db
      .selectFrom('notifications')
      .select(['subject', 'sent_at'])
      .orderBy('id')
      .execute()
    return rows.map(({ subject, sent_at }) => `${subject} ${sent_at === null ? 'waits' : 'sent'}`)
  })

async function inStore<T>({ location, tenantId }: World, work: (tx: Tx) => Promise<T>): Promise<T> {
  const store = await openStore(location, quietOptions)
  try {
    return await store.transaction(`${tenantId}/test`, work)
  } finally {
    await store.close()
  }
}
