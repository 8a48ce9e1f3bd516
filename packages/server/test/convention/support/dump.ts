import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { inject } from 'vitest'
import type { EnvironmentId } from '../../../src/kit/environment.ts'
import type { Store } from '../../../src/store/store.ts'
import { databaseName, type TestLocation } from '../../support/engines.ts'
import { adminUrlOf } from '../../support/postgres.ts'

/** All that is kept, as bytes: the files of a folder, all rows of a database, or all rows in memory. */
export async function dump(
  location: TestLocation,
  store: Store,
  environments: readonly EnvironmentId[],
): Promise<Buffer> {
  if (location.data !== undefined) return dumpFolder(location.data)
  if (location.databaseUrl !== undefined) return dumpDatabase(location.databaseUrl)
  return Buffer.concat(await Promise.all(environments.map((each) => dumpEnvironment(store, each))))
}

function dumpFolder(folder: string): Buffer {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  return Buffer.concat(files.map((file) => readFileSync(join(file.parentPath, file.name))))
}

/** Read by a superuser, whom no policy keeps from any row, as a backup is. */
async function dumpDatabase(databaseUrl: string): Promise<Buffer> {
  const client = new pg.Client(adminUrlOf(inject('postgres').adminUrl, databaseName(databaseUrl)))
  await client.connect()
  try {
    const tables = await client.query(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    )
    const rows: string[] = []
    for (const { name } of tables.rows) {
      const { rows: found } = await client.query(`SELECT t::text AS row FROM ${name} t`)
      rows.push(...found.map(({ row }) => String(row)))
    }
    return Buffer.from(rows.join('\n'))
  } finally {
    await client.end()
  }
}

async function dumpEnvironment(store: Store, environment: EnvironmentId): Promise<Buffer> {
  return store.read(environment, async (tx) => {
    const tables = await sql<{ name: string }>`SELECT name FROM sqlite_master WHERE type = 'table'`.execute(
      tx.db,
    )
    const rows: string[] = []
    for (const { name } of tables.rows) {
      const found = await sql`SELECT * FROM ${sql.table(name)}`.execute(tx.db)
      rows.push(JSON.stringify(found.rows))
    }
    return Buffer.from(rows.join('\n'))
  })
}
