import { sql } from 'kysely'
import pg from 'pg'
import { expect, inject, onTestFinished, test } from 'vitest'
import { retrieveAudit } from '../src/operations/audit.ts'
import { createCreditNote } from '../src/operations/credit-note.ts'
import { voidInvoice } from '../src/operations/invoice-send.ts'
import { createPayment } from '../src/operations/payment.ts'
import { findIsolationFaults } from '../src/store/postgres-guard.ts'
import { postgresKit } from '../src/store/postgres-schema.ts'
import { sqliteKit } from '../src/store/sqlite-schema.ts'
import type { Tx } from '../src/store/store.ts'
import { reports } from '../src/tables/migrations/0006-reports.ts'
import { openBooks } from './store/books.ts'
import { databaseName, engine, testLocation } from './support/engines.ts'
import { adminUrlOf } from './support/postgres.ts'

const totals = (tx: Tx) =>
  tx.db
    .selectFrom('sales_totals')
    .select(['kind', 'currency', 'starts_at', 'count', 'net_minor'])
    .orderBy('id')
    .execute()

test('a ledger that is older than the reports is in them after the migration', async () => {
  const location = await testLocation({ fresh: true })
  const { run, read, sent, environment } = await openBooks(location)
  const [paid, gone] = [await sent(), await sent()]
  await run((tx) => createPayment(tx, paid.id, { mode: 'upi', amount: 100 }))
  await run((tx) => createCreditNote(tx, { invoice_id: paid.id, reason: 'Returned', refund: true }))
  await run((tx) => voidInvoice(tx, gone.id))
  const before = await read(totals)
  expect(before.length).toBeGreaterThanOrEqual(4)

  await run((tx) => tx.db.deleteFrom('sales_totals').execute())
  expect((await read(retrieveAudit)).clean).toBe(false)
  // all of the migration but the table, which is there
  const statements = (kit: Parameters<typeof reports.up>[0]) => reports.up({ ...kit, createTable: () => [] })
  if (engine() === 'postgres') await asOwner(location.databaseUrl ?? '', statements(postgresKit))
  else
    await run(async (tx) => {
      for (const statement of statements(sqliteKit(environment))) await sql.raw(statement).execute(tx.db)
    })
  expect(await read(totals)).toEqual(before)
  expect((await read(retrieveAudit)).clean).toBe(true)
})

/** As the migrations are run: by the owner, who has no environment; and the walls stand again. */
async function asOwner(databaseUrl: string, statements: readonly string[]): Promise<void> {
  const owner = new pg.Client(databaseUrl)
  await owner.connect()
  onTestFinished(() => owner.end())
  await owner.query(['BEGIN', ...statements, 'COMMIT'].join(';\n'))
  const admin = new pg.Client(adminUrlOf(inject('postgres').adminUrl, databaseName(databaseUrl)))
  await admin.connect()
  onTestFinished(() => admin.end())
  expect(await findIsolationFaults(admin)).toEqual([])
}
