import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { EnvironmentId } from '../../src/kit/environment.ts'
import type { Tx } from '../../src/store/store.ts'
import { fillEveryTable } from './every-table.ts'
import { addTenant, openTestStore } from './kit.ts'

describe('environments', () => {
  test('hold the same ids, numbers and keys side by side, in every table', async () => {
    const store = await openTestStore()
    const [one, other] = [await addTenant(store), await addTenant(store)]
    for (const environment of [one.test, one.live, other.test, other.live]) {
      await store.transaction(environment, fillEveryTable)
    }
    const emptied = await store.transaction(one.test, async (tx) => {
      await tx.db.deleteFrom('delivery_attempts').execute()
      await tx.db.updateTable('contacts').set({ name: 'Bala' }).execute()
      return tx.db.selectFrom('delivery_attempts').select('id').execute()
    })
    expect(emptied).toEqual([])
    for (const environment of [one.live, other.test, other.live]) {
      const seen = await store.read(environment, async (tx) => ({
        attempts: await tx.db.selectFrom('delivery_attempts').select('id').execute(),
        contacts: await tx.db.selectFrom('contacts').select(['environment', 'name']).execute(),
      }))
      expect(seen).toEqual({ attempts: [{ id: 'att_1' }], contacts: [{ environment, name: 'Asha' }] })
    }
  })

  test('can not be written into from another one', async () => {
    const store = await openTestStore()
    const [one, other] = [await addTenant(store), await addTenant(store)]
    const smuggle = (tx: Tx) =>
      sql`insert into counters (environment, name, value) values (${other.test}, 'x', 1)`.execute(tx.db)
    await expect(store.transaction(one.test, smuggle)).rejects.toThrow(/row-level security|CHECK constraint/)
    await store.transaction(one.test, (tx) =>
      tx.db.insertInto('counters').values({ name: 'x', value: 1 }).execute(),
    )
    const move = (tx: Tx) => sql`update counters set environment = ${other.test}`.execute(tx.db)
    await expect(store.transaction(one.test, move)).rejects.toThrow(/row-level security|CHECK constraint/)
    expect(await store.read(other.test, countersOf)).toEqual([])
  })

  test('can not refer to a row of another one', async () => {
    const store = await openTestStore()
    const [one, other] = [await addTenant(store), await addTenant(store)]
    await store.transaction(one.test, fillEveryTable)
    const refer = (tx: Tx) =>
      tx.db
        .insertInto('webhook_secrets')
        .values({ id: 'w', endpoint_id: 'whk_1', sealed: '', created_at: 1 })
        .execute()
    await expect(store.transaction(other.test, refer)).rejects.toThrow(/foreign key/i)
  })

  test('never see each other, however their transactions interleave', async () => {
    const store = await openTestStore()
    const tenants = [await addTenant(store), await addTenant(store), await addTenant(store)]
    const environments = tenants.flatMap((tenant) => [tenant.test, tenant.live])
    const expected = new Map(environments.map((environment) => [environment, new Map<string, number>()]))
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
        await Promise.all(steps.map((one) => take(one)))
        for (const environment of environments) {
          expect(await store.read(environment, countersOf)).toEqual(rowsOf(environment))
        }
      }),
      { numRuns: 25 },
    )

    async function take({ at, name, add, fails }: Step): Promise<void> {
      const environment = environments[at % environments.length] ?? 'none/test'
      const working = store.transaction(environment, async (tx) => {
        const before = await countersOf(tx)
        expect(before.every((row) => row.environment === environment)).toBe(true)
        await addTo(tx, name, add)
        if (fails) throw new Error('on purpose')
      })
      if (fails) return expect(working).rejects.toThrow('on purpose')
      await working
      const counters = expected.get(environment)
      counters?.set(name, (counters.get(name) ?? 0) + add)
    }

    function rowsOf(environment: EnvironmentId) {
      const counters = [...(expected.get(environment) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1))
      return counters.map(([name, value]) => ({ environment, name, value }))
    }
  })
})

interface Step {
  readonly at: number
  readonly name: string
  readonly add: number
  readonly fails: boolean
}

const step: fc.Arbitrary<Step> = fc.record({
  at: fc.nat(5),
  name: fc.constantFrom('a', 'b', 'c'),
  add: fc.integer({ min: 1, max: 9 }),
  fails: fc.boolean(),
})

function countersOf(tx: Tx) {
  return tx.db.selectFrom('counters').selectAll().orderBy('name').execute()
}

function addTo(tx: Tx, name: string, value: number) {
  return tx.db
    .insertInto('counters')
    .values({ name, value })
    .onConflict((oc) =>
      oc.columns(['environment', 'name']).doUpdateSet({ value: sql`counters.value + excluded.value` }),
    )
    .execute()
}
