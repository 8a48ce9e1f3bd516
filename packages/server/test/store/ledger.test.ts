import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { EnvironmentId } from '../../src/kit/environment.ts'
import type { Store, Tx } from '../../src/store/store.ts'
import { addTenant, openTestStore } from './kit.ts'

/** Raw SQL in a transaction of the store: as the application's role on PostgreSQL, straight on SQLite. */
async function openBooks() {
  const store = await openTestStore()
  const { test: environment } = await addTenant(store)
  return { store, environment, run: (...statements: string[]) => run(store, environment, statements) }
}

const run = (store: Store, environment: EnvironmentId, statements: readonly string[]) =>
  store.transaction(environment, async (tx) => {
    for (const statement of statements) await sql.raw(statement).execute(tx.db)
  })

const posting = (entry: string, number: number, count: number, amount: number, currency = 'INR') =>
  `INSERT INTO ledger_postings (entry_id, number, posting_count, account, currency, amount_minor)
   VALUES ('${entry}', ${number}, ${count}, 'bank', '${currency}', ${amount})`

const entry = (id: string, count: number) =>
  `INSERT INTO ledger_entries (id, kind, posting_count, created_at) VALUES ('${id}', 'payment', ${count}, 1)`

const balanced = [posting('ent_1', 1, 2, 5), posting('ent_1', 2, 2, -5), entry('ent_1', 2)]

const countOf = async (tx: Tx) => ({
  entries: (await tx.db.selectFrom('ledger_entries').select('id').execute()).length,
  postings: (await tx.db.selectFrom('ledger_postings').select('number').execute()).length,
})

describe('the database', () => {
  test('takes an entry whose postings sum to zero in each currency', async () => {
    const { store, environment, run } = await openBooks()
    await run(...balanced)
    await run(
      posting('ent_2', 1, 4, 7, 'EUR'),
      posting('ent_2', 2, 4, 3),
      posting('ent_2', 3, 4, -3),
      posting('ent_2', 4, 4, -7, 'EUR'),
      entry('ent_2', 4),
    )
    expect(await store.read(environment, countOf)).toEqual({ entries: 2, postings: 6 })
  })

  test.each([
    ['no posting', [entry('ent_1', 0)]],
    ['one posting', [posting('ent_1', 1, 1, 5), entry('ent_1', 1)]],
    [
      'postings that do not sum to zero',
      [posting('ent_1', 1, 2, 5), posting('ent_1', 2, 2, -4), entry('ent_1', 2)],
    ],
    [
      'two currencies that only together sum to zero',
      [posting('ent_1', 1, 2, 5, 'INR'), posting('ent_1', 2, 2, -5, 'EUR'), entry('ent_1', 2)],
    ],
    [
      'another number of postings than it says',
      [posting('ent_1', 1, 3, 5), posting('ent_1', 2, 3, -5), entry('ent_1', 3)],
    ],
  ])('refuses an entry with %s', async (_, statements) => {
    const { store, environment, run } = await openBooks()
    await expect(run(...statements)).rejects.toThrow('sum to zero in each currency')
    expect(await store.read(environment, countOf)).toEqual({ entries: 0, postings: 0 })
  })

  test.each([
    ['refuses a posting of nothing', posting('ent_2', 1, 2, 0), /check/i],
    ['refuses posting 3 of 2', posting('ent_2', 3, 2, 5), /check/i],
    ['refuses a posting to a sealed entry', posting('ent_1', 3, 3, 5), 'sealed'],
    ['refuses a posting without an entry', posting('ent_2', 1, 2, 5), /foreign key/i],
    [
      'refuses to change an amount',
      `UPDATE ledger_postings SET amount_minor = amount_minor * 2`,
      'append-only',
    ],
    ['refuses to move a posting', `UPDATE ledger_postings SET entry_id = 'ent_2'`, 'append-only'],
    ['refuses to delete a posting', `DELETE FROM ledger_postings`, 'append-only'],
    ['refuses to change an entry', `UPDATE ledger_entries SET kind = 'refund'`, 'append-only'],
    ['refuses to delete an entry', `DELETE FROM ledger_entries`, 'append-only'],
    [
      'refuses to write over an entry',
      `INSERT INTO ledger_entries (id, kind, posting_count, created_at) VALUES ('ent_1', 'refund', 2, 1)
       ON CONFLICT (environment, id) DO UPDATE SET kind = 'refund'`,
      /sealed|append-only/,
    ],
  ])('%s', async (_, statement, refusal) => {
    const { store, environment, run } = await openBooks()
    await run(...balanced)
    const read = (tx: Tx) => tx.db.selectFrom('ledger_postings').selectAll().orderBy('number').execute()
    const before = await store.read(environment, read)
    await expect(run(statement)).rejects.toThrow(refusal)
    expect(await store.read(environment, read)).toEqual(before)
    expect(await store.read(environment, countOf)).toEqual({ entries: 1, postings: 2 })
  })
})
