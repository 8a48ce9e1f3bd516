import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openParts } from './convention/support/parts.ts'
import { testLocation } from './support/engines.ts'
import { caller, openTenant } from './support/harness.ts'
import { countOf, HOUR, keepKeys, purgeOnce } from './support/stale.ts'

test('a key that is being used again is neither purged nor waited for', async () => {
  const { server, store } = await openParts()
  const tenant = await openTenant(server)
  const make = (headers = {}) =>
    tenant.api('POST', '/contacts', { body: { name: 'Asha' }, idempotencyKey: 'one', headers })
  const first = await make()
  await store.transaction(`${tenant.tenantId}/test`, async (tx) => {
    const expires_at = tx.now.getTime() - 2 * HOUR
    await tx.db.updateTable('idempotency_keys').set({ expires_at }).execute()
  })
  const running = make({ 'X-Test-Fault': 'delay:1500' })
  await sleep(500)
  const began = performance.now()
  await purgeOnce(store, tenant.tenantId)
  expect(performance.now() - began).toBeLessThan(900)
  const second = await running
  expect(second.body.id).not.toBe(first.body.id)
  const again = await make()
  expect([again.headers.get('idempotent-replayed'), again.text]).toEqual(['true', second.text])
})

test('two processes purge one environment, each row once, while requests go on in both', async () => {
  const location = await testLocation({ fresh: true })
  const [one, two] = [await openParts(location), await openParts(location)]
  const tenant = await openTenant(one.server)
  const key = tenant.keys.test.secret
  await keepKeys(one.store, tenant.tenantId, { stale: 2_100, fresh: 5 })
  const calls = [one, two].map(({ server }) => caller((request) => server.fetch(request)))
  const made = Array.from({ length: 20 }, (_, n) =>
    calls[n % 2]?.('POST', '/contacts', { key, body: { name: 'Asha' }, idempotencyKey: `key-${n}` }),
  )
  await Promise.all([one.server.settle(), two.server.settle(), ...made])
  await Promise.all([one.server.settle(), two.server.settle()])
  expect((await Promise.all(made)).map((answer) => answer?.status)).toEqual(Array(20).fill(201))
  expect(await countOf(two.store, tenant.tenantId, 'idempotency_keys')).toBe(5 + 20)
})

test('a process whose clock is an hour ahead purges nothing that another still answers', async () => {
  const location = await testLocation({ fresh: true })
  const now = new Date('2026-03-01T00:00:00Z')
  const ahead = await openParts({ ...location, now: new Date(now.getTime() + HOUR) })
  const { server } = await openParts({ ...location, now })
  const tenant = await openTenant(server)
  const make = () => tenant.api('POST', '/contacts', { body: { name: 'Asha' }, idempotencyKey: 'one' })
  const first = await make()
  await tenant.clock.advance('4319 minutes')
  await purgeOnce(ahead.store, tenant.tenantId)
  const again = await make()
  expect([again.headers.get('idempotent-replayed'), again.text]).toEqual(['true', first.text])
})
