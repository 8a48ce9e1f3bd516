import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { EnvironmentId } from '../../src/kit/environment.ts'
import { nextDue } from '../../src/store/due.ts'
import type { Store, Tx } from '../../src/store/store.ts'
import { engine, testLocation } from '../support/engines.ts'
import { fillEveryTable } from './every-table.ts'
import { addTenant, openTestStore } from './kit.ts'
import { startHolder } from './process.ts'

const DAY_MS = 86_400_000

describe('wakeAt', () => {
  test('makes the environment due from that time on, the earliest first', async () => {
    const store = await freshStore()
    const { test, live } = await addTenant(store)
    const now = Date.now()
    await store.transaction(test, async (tx) => tx.wakeAt(now + 2_000))
    await store.transaction(live, async (tx) => tx.wakeAt(now + 1_000))
    expect(await dueNow(store, now + 999)).toEqual([])
    expect(await dueNow(store, now + 1_000)).toEqual([live])
    expect(await dueNow(store, now + 2_000)).toEqual([live, test])
    expect(await store.platform.dueEnvironments(now + 2_000, 1)).toMatchObject([{ environment: live }])
  })

  test('takes the time of the environment, which may be ahead of the wall', async () => {
    const store = await freshStore()
    const { test } = await addTenant(store, 30 * DAY_MS)
    await store.transaction(test, async (tx) => tx.wakeAt(tx.now.getTime() + DAY_MS))
    expect(await dueNow(store, Date.now() + DAY_MS - 5_000)).toEqual([])
    expect(await dueNow(store, Date.now() + DAY_MS + 5_000)).toEqual([test])
  })

  test('never puts off what is due earlier', async () => {
    const store = await freshStore()
    const { test } = await addTenant(store)
    const now = Date.now()
    for (const at of [now, now + DAY_MS]) await store.transaction(test, async (tx) => tx.wakeAt(at))
    expect(await dueNow(store, now)).toEqual([test])
  })

  test('calls afterCommit once the commit is there to be seen, and never after a rollback', async () => {
    const woken: EnvironmentId[] = []
    const store = await freshStore({
      afterCommit: (environment: EnvironmentId) => void woken.push(environment),
    })
    const { test, live } = await addTenant(store)
    await store.transaction(test, async (tx) => tx.wakeAt(0))
    await store.transaction(test, async () => {})
    const failing = store.transaction(live, async (tx) => {
      tx.wakeAt(0)
      throw new Error('on purpose')
    })
    await expect(failing).rejects.toThrow('on purpose')
    expect(woken).toEqual([test])
  })
})

describe('settleDue', () => {
  test('puts the next look where it is told, or nowhere', async () => {
    const store = await freshStore()
    const { test } = await addTenant(store)
    const now = Date.now()
    await store.transaction(test, async (tx) => tx.wakeAt(now))
    await settle(store, test, now + 1_000)
    expect(await dueNow(store, now)).toEqual([])
    expect(await dueNow(store, now + 1_000)).toEqual([test])
    await settle(store, test, null, now + 1_000)
    expect(await dueNow(store, now + DAY_MS)).toEqual([])
    await store.transaction(test, async (tx) => tx.wakeAt(now))
    expect(await dueNow(store, now)).toEqual([test])
  })

  test('leaves alone what a commit has asked since', async () => {
    const store = await freshStore()
    const { test } = await addTenant(store)
    await store.transaction(test, async (tx) => tx.wakeAt(0))
    const [seen] = await store.platform.dueEnvironments(0, 10)
    if (!seen) throw new Error('Nothing is due.')
    await store.transaction(test, async (tx) => tx.wakeAt(1))
    await store.platform.settleDue(seen, null)
    expect(await dueNow(store, 1)).toEqual([test])
  })

  test('loses nothing while writers commit beside a worker', async () => {
    const store = await freshStore()
    const { test } = await addTenant(store)
    const writing = Array.from({ length: 60 }, (_, n) => sleep(n % 20).then(() => emit(store, test, n + 1)))
    let writers = writing.length
    for (const one of writing) void one.finally(() => writers--)
    do {
      for (const due of await store.platform.dueEnvironments(Date.now() + DAY_MS, 10)) {
        await store.transaction(due.environment, fanOut)
        await store.platform.settleDue(due, await store.read(due.environment, nextDue))
      }
      await sleep(1)
    } while (writers > 0 || (await dueNow(store, Date.now() + DAY_MS)).length > 0)
    await Promise.all(writing)
    expect(await store.read(test, waiting)).toEqual([])
  })
})

