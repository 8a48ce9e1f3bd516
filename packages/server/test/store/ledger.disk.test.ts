import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { addTenant, openTestStore } from './kit.ts'

const posting = (verb: string, number: number, amount: number) =>
  `${verb} INTO ledger_postings (entry_id, number, posting_count, account, currency, amount_minor)
   VALUES ('ent_1', ${number}, 2, 'bank', 'INR', ${amount})`
const entry = (verb: string) =>
  `${verb} INTO ledger_entries (id, kind, posting_count, created_at) VALUES ('ent_1', 'payment', 2, 1)`

// SQLite throws out the row in the way of a REPLACE without firing its triggers.
test.each([
  ['an entry', entry('REPLACE'), 'sealed'],
  ['a posting', posting('INSERT OR REPLACE', 1, 7), 'sealed'],
  ['a posting, by an update', `UPDATE OR REPLACE ledger_postings SET number = 1`, 'append-only'],
])('SQLite refuses to replace %s', async (_, statement, refusal) => {
  const store = await openTestStore()
  const { test: environment } = await addTenant(store)
  const run = (...statements: string[]) =>
    store.transaction(environment, async (tx) => {
      for (const text of statements) await sql.raw(text).execute(tx.db)
    })
  await run(posting('INSERT', 1, 5), posting('INSERT', 2, -5), entry('INSERT'))
  await expect(run(statement)).rejects.toThrow(refusal)
})
