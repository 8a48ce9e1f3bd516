import pg from 'pg'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import type { EnvironmentId } from '../../src/kit/environment.ts'
import { openStore } from '../../src/store/open.ts'
import { findIsolationFaults } from '../../src/store/postgres-guard.ts'
import { databaseName, testLocation } from '../support/engines.ts'
import { adminUrlOf } from '../support/postgres.ts'
import { fillEveryTable } from './every-table.ts'
import { addTenant, openTestStore, quietOptions } from './kit.ts'

describe('the catalog', () => {
  test('keeps environments apart in every table, key and index', async () => {
    const { admin } = await preparedDatabase()
    const { rows } = await admin.query(`SELECT count(*)::int AS n FROM pg_tables WHERE schemaname = 'bahi'`)
    expect(rows[0].n).toBe(31)
    expect(await findIsolationFaults(admin)).toEqual([])
  })

  test.each([
    ['ALTER TABLE bahi.contacts DISABLE ROW LEVEL SECURITY', 'contacts has no forced row-level security'],
    ['ALTER TABLE bahi.contacts NO FORCE ROW LEVEL SECURITY', 'contacts has no forced row-level security'],
    ['DROP POLICY own_environment ON bahi.invoices', 'invoices has no policy that binds rows'],
    [
      'ALTER POLICY own_environment ON bahi.invoices USING (true)',
      'own_environment of invoices binds rows to something else',
    ],
    [
      'ALTER POLICY own_environment ON bahi.invoices WITH CHECK (true)',
      'own_environment of invoices binds rows to something else',
    ],
    [
      'CREATE POLICY all_of_it ON bahi.events USING (true)',
      'all_of_it of events binds rows to something else',
    ],
    ['CREATE TABLE bahi.notes (id text PRIMARY KEY)', 'notes has no environment column'],
    ['CREATE VIEW bahi.all_contacts AS SELECT * FROM bahi.contacts', 'all_contacts is not a plain table'],
    ['CREATE INDEX by_name ON bahi.contacts (name)', 'by_name does not lead with environment'],
    ['ALTER TABLE bahi.contacts ADD UNIQUE (tax_id, environment)', 'does not lead with environment'],
    [
      'CREATE TABLE bahi.x (environment text NOT NULL, t text REFERENCES bahi_platform.tenants (id))',
      'x_t_fkey of x leaves out environment',
    ],
    ['GRANT TRUNCATE ON bahi.contacts TO bahi_app', 'bahi_app may truncate contacts'],
    ['GRANT USAGE ON SCHEMA bahi_platform TO bahi_app', 'bahi_app may use the schema bahi_platform'],
    ['ALTER TABLE bahi.contacts OWNER TO bahi_app', 'bahi_app owns bahi.contacts'],
    ['GRANT bahi_owner TO bahi_app', 'bahi_app owns bahi.contacts, or may act as its owner'],
    ['ALTER ROLE bahi_app BYPASSRLS', 'bahi_app has BYPASSRLS'],
    ['ALTER ROLE bahi_app SUPERUSER', 'bahi_app is a superuser'],
  ])('is found at fault after %s', async (breakage, fault) => {
    const { admin } = await preparedDatabase('shared')
    // Rolled back: roles belong to all databases, and other tests run beside this one.
    await admin.query('BEGIN')
    if (breakage.startsWith('GRANT bahi_owner')) await admin.query('REVOKE bahi_app FROM bahi_owner CASCADE')
    await admin.query(breakage)
    expect((await findIsolationFaults(admin)).join('\n')).toContain(fault)
    await admin.query('ROLLBACK')
  })

  test('at fault stops the start, and shows in what one environment sees', async () => {
    const { admin, databaseUrl } = await preparedDatabase()
    const store = await openTestStore({ location: { databaseUrl } })
    const [one, other] = [await addTenant(store), await addTenant(store)]
    for (const tenant of [one, other]) await store.transaction(tenant.test, fillEveryTable)
    expect(await foreignTables(databaseUrl, one.test)).toEqual([])

    await admin.query('ALTER TABLE bahi.contacts DISABLE ROW LEVEL SECURITY')
    expect(await foreignTables(databaseUrl, one.test)).toEqual(['contacts'])
    await expect(openStore({ databaseUrl }, quietOptions)).rejects.toThrow(
      /does not keep its environments apart:\n- contacts has no forced row-level security/,
    )
  })
})

