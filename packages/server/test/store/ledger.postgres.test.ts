import pg from 'pg'
import { expect, inject, onTestFinished, test } from 'vitest'
import { addTenant, openTestStore } from './kit.ts'

const posting = (entry: string, number: number, count: number, amount: number) =>
  `INSERT INTO bahi.ledger_postings (entry_id, number, posting_count, account, currency, amount_minor)
   VALUES ('${entry}', ${number}, ${count}, 'bank', 'INR', ${amount})`
const entry = `INSERT INTO bahi.ledger_entries (id, kind, posting_count, created_at) VALUES ('ent_1', 'payment', 2, 1)`

async function connect(url: string) {
  const client = new pg.Client(url)
  await client.connect()
  onTestFinished(() => client.end())
  return client
}

async function enter(client: pg.Client, environment: string) {
  await client.query('BEGIN')
  await client.query('SET LOCAL ROLE bahi_app')
  await client.query(`SELECT set_config('bahi.environment', $1, true)`, [environment])
}

test.each([
  ['numbered behind the others', 3, 3],
  ['numbered beyond the count', 1, 3],
  ['in the place of another', 2, 2],
])(
  'a posting slipped in from a second transaction, %s, never lands in a sealed entry',
  async (_, number, count) => {
    const store = await openTestStore()
    const { test: environment } = await addTenant(store)
    const { url } = inject('postgres')
    const [maker, intruder] = [await connect(url), await connect(url)]
    await enter(maker, environment)
    await enter(intruder, environment)
    // Neither sees the other's rows, so that no trigger can.
    await intruder.query(posting('ent_1', number, count, 5))
    if (number <= 2) {
      // The maker waits for the intruder, who fails first.
      const making = maker
        .query(posting('ent_1', 1, 2, 5))
        .then(() => maker.query(posting('ent_1', 2, 2, -5)))
      await expect(intruder.query('COMMIT')).rejects.toThrow(/foreign key/)
      await making
      await maker.query(entry)
      await maker.query('COMMIT')
    } else {
      await maker.query(posting('ent_1', 1, 2, 5))
      await maker.query(posting('ent_1', 2, 2, -5))
      await maker.query(entry)
      await maker.query('COMMIT')
      await expect(intruder.query('COMMIT')).rejects.toThrow(/foreign key/)
    }
    const rows = await store.read(environment, (tx) =>
      tx.db.selectFrom('ledger_postings').select(['number', 'amount_minor']).orderBy('number').execute(),
    )
    expect(rows).toEqual([
      { number: 1, amount_minor: 5 },
      { number: 2, amount_minor: -5 },
    ])
  },
)

test("the owner of the tables can't edit the ledger either", async () => {
  const store = await openTestStore()
  const { test: environment } = await addTenant(store)
  await store.transaction(environment, async (tx) => {
    await tx.db
      .insertInto('ledger_postings')
      .values([
        { entry_id: 'ent_1', number: 1, posting_count: 2, account: 'bank', currency: 'INR', amount_minor: 5 },
        {
          entry_id: 'ent_1',
          number: 2,
          posting_count: 2,
          account: 'sales',
          currency: 'INR',
          amount_minor: -5,
        },
      ])
      .execute()
    await tx.db
      .insertInto('ledger_entries')
      .values({ id: 'ent_1', kind: 'payment', posting_count: 2, created_at: 1 })
      .execute()
  })
  const owner = await connect(inject('postgres').url)
  for (const statement of [
    'UPDATE bahi.ledger_postings SET amount_minor = 1',
    'DELETE FROM bahi.ledger_entries',
    'TRUNCATE bahi.ledger_postings',
  ]) {
    await owner.query('BEGIN')
    await owner.query(`SELECT set_config('bahi.environment', $1, true)`, [environment])
    await expect(owner.query(statement)).rejects.toThrow('append-only')
    await owner.query('ROLLBACK')
  }
})
