import pg from 'pg'
import { expect, inject, onTestFinished, test } from 'vitest'
import type { Store, Tx } from '../../src/store/store.ts'
import { databaseName, testLocation } from '../support/engines.ts'
import { adminUrlOf, asAdmin } from '../support/postgres.ts'
import { fillEveryTable } from './every-table.ts'
import { addTenant, openTestStore } from './kit.ts'

/** A store of its own whose test environment holds a row of every table in a generation that has ended. */
async function ended() {
  const location = await testLocation({ fresh: true })
  const store = await openTestStore({ location })
  const { test: environment } = await addTenant(store)
  await store.transaction(environment, fillEveryTable)
  await beginAnew(store, environment)
  const url = location.databaseUrl ?? ''
  const admin = adminUrlOf(inject('postgres').adminUrl, databaseName(url))
  return { location, store, environment, url, admin }
}

const beginAnew = (store: Store, environment: Parameters<Store['reset']>[0]) =>
  store.reset(environment, {
    leave: async (old) => ({ kept: await old.db.selectFrom('tenant').selectAll().executeTakeFirstOrThrow() }),
    async begin(fresh, { environment: _, ...tenant }) {
      await fresh.db.insertInto('tenant').values(tenant).execute()
    },
  })

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client(url)
  await client.connect()
  onTestFinished(() => client.end())
  return client
}

/** Tables with rows of this environment, as the superuser sees them. */
async function tablesWith(admin: string, stored: string): Promise<string[]> {
  const { rows } = await asAdmin(
    admin,
    `SELECT relname FROM pg_class WHERE relnamespace = 'bahi'::regnamespace AND relkind = 'r' ORDER BY 1`,
  )
  const found: string[] = []
  for (const { relname } of rows) {
    const { rows: some } = await asAdmin(
      admin,
      `SELECT FROM bahi.${relname} WHERE environment = '${stored}' LIMIT 1`,
    )
    if (some.length > 0) found.push(relname)
  }
  return found
}

test('a store of another process sees the new generation at once, and never the old one', async () => {
  const { location, store, environment } = await ended()
  const other = await openTestStore({ location })
  const contacts = (tx: Tx) => tx.db.selectFrom('contacts').select('id').execute()
  const generation = async (tx: Tx) => tx.generation
  expect(await other.read(environment, contacts)).toEqual([])
  await beginAnew(store, environment)
  expect(await other.read(environment, generation)).toBe(2)
  expect(await other.transaction(environment, generation)).toBe(2)
})

test('a writer of another process is waited for, and those that come meanwhile write in the new one', async () => {
  const { location, store, environment } = await ended()
  const other = await openTestStore({ location })
  const order: string[] = []
  const entered = Promise.withResolvers<void>()
  const writing = other
    .transaction(environment, async (tx) => {
      entered.resolve()
      await new Promise((resolve) => setTimeout(resolve, 200))
      return tx.generation
    })
    .then((generation) => order.push(`wrote in ${generation}`))
  await entered.promise
  const resetting = beginAnew(store, environment).then(() => order.push('reset'))
  await new Promise((resolve) => setTimeout(resolve, 50))
  const late = other.transaction(environment, async (tx) => tx.generation)
  await Promise.all([writing, resetting])
  expect(order).toEqual(['wrote in 1', 'reset'])
  expect(await late).toBe(2)
})

test('purge: takes every row of ended generations, ledger included, and none of the living', async () => {
  const { store, environment, admin } = await ended()
  const { test: neighbour } = await addTenant(store)
  for (const one of [environment, neighbour]) await store.transaction(one, fillRest)
  const before = [await tablesWith(admin, `${environment}#1`), await tablesWith(admin, neighbour)]
  expect((await tablesWith(admin, environment)).length).toBeGreaterThan(20)
  const told: number[] = []
  const gone = await store.platform.purgeGenerations((rows) => told.push(rows))
  expect(gone).toBeGreaterThan(20)
  expect(told.at(-1)).toBe(gone)
  expect(await tablesWith(admin, environment)).toEqual([])
  expect([await tablesWith(admin, `${environment}#1`), await tablesWith(admin, neighbour)]).toEqual(before)
  expect(await store.platform.purgeGenerations()).toBe(0)
})

test('purge: two at once take it all between them, in batches, and leave no row behind', async () => {
  const location = await testLocation({ fresh: true })
  const store = await openTestStore({ location })
  const { test: environment } = await addTenant(store)
  const contacts = Array.from({ length: 2_500 }, (_, n) => ({
    ...{ id: `ctc_${n}`, name: 'Asha', metadata: '{}', created_at: 1, updated_at: 1 },
  }))
  for (const part of [contacts.slice(0, 1_250), contacts.slice(1_250)])
    await store.transaction(environment, (tx) => tx.db.insertInto('contacts').values(part).execute())
  await beginAnew(store, environment)
  const other = await openTestStore({ location })
  const told: number[] = []
  const gone = await Promise.all([
    store.platform.purgeGenerations((rows) => told.push(rows)),
    other.platform.purgeGenerations((rows) => told.push(rows)),
  ])
  expect(Math.max(...gone)).toBeGreaterThanOrEqual(2_500)
  expect(told).toContain(1_000)
  expect(Math.min(...gone)).toBe(0)
  const admin = adminUrlOf(inject('postgres').adminUrl, databaseName(location.databaseUrl ?? ''))
  expect(await tablesWith(admin, environment)).toEqual([])
})

test('purge: nobody deletes from a living ledger, and the role of the environments from none', async () => {
  const { store, environment, url } = await ended()
  await store.transaction(environment, fillRest)
  const owner = await connect(url)
  const remove = async (stored: string, role: string) => {
    await owner.query('BEGIN')
    try {
      await owner.query(`SELECT set_config('role', $1, true), set_config('bahi.environment', $2, true)`, [
        role,
        stored,
      ])
      return (await owner.query('DELETE FROM bahi.ledger_postings')).rowCount
    } finally {
      await owner.query('ROLLBACK')
    }
  }
  await expect(remove(`${environment}#1`, 'none')).rejects.toThrow('append-only')
  await expect(remove(`${environment}#1`, 'bahi_app')).rejects.toThrow('append-only')
  await expect(remove(environment, 'bahi_app')).rejects.toThrow('append-only')
  expect(await remove(environment, 'none')).toBeGreaterThan(0)
})

/** A row of every table, but for the tenant that is there. */
async function fillRest(tx: Tx): Promise<void> {
  await tx.db.deleteFrom('tenant').execute()
  await fillEveryTable(tx)
}