describe('nextDue', () => {
  test('finds events to fan out, then deliveries to send, then what is scheduled, then nothing', async () => {
    const store = await freshStore()
    const { test } = await addTenant(store, DAY_MS)
    expect(await store.read(test, nextDue)).toBeNull()
    const later = Date.now() + 10 * DAY_MS
    await store.transaction(test, async (tx) => {
      await fillEveryTable(tx)
      await tx.db.updateTable('schedule').set({ due_at: later }).execute()
    })
    expect(Math.abs(Number(await store.read(test, nextDue)) - Date.now())).toBeLessThan(5_000)
    await store.transaction(test, fanOut)
    expect(await store.read(test, nextDue)).toBe(1 - DAY_MS)
    const leased = Date.now() + 10_000
    await store.transaction(test, (tx) =>
      tx.db.updateTable('deliveries').set({ claimed_until: leased }).execute(),
    )
    expect(await store.read(test, nextDue)).toBe(leased)
    await store.transaction(test, (tx) =>
      tx.db.updateTable('webhook_endpoints').set({ status: 'disabled' }).execute(),
    )
    expect(await store.read(test, nextDue)).toBe(later - DAY_MS)
    await store.transaction(test, (tx) =>
      tx.db.updateTable('schedule').set({ claimed_until: leased }).execute(),
    )
    expect(await store.read(test, nextDue)).toBe(leased)
    await store.transaction(test, (tx) => tx.db.deleteFrom('schedule').execute())
    expect(await store.read(test, nextDue)).toBeNull()
  })

  test('of a line that is full, answers when the first lease in it runs out', async () => {
    const store = await freshStore()
    const { test } = await addTenant(store, DAY_MS)
    const soon = Date.now() + 10_000
    await store.transaction(test, async (tx) => {
      await fillEveryTable(tx)
      await tx.db.deleteFrom('schedule').execute()
      await fanOut(tx)
      await claimAnother(tx, soon)
      await claimAnother(tx, soon + 1)
    })
    const roomFor = (count: number) =>
      store.transaction(test, (tx) =>
        tx.db.updateTable('webhook_endpoints').set({ max_in_flight: count }).execute(),
      )
    await roomFor(2)
    expect(await store.read(test, nextDue)).toBe(soon)
    await roomFor(3)
    expect(await store.read(test, nextDue)).toBe(1 - DAY_MS)
  })
})

if (engine() !== 'memory')
  describe('after kill -9', () => {
    test('what was due is still due', async () => {
      const location = await testLocation({ fresh: true })
      const holder = await startHolder(location)
      await holder.kill()
      expect(holder.errors).toBe('')
      const store = await openTestStore({ location })
      expect(await dueNow(store, Date.now())).toContain(holder.tenant.test)
    })

    if (engine() === 'disk')
      test('every environment is looked at again, with a hint or without', async () => {
        const location = await testLocation()
        const holder = await startHolder(location)
        await holder.kill()
        const platform = new DatabaseSync(`${location.data}/platform.sqlite`)
        platform.exec('DELETE FROM due')
        platform.close()
        const store = await openTestStore({ location })
        const { live, test: testing } = holder.tenant
        expect((await dueNow(store, Date.now())).toSorted()).toEqual([live, testing].toSorted())
      })
  })

function freshStore(options = {}): Promise<Store> {
  return testLocation({ fresh: true }).then((location) => openTestStore({ location, ...options }))
}

async function dueNow(store: Store, now: number): Promise<EnvironmentId[]> {
  return (await store.platform.dueEnvironments(now, 100)).map((due) => due.environment)
}

async function settle(store: Store, environment: EnvironmentId, next: number | null, now = Date.now()) {
  const due = (await store.platform.dueEnvironments(now, 100)).find((one) => one.environment === environment)
  if (due) await store.platform.settleDue(due, next)
}

function emit(store: Store, environment: EnvironmentId, sequence: number): Promise<void> {
  return store.transaction(environment, async (tx) => {
    const id = tx.newId('evt')
    const event = {
      type: 'invoice.created',
      resource_id: 'inv_1',
      api_version: '1.4',
      data: '{}',
      created_at: 1,
    }
    await tx.db
      .insertInto('events')
      .values({ id, sequence, ...event })
      .execute()
    await tx.db.insertInto('outbox').values({ event_id: id, sequence }).execute()
    tx.wakeAt(tx.now.getTime())
  })
}

/** One more event and its delivery, claimed, of the endpoint that is there. */
async function claimAnother(tx: Tx, until: number): Promise<void> {
  const { environment: _, ...event } = await tx.db.selectFrom('events').selectAll().executeTakeFirstOrThrow()
  const { environment: __, ...delivery } = await tx.db
    .selectFrom('deliveries')
    .selectAll()
    .executeTakeFirstOrThrow()
  const [id, event_id] = [tx.newId('dlv'), tx.newId('evt')]
  await tx.db
    .insertInto('events')
    .values({ ...event, id: event_id, sequence: until })
    .execute()
  await tx.db
    .insertInto('deliveries')
    .values({ ...delivery, id, event_id, claimed_until: until })
    .execute()
}

async function fanOut(tx: Tx): Promise<void> {
  const fannedOutAt = { fanned_out_at: tx.now.getTime() }
  await tx.db.updateTable('outbox').set(fannedOutAt).where('fanned_out_at', 'is', null).execute()
}

function waiting(tx: Tx) {
  return tx.db.selectFrom('outbox').selectAll().where('fanned_out_at', 'is', null).execute()
}
