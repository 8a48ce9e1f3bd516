import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { StoreMisuse } from '../../src/store/errors.ts'
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
