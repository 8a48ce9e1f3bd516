import { sql } from 'kysely'
import { describe, expect, onTestFinished, test } from 'vitest'
import { assemble } from '../src/assemble.ts'
import { staleRows } from '../src/rules/keep.ts'
import { schedule } from '../src/schedule.ts'
import type { Store } from '../src/store/store.ts'
import { createTenant } from '../src/tenants.ts'
import { openParts } from './convention/support/parts.ts'
import { testLocation } from './support/engines.ts'
import { openTenant, type TestTenant } from './support/harness.ts'
import { payByUpi } from './support/pay.ts'
import { countOf, DAY, HOUR, keepKeys, purgeOnce } from './support/stale.ts'

async function open(options: Parameters<typeof openParts>[0] = {}) {
  const { server, store } = await openParts(options)
  const tenant = await openTenant(server)
  const count = (table: Parameters<typeof countOf>[2]) => countOf(store, tenant.tenantId, table)
  return { server, store, tenant, count }
}

const nextLook = (store: Store, { tenantId }: TestTenant) =>
  store.read(`${tenantId}/test`, async (tx) => {
    const look = tx.db.selectFrom('schedule').select('due_at').where('kind', '=', 'purge.stale')
    return (await look.executeTakeFirstOrThrow()).due_at - tx.now.getTime()
  })

describe('what is kept for a while', () => {
  test('an idempotency key goes when its 72 hours are over, by itself', async () => {
    const { tenant, count } = await open()
    await tenant.api('POST', '/contacts', { body: { name: 'Asha' }, idempotencyKey: 'one' })
    await tenant.clock.advance('71 hours')
    expect(await count('idempotency_keys')).toBe(1)
    await tenant.clock.advance('48 hours')
    expect(await count('idempotency_keys')).toBe(0)
  })

  test('the key of an advance lives on for 72 hours at its end, whatever is purged on the way', async () => {
    const { tenant } = await open()
    const advance = () =>
      tenant.api('POST', '/test/clock/advance', { body: { by: '1000 hours' }, idempotencyKey: 'far' })
    const first = await advance()
    await tenant.clock.advance('71 hours')
    const again = await advance()
    expect([again.headers.get('idempotent-replayed'), again.body]).toEqual(['true', first.body])
  })

  test('a former webhook secret goes after its grace period, the one that signs stays', async () => {
    const { tenant, count } = await open()
    const body = { url: 'http://127.0.0.1:9/', event_types: ['*'] }
    const { id } = (await tenant.api('POST', '/webhooks', { body })).body
    await tenant.api('POST', `/webhooks/${id}/rotate-secret`, { body: { grace_seconds: 86_400 } })
    expect(await count('webhook_secrets')).toBe(2)
    await tenant.clock.advance('4 days')
    expect(await count('webhook_secrets')).toBe(1)
    expect((await tenant.api('GET', `/webhooks/${id}`)).body.secret_expires_at).toBeNull()
  })

  test('a message goes 30 days after it was written, sent or given up', async () => {
    for (const send of [async () => {}, () => Promise.reject(new Error('No such mailbox.'))]) {
      const { tenant, count } = await open({ notifier: { send } })
      await writeTo(tenant)
      await tenant.clock.advance('29 days')
      expect(await count('notifications')).toBe(1)
      await tenant.clock.advance('2 days')
      expect(await count('notifications')).toBe(0)
    }
  })

  test('a message that still waits to be sent stays, however old it is', async () => {
    const { server, store, tenant, count } = await open({ now: new Date() })
    await writeTo(tenant)
    await server.settle()
    await store.transaction(`${tenant.tenantId}/test`, async (tx) => {
      const now = tx.now.getTime()
      const message = tx.db.updateTable('notifications').set({ created_at: now - 90 * DAY, sent_at: null })
      const { id } = await message.returning('id').executeTakeFirstOrThrow()
      await schedule(tx, { kind: 'notification', subjectId: id, dueAt: now + DAY })
    })
    await purgeOnce(store, tenant.tenantId)
    expect(await count('notifications')).toBe(1)
    await tenant.clock.advance('1 day')
    await purgeOnce(store, tenant.tenantId)
    expect(await count('notifications')).toBe(0)
  })

  test("a gateway's report is known for 30 days, its payment for good", async () => {
    const { server, tenant, count } = await open()
    const link = await tenant.api('POST', '/payment-links', { body: { amount: 68 } })
    await payByUpi(server, link.body.url)
    const known = await count('gateway_events')
    expect(known).toBeGreaterThan(0)
    await tenant.clock.advance('29 days')
    expect(await count('gateway_events')).toBe(known)
    await tenant.clock.advance('2 days')
    expect(await count('gateway_events')).toBe(0)
    expect((await tenant.api('GET', '/payments')).body.data).toHaveLength(1)
    expect((await tenant.api('GET', '/audit')).body.clean).toBe(true)
  })
})

