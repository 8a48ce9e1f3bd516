import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import type { Tx } from '../../src/store/store.ts'
import { engine, testLocation } from '../support/engines.ts'
import { addContact, addTenant, contactNames, insertTenant, openTestStore, quietOptions } from './kit.ts'
import { ulid } from './tenant.ts'

describe('createTenant', () => {
  test('makes both environments, filled and known', async () => {
    const store = await openTestStore({ location: await testLocation({ fresh: true }) })
    const id = `tnt_${ulid()}`
    const livemodes: boolean[] = []
    await store.platform.createTenant({ id, name: 'Acme', createdAt: 7 }, async (tx) => {
      livemodes.push(tx.livemode)
      await insertTenant(tx, id)
      await addContact(tx, tx.environment)
    })
    expect(livemodes).toEqual([false, true])
    expect(await store.platform.listTenants()).toEqual([{ id, name: 'Acme', createdAt: 7 }])
    for (const environment of [`${id}/test`, `${id}/live`] as const) {
      expect(await store.platform.hasEnvironment(environment)).toBe(true)
      expect(await store.read(environment, contactNames)).toEqual([environment])
    }
  })

  test('makes nothing when the second environment fails', async () => {
    const store = await openTestStore({ location: await testLocation({ fresh: true }) })
    const id = `tnt_${ulid()}`
    const tenant = { id, name: 'Acme', createdAt: 1 }
    const failing = store.platform.createTenant(tenant, async (tx) => {
      await insertTenant(tx, id)
      if (tx.livemode) throw new Error('on purpose')
    })
    await expect(failing).rejects.toThrow('on purpose')
    expect(await store.platform.listTenants()).toEqual([])
    expect(await store.platform.hasEnvironment(`${id}/test`)).toBe(false)
    await store.platform.createTenant(tenant, (tx) => insertTenant(tx, id))
    expect(await store.platform.hasEnvironment(`${id}/test`)).toBe(true)
  })

  test('refuses an id that exists, and leaves its data alone', async () => {
    const store = await openTestStore()
    const tenant = await addTenant(store)
    await store.transaction(tenant.test, (tx) => addContact(tx, 'Asha'))
    const again = store.platform.createTenant({ id: tenant.id, name: 'Again', createdAt: 1 }, async () => {})
    await expect(again).rejects.toThrow(/exists already|duplicate key/)
    expect(await store.read(tenant.test, contactNames)).toEqual(['Asha'])
  })

  test('runs what belongs before every commit', async () => {
    const seen: string[] = []
    const store = await openTestStore({ beforeCommit: async (tx: Tx) => void seen.push(tx.environment) })
    const tenant = await addTenant(store)
    expect(seen).toEqual([tenant.test, tenant.live])
  })
})

describe('signingKeys', () => {
  test('are 32 random bytes, made once', async () => {
    const location = await testLocation({ fresh: true })
    const store = await openStore(location, quietOptions)
    const keys = await store.platform.signingKeys()
    await store.close()
    expect(keys).toHaveLength(1)
    expect(keys[0]?.secret).toHaveLength(32)
    if (engine() === 'memory') return
    const again = await openTestStore({ location })
    expect(await again.platform.signingKeys()).toEqual(keys)
  })

  if (engine() === 'postgres') {
    test('are the same for processes that start together on an empty database', async () => {
      const location = await testLocation({ fresh: true })
      const stores = await Promise.all([1, 2, 3].map(() => openTestStore({ location })))
      const keys = await Promise.all(stores.map((store) => store.platform.signingKeys()))
      expect(keys[0]).toHaveLength(1)
      expect(keys[1]).toEqual(keys[0])
      expect(keys[2]).toEqual(keys[0])
    })
  }
})

describe('exclusively', () => {
  test('lets one in at a time, over all that share the data, and the next one after a failure', async () => {
    const location = await testLocation()
    const store = await openTestStore({ location })
    const other = engine() === 'postgres' ? await openTestStore({ location }) : store
    let inside = 0
    const work = (result: number) => async () => {
      inside += 1
      expect(inside).toBe(1)
      await sleep(20)
      inside -= 1
      if (result === 2) throw new Error('on purpose')
      return result
    }
    const results = await Promise.allSettled(
      [1, 2, 3, 4].map((n) => (n % 2 ? store : other).platform.exclusively('seed', work(n))),
    )
    expect(results.map((result) => result.status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ])
    expect(await store.platform.exclusively('seed', async () => 'free')).toBe('free')
  })
})

describe('close', () => {
  test('waits for the transactions inside, and refuses later ones', async () => {
    const store = await openStore(await testLocation(), quietOptions)
    const { test: environment } = await addTenant(store)
    const working = store.transaction(environment, async (tx) => {
      await sleep(50)
      return addContact(tx, 'Asha')
    })
    await store.close()
    expect(await working).toMatch(/^ctc_/)
    await expect(store.read(environment, contactNames)).rejects.toThrow('closed')
    await store.close()
  })
})
