import { expect, test } from 'vitest'
import { createServer } from '../src/index.ts'
import { openStore } from '../src/store/open.ts'
import { openParts } from './convention/support/parts.ts'
import { quietOptions } from './store/tenant.ts'
import { engine, type TestLocation, testLocation } from './support/engines.ts'
import { openTenant } from './support/harness.ts'
import { startProcess } from './support/server-process.ts'
import { countOf, HOUR, keepKeys } from './support/stale.ts'

// In memory nothing survives.
if (engine() !== 'memory') {
  test('killed between two batches: what went is gone, and the next start goes on', {
    timeout: 60_000,
  }, async () => {
    const location = await testLocation({ fresh: true })
    const { tenantId, key } = await prepare(location)
    const dying = await startProcess(location, 'appointment_kept:2')
    const advance = dying.api('POST', '/test/clock/advance', { key, body: { by: '1 hour' } })
    await expect(advance).rejects.toThrow('fetch failed')
    expect(await dying.ended).toBe('SIGKILL')
    const store = await openStore(location, quietOptions)
    expect(await countOf(store, tenantId, 'idempotency_keys')).toBe(600 + 5)
    await store.transaction(`${tenantId}/test`, async (tx) => {
      await tx.db.deleteFrom('leases').execute()
      tx.wakeAt(tx.now.getTime()) // a look of the dead process may have put the next one to when its lease ends
    })
    await store.close()
    const next = await openParts(location)
    await next.server.settle()
    expect(await countOf(next.store, tenantId, 'idempotency_keys')).toBe(5)
  })
}

/** A server that has ended in order, with a purge of five batches due in an hour. */
async function prepare(location: TestLocation) {
  const server = await createServer({ ...location, logger: { info() {}, warn() {}, error() {} } })
  const { tenantId, keys } = await openTenant(server)
  await server.close()
  const store = await openStore(location, quietOptions)
  await keepKeys(store, tenantId, { stale: 1_000, fresh: 5, dueInMs: HOUR })
  await store.close()
  return { tenantId, key: keys.test.secret }
}