describe('raw SQL as the application', () => {
  test('sees its own rows in every table, and none with no environment or an empty one', async () => {
    const { databaseUrl, one, other } = await twoFilledEnvironments()
    const client = await connect(databaseUrl)
    for (const table of await tableNames(client)) {
      for (const environment of [one, other]) {
        expect(await environmentsSeen(client, table, environment)).toEqual([environment])
      }
      expect(await environmentsSeen(client, table, '')).toEqual([])
      expect(await environmentsSeen(await connect(databaseUrl), table, null)).toEqual([])
    }
  })

  test('changes nothing of another environment', async () => {
    const { databaseUrl, one, other } = await twoFilledEnvironments()
    const client = await connect(databaseUrl)
    for (const table of await tableNames(client)) {
      const columns = await columnNames(client, table)
      const copied = columns
        .map((column) => (column === 'environment' ? `'${other}'` : `"${column}"`))
        .join(', ')
      for (const statement of [
        `UPDATE bahi.${table} SET environment = '${other}'`,
        `INSERT INTO bahi.${table} (${columns.map((column) => `"${column}"`).join(', ')}) SELECT ${copied} FROM bahi.${table}`,
      ]) {
        const trying = inEnvironment(client, one, () => client.query(statement))
        await expect(trying).rejects.toThrow(refused)
      }
      const deleted = inEnvironment(client, one, () =>
        client.query(`DELETE FROM bahi.${table} WHERE environment = '${other}'`),
      )
      expect((await deleted).rowCount).toBe(0)
      await expect(inEnvironment(client, one, () => client.query(`TRUNCATE bahi.${table}`))).rejects.toThrow(
        'denied',
      )
    }
  })

  test('sees nothing as the owner either, and nothing of the platform as the application', async () => {
    const { databaseUrl } = await twoFilledEnvironments()
    const owner = await connect(databaseUrl)
    for (const table of await tableNames(owner)) {
      expect((await owner.query(`SELECT * FROM bahi.${table}`)).rows).toEqual([])
    }
    for (const table of ['tenants', 'signing_keys', 'due', 'migrations']) {
      const trying = inEnvironment(owner, null, () => owner.query(`SELECT * FROM bahi_platform.${table}`))
      await expect(trying).rejects.toThrow('permission denied for schema bahi_platform')
    }
  })
})

async function preparedDatabase(kind: 'fresh' | 'shared' = 'fresh') {
  const { databaseUrl = '' } = await testLocation({ fresh: kind === 'fresh' })
  const store = await openStore({ databaseUrl }, quietOptions)
  await store.close()
  const admin = await connect(adminUrlOf(inject('postgres').adminUrl, databaseName(databaseUrl)))
  return { databaseUrl, admin }
}

async function twoFilledEnvironments() {
  const { databaseUrl = '' } = await testLocation()
  const store = await openTestStore({ location: { databaseUrl } })
  const [one, other] = [(await addTenant(store)).test, (await addTenant(store)).test]
  for (const environment of [one, other]) await store.transaction(environment, fillEveryTable)
  return { databaseUrl, one, other }
}

/** Triggers come before the policy: those of the ledger refuse on grounds of their own. */
const refused = /violates row-level security policy|is append-only|sum to zero/

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client(url)
  await client.connect()
  onTestFinished(() => client.end())
  return client
}

/** As the application's role, with the setting as given; null leaves it alone. Rolls back. */
async function inEnvironment<T>(
  client: pg.Client,
  environment: string | null,
  work: () => Promise<T>,
): Promise<T> {
  await client.query(`BEGIN; SET LOCAL ROLE bahi_app`)
  if (environment !== null)
    await client.query(`SELECT set_config('bahi.environment', $1, true)`, [environment])
  try {
    return await work()
  } finally {
    await client.query('ROLLBACK')
  }
}

async function environmentsSeen(
  client: pg.Client,
  table: string,
  environment: string | null,
): Promise<string[]> {
  const { rows } = await inEnvironment(client, environment, () => client.query(`SELECT * FROM bahi.${table}`))
  return [...new Set(rows.map((row) => row.environment))]
}

/** The tables of which the environment sees rows that aren't its own. */
async function foreignTables(databaseUrl: string, environment: EnvironmentId): Promise<string[]> {
  const client = await connect(databaseUrl)
  const foreign: string[] = []
  for (const table of await tableNames(client)) {
    const seen = await environmentsSeen(client, table, environment)
    if (seen.some((one) => one !== environment)) foreign.push(table)
  }
  return foreign
}

async function tableNames(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'bahi' ORDER BY 1`)
  return rows.map((row) => row.tablename)
}

async function columnNames(client: pg.Client, table: string): Promise<string[]> {
  const { rows } = await client.query(
    `SELECT attname FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 ORDER BY attnum`,
    [`bahi.${table}`],
  )
  return rows.map((row) => row.attname)
}
