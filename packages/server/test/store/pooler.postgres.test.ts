import { sql } from 'kysely'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Store } from '../../src/store/store.ts'
import { testLocation } from '../support/engines.ts'
import { type Pooler, startPooler } from '../support/pooler.ts'
import { addContact, addTenant, contactNames, openTestStore, type TestTenant } from './kit.ts'

/** What must not outlive a transaction on a connection that others get next. */
const inspect = `SELECT concat_ws('|', current_user, current_setting('role'), coalesce(current_setting('bahi.environment', true), ''),
  current_setting('search_path'), current_setting('lock_timeout'), current_setting('statement_timeout'),
  (SELECT count(*) FROM pg_prepared_statements), (SELECT count(*) FROM pg_listening_channels()))`
const CLEAN = 'bahi_owner|none||"$user", public|0|0|0|0'

describe('behind a transaction-mode pooler', () => {
  test('many environments at once keep apart on two connections, and leave nothing on them', async () => {
    const { pooler, stores } = await pooledStores()
    const tenants: TestTenant[] = []
    for (const store of stores) tenants.push(await addTenant(store), await addTenant(store))
    const environments = tenants.flatMap((tenant) => [tenant.test, tenant.live])
    await Promise.all(
      Array.from({ length: 120 }, async (_, n) => {
        const store = stores[n % stores.length] as Store
        const environment = environments[n % environments.length] ?? 'none/test'
        await store.transaction(environment, async (tx) => {
          await addContact(tx, environment)
          expect(new Set(await contactNames(tx))).toEqual(new Set([environment]))
        })
        expect(new Set(await store.read(environment, contactNames))).toEqual(new Set([environment]))
      }),
    )
    expect(pooler.found.length).toBeGreaterThan(240)
    expect(new Set(pooler.found)).toEqual(new Set([CLEAN]))
  })

  test('rolled back and failed transactions leave nothing on the connection either', async () => {
    const { pooler, stores } = await pooledStores()
    const store = stores[0] as Store
    const { test: environment } = await addTenant(store)
    const failing = store.transaction(environment, async (tx) => {
      await addContact(tx, 'Asha')
      throw new Error('on purpose')
    })
    await expect(failing).rejects.toThrow('on purpose')
    await expect(store.transaction(environment, (tx) => sql`select 1 / 0`.execute(tx.db))).rejects.toThrow(
      'zero',
    )
    await expect(store.read(environment, (tx) => addContact(tx, 'Bala'))).rejects.toThrow('read-only')
    expect(await store.read(environment, contactNames)).toEqual([])
    expect(new Set(pooler.found)).toEqual(new Set([CLEAN]))
  })

  test('processes take turns without starving one another', async () => {
    const { stores } = await pooledStores()
    const { test: environment } = await addTenant(stores[0] as Store)
    await Promise.all(
      stores.map((store, n) =>
        store.platform.exclusively('seed', () =>
          store.transaction(environment, (tx) => addContact(tx, `from ${n}`)),
        ),
      ),
    )
    expect((await (stores[0] as Store).read(environment, contactNames)).length).toBe(stores.length)
  })
})

/** Four stores with ten client connections each, on two server connections. */
async function pooledStores(): Promise<{ pooler: Pooler; stores: Store[] }> {
  const { databaseUrl = '' } = await testLocation()
  const pooler = await startPooler({ databaseUrl, backends: 2, inspect })
  onTestFinished(() => pooler.close())
  const stores: Store[] = []
  for (let n = 0; n < 4; n += 1) stores.push(await openTestStore({ location: { databaseUrl: pooler.url } }))
  return { pooler, stores }
}
