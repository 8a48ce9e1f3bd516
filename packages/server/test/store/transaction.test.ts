import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { LOCK_WAIT_MS, LockTimeout, StoreMisuse, UnknownEnvironment } from '../../src/store/errors.ts'
import type { Tx } from '../../src/store/store.ts'
import { engine } from '../support/engines.ts'
import { addContact, addTenant, contactNames, openTestStore } from './kit.ts'

describe('transaction', () => {
  test('commits what its work wrote, and answers what it answered', async () => {
    const store = await openTestStore()
    const { test: environment } = await addTenant(store)
    const id = await store.transaction(environment, (tx) => addContact(tx, 'Asha'))
    expect(id).toMatch(/^ctc_/)
    expect(await store.read(environment, contactNames)).toEqual(['Asha'])
  })

  test('leaves nothing when its work throws, and throws the same error', async () => {
    const store = await openTestStore()
    const { test: environment } = await addTenant(store)
    const failure = new Error('on purpose')
    const failing = store.transaction(environment, async (tx) => {
      await addContact(tx, 'Asha')
      throw failure
    })
    await expect(failing).rejects.toBe(failure)
    expect(await store.read(environment, contactNames)).toEqual([])
  })

  test('leaves nothing when what runs before the commit throws', async () => {
    const store = await openTestStore({
      beforeCommit: async (tx) => {
        if (tx.pendingEvents.length > 0) throw new Error('no number')
      },
    })
    const { test: environment } = await addTenant(store)
    const failing = store.transaction(environment, async (tx) => {
      tx.pendingEvents.push({ type: 'customer.created', resourceId: 'ctc_', data: {} })
      await addContact(tx, 'Asha')
    })
    await expect(failing).rejects.toThrow('no number')
    expect(await store.read(environment, contactNames)).toEqual([])
  })

  test('keeps what came before a savepoint that its work rolled back to', async () => {
    const store = await openTestStore()
    const { test: environment } = await addTenant(store)
    await store.transaction(environment, async (tx) => {
      await addContact(tx, 'Asha')
      await sql`savepoint operation`.execute(tx.db)
      const id = await addContact(tx, 'Bala')
      const again = tx.db.insertInto('contacts').values({ id, metadata: '{}', created_at: 1, updated_at: 1 })
      await expect(again.execute()).rejects.toThrow()
      await sql`rollback to savepoint operation`.execute(tx.db)
      await addContact(tx, 'Chitra')
    })
    expect(await store.read(environment, contactNames)).toEqual(['Asha', 'Chitra'])
  })

  test('adds up what two writers do at the same time', async () => {
    const store = await openTestStore()
    const { test: environment } = await addTenant(store)
    const increment = (tx: Tx) =>
      tx.db
        .insertInto('counters')
        .values({ name: 'n', value: 1 })
        .onConflict((oc) =>
          oc.columns(['environment', 'name']).doUpdateSet({ value: sql`counters.value + 1` }),
        )
        .execute()
    await Promise.all(Array.from({ length: 40 }, () => store.transaction(environment, increment)))
    const counter = await store.read(environment, (tx) =>
      tx.db.selectFrom('counters').select('value').where('name', '=', 'n').executeTakeFirstOrThrow(),
    )
    expect(counter.value).toBe(40)
  })

  test('refuses another one inside it, instead of waiting for ever', async () => {
    const store = await openTestStore()
    const { test: environment } = await addTenant(store)
    const nested = store.transaction(environment, () => store.read(environment, contactNames))
    await expect(nested).rejects.toThrow(StoreMisuse)
    const kysely = store.transaction(environment, (tx) => tx.db.transaction().execute(async () => {}))
    await expect(kysely).rejects.toThrow('A transaction is open already')
    expect(await store.transaction(environment, contactNames)).toEqual([])
  })

  test('refuses a query that comes after its end', async () => {
    const store = await openTestStore()
    const { test: environment } = await addTenant(store)
    const ended = await store.transaction(environment, async (tx) => tx)
    await expect(addContact(ended, 'late')).rejects.toThrow('an await is missing')
    expect(await store.read(environment, contactNames)).toEqual([])
  })

  test('is refused for an environment that nobody made', async () => {
    const store = await openTestStore()
    const foreign = 'tnt_01J9X00000000000000000000A/test'
    await expect(store.transaction(foreign, contactNames)).rejects.toThrow(UnknownEnvironment)
    await expect(store.read(foreign, contactNames)).rejects.toThrow(UnknownEnvironment)
    expect(await store.platform.hasEnvironment(foreign)).toBe(false)
    for (const hostile of ['tnt_/test', "tnt_01J9X'; --/test", '../../x/test'] as const) {
      await expect(store.read(hostile, contactNames)).rejects.toThrow(UnknownEnvironment)
    }
  })

  test('gives up with LockTimeout when another holds the same row past the bound', async () => {
    const store = await openTestStore()
    const { test: environment } = await addTenant(store)
    const claim = (tx: Tx) => tx.db.insertInto('counters').values({ name: 'claim', value: 1 }).execute()
    const holding = store.transaction(environment, async (tx) => {
      await claim(tx)
      await sleep(LOCK_WAIT_MS + 500)
    })
    await sleep(20)
    const began = performance.now()
    await expect(store.transaction(environment, claim)).rejects.toThrow(LockTimeout)
    expect(performance.now() - began).toBeGreaterThan(LOCK_WAIT_MS - 100)
    await holding
  })

  test('gives up earlier than others when it may wait for less', async () => {
    const store = await openTestStore()
    const { test: environment } = await addTenant(store)
    const claim = (tx: Tx) => tx.db.insertInto('counters').values({ name: 'claim', value: 1 }).execute()
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const holding = store.transaction(environment, async (tx) => {
      await claim(tx)
      await held
    })
    await sleep(20)
    const order: string[] = []
    const wait = async (name: string, waitMs?: number) => {
      await expect(store.transaction(environment, claim, { waitMs })).rejects.toThrow(LockTimeout)
      order.push(name)
    }
    await Promise.all([wait('as long as all do'), wait('a little', 300), wait('not at all', 0)])
    expect(order).toEqual(['not at all', 'a little', 'as long as all do'])
    release()
    await holding
  })

  test('a reset waits as long for the writers, and gives up alike', async () => {
    const store = await openTestStore()
    const { test: environment } = await addTenant(store)
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const holding = store.transaction(environment, () => held)
    await sleep(20)
    const act = { leave: async () => ({ answer: 'left' }), begin: async () => 'begun' }
    await expect(store.reset(environment, act, { waitMs: 300 })).rejects.toThrow(LockTimeout)
    release()
    await holding
    expect(await store.reset(environment, act)).toBe('left')
  })

  test('keeps the ids of one environment growing, and gives them its own time', async () => {
    const store = await openTestStore()
    const tenant = await addTenant(store, 86_400_000)
    const first = await store.transaction(tenant.test, async (tx) => [tx.newId('ctc'), tx.newId('ctc')])
    const second = await store.transaction(tenant.test, async (tx) => [tx.newId('ctc'), tx.newId('ctc')])
    const ids = [...first, ...second]
    expect([...ids].sort()).toEqual(ids)
    const [test, live] = await Promise.all(
      [tenant.test, tenant.live].map((environment) => store.read(environment, async (tx) => tx)),
    )
    expect(test?.clockOffsetMs).toBe(86_400_000)
    expect(Math.abs(Number(test?.now) - Date.now() - 86_400_000)).toBeLessThan(5_000)
    expect(test?.livemode).toBe(false)
    expect(live?.clockOffsetMs).toBe(0)
    expect(live?.livemode).toBe(true)
  })

  test('fails as a whole when an integer is larger than a number holds', async () => {
    const store = await openTestStore()
    const { test: environment } = await addTenant(store)
    await expect(
      store.read(environment, (tx) => sql`select 9007199254740993 as n`.execute(tx.db)),
    ).rejects.toThrow()
  })
})

if (engine() !== 'postgres') {
  describe('a full disk', () => {
    test('fails the transaction whole, even when its work goes on regardless', async () => {
      const store = await openTestStore()
      const { test: environment } = await addTenant(store)
      const filling = store.transaction(environment, async (tx) => {
        await addContact(tx, 'before')
        await sql`pragma max_page_count = 1`.execute(tx.db)
        await addContact(tx, 'x'.repeat(10_000_000)).catch(() => {})
        await addContact(tx, 'after').catch(() => {})
      })
      await expect(filling).rejects.toThrow('full')
      expect(await store.read(environment, contactNames)).toEqual([])
      await store.transaction(environment, async (tx) => {
        await sql`pragma max_page_count = 1000000`.execute(tx.db)
        await addContact(tx, 'later')
      })
      expect(await store.read(environment, contactNames)).toEqual(['later'])
    })
  })
}