describe('the purge', () => {
  test('takes 200 rows a transaction, and goes on until none is stale', async () => {
    const { server, store, tenant, count } = await open({ now: new Date() })
    await server.settle()
    await keepKeys(store, tenant.tenantId, { stale: 0, fresh: 3 })
    await server.settle()
    const before = await count('idempotency_keys')
    await keepKeys(store, tenant.tenantId, { stale: 450, fresh: 0 })
    await server.settle()
    expect([before, await count('idempotency_keys')]).toEqual([3, 3])
  })

  test('lets deliveries and others go between two batches: a look takes one', async () => {
    const location = await testLocation({ fresh: true })
    const { services, worker } = await assemble({ ...location })
    onTestFinished(() => services.store.close())
    const { tenantId } = await createTenant(services, { name: 'Acme', currency: 'INR' })
    await keepKeys(services.store, tenantId, { stale: 450, fresh: 0 })
    const left = []
    for (let look = 1; look <= 3; look += 1) {
      expect(await worker.work(`${tenantId}/test`)).toBe(true)
      left.push(await countOf(services.store, tenantId, 'idempotency_keys'))
    }
    expect(left).toEqual([250, 50, 0])
  })

  test('looks again when the oldest row is stale: in a day at the soonest, in 30 when there is none', async () => {
    const { store, tenant } = await open({ now: new Date() })
    expect(await nextLook(store, tenant)).toBe(73 * HOUR)
    await purgeOnce(store, tenant.tenantId)
    expect(await nextLook(store, tenant)).toBe(30 * DAY)
    await tenant.api('POST', '/contacts', { body: { name: 'Asha' }, idempotencyKey: 'one' })
    await purgeOnce(store, tenant.tenantId)
    expect(await nextLook(store, tenant)).toBe(73 * HOUR)
    await tenant.clock.advance('72 hours')
    await purgeOnce(store, tenant.tenantId)
    expect(await nextLook(store, tenant)).toBe(DAY)
  })

  test('is not told of by the clock, and goes on after a reset', async () => {
    const { store, tenant, count } = await open()
    await tenant.reset()
    expect(await nextLook(store, tenant)).toBeGreaterThan(72 * HOUR)
    await tenant.api('POST', '/contacts', { body: { name: 'Asha' }, idempotencyKey: 'one' })
    expect((await tenant.clock.advance('5 days')).happened).toEqual([])
    expect(await count('idempotency_keys')).toBe(0)
  })

  test.for(staleRows)('finds stale rows by an index: $table', async ({ table, key, since }) => {
    const { store, tenant } = await open()
    const plan = await store.transaction(`${tenant.tenantId}/test`, async (tx) => {
      if (tx.engine === 'postgres') await sql`set local enable_seqscan = off`.execute(tx.db)
      const explain = tx.engine === 'postgres' ? sql`explain` : sql`explain query plan`
      const oldest = sql`select ${sql.ref(key)} from ${sql.table(table)}
        where ${sql.ref(since)} <= 1 order by ${sql.ref(since)} limit 1`
      return JSON.stringify((await sql`${explain} ${oldest}`.execute(tx.db)).rows)
    })
    expect(plan).toMatch(new RegExp(`(USING|using) .*${table}_${since}`))
    expect(plan).not.toMatch(/sort|b-tree/i)
  })
})

/** Sends an invoice without a due date: one message. */
async function writeTo({ api }: TestTenant) {
  const contact = await api('POST', '/contacts', { body: { name: 'Asha', email: 'asha@example.in' } })
  const items = [{ description: 'Work', qty: 1, rate: 1 }]
  const draft = await api('POST', '/invoices', { body: { items, contact_id: contact.body.id } })
  await api('POST', `/invoices/${draft.body.id}/send`)
}
