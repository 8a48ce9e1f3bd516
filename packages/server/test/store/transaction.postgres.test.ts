import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { LockTimeout, StoreMisuse } from '../../src/store/errors.ts'
import type { Tx } from '../../src/store/store.ts'
import { addContact, addTenant, contactNames, openTestStore } from './kit.ts'

describe('transaction on PostgreSQL', () => {
  test('runs again after a deadlock', async () => {
    const store = await openTestStore()
    const { test: environment } = await addTenant(store)
    await store.transaction(environment, (tx) =>
      tx.db
        .insertInto('counters')
        .values([
          { name: 'a', value: 0 },
          { name: 'b', value: 0 },
        ])
        .execute(),
    )
    const bump = (tx: Tx, name: string) =>
      tx.db.updateTable('counters').set({ value: sql`value + 1` }).where('name', '=', name).execute()
    const inOrder = (first: string, second: string) =>
      store.transaction(environment, async (tx) => {
        await bump(tx, first)
        await sleep(100)
        await bump(tx, second)
      })
    await Promise.all([inOrder('a', 'b'), inOrder('b', 'a')])
    const values = await store.read(environment, (tx) =>
      tx.db.selectFrom('counters').select('value').execute(),
    )
    expect(values).toEqual([{ value: 2 }, { value: 2 }])
  })

  test('counts every wait for a lock towards one bound', async () => {
    const store = await openTestStore()
    const { test: environment } = await addTenant(store)
    const claim = (tx: Tx, name: string) => tx.db.insertInto('counters').values({ name, value: 0 }).execute()
    const hold = (name: string, ms: number) =>
      store.transaction(environment, async (tx) => {
        await claim(tx, name)
        await sleep(ms)
        throw new Error(`${name} is free again`)
      })
    const holding = Promise.allSettled([hold('a', 2_500), hold('b', 8_000)])
    await sleep(100)
    const order: string[] = []
    const wait = async (names: readonly string[], waitMs: number) => {
      const waiting = store.transaction(
        environment,
        async (tx) => {
          for (const name of names) await claim(tx, name)
        },
        { waitMs },
      )
      await expect(waiting).rejects.toThrow(LockTimeout)
      order.push(names.join())
    }
    await Promise.all([wait(['a', 'b'], 3_000), wait(['b'], 4_000)])
    expect(order).toEqual(['a,b', 'b'])
    await holding
  })

  test('does not pass a swallowed error off as a commit', async () => {
    const store = await openTestStore()
    const { test: environment } = await addTenant(store)
    const swallowing = store.transaction(environment, async (tx) => {
      await addContact(tx, 'Asha')
      await sql`select 1 / 0`.execute(tx.db).catch(() => {})
    })
    await expect(swallowing).rejects.toThrow(StoreMisuse)
    expect(await store.read(environment, contactNames)).toEqual([])
  })
})
