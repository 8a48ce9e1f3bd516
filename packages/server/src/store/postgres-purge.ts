import { quoted, type TableDefinition } from '../tables/migrations/migration.ts'
import { allTables } from '../tables/migrations/migrations.ts'
import type { PostgresPool } from './postgres-pool.ts'
import { APP_SCHEMA, PLATFORM_SCHEMA } from './postgres-schema.ts'

/** Rows of one transaction: short enough to hold up nobody. */
const BATCH = 1_000

/** Deletes the rows of ended generations, as the owner, table by table: first those that refer to others. */
export async function purgeGenerations(
  pool: PostgresPool,
  progress: (gone: number) => void = () => {},
): Promise<number> {
  let gone = 0
  const tables = allTables().reverse()
  for (const ended of await endedGenerations(pool)) {
    for (const table of tables) {
      // Not until a batch is small: rows that a dying process has just deleted are chosen too, and not counted.
      while (await hasRows(pool, storedOf(ended), table)) {
        gone += await deleteBatch(pool, storedOf(ended), table)
        progress(gone)
      }
    }
    await pool.query(
      `UPDATE ${PLATFORM_SCHEMA}.generations SET purged = $1 WHERE environment = $2 AND purged < $1`,
      [ended.generation + 1, ended.environment],
    )
  }
  return gone
}

interface Ended {
  readonly environment: string
  readonly generation: number
}

async function endedGenerations(pool: PostgresPool): Promise<Ended[]> {
  const { rows } = await pool.query(
    `SELECT environment, ended FROM ${PLATFORM_SCHEMA}.generations, generate_series(purged, generation - 1) AS ended ORDER BY 1, 2`,
  )
  return rows.map((row) => ({ environment: String(row.environment), generation: Number(row.ended) }))
}

const storedOf = ({ environment, generation }: Ended): string =>
  generation === 0 ? environment : `${environment}#${generation}`

async function hasRows(pool: PostgresPool, stored: string, { name }: TableDefinition): Promise<boolean> {
  return pool.transaction('BEGIN READ ONLY', async (client) => {
    await client.query(`SELECT set_config('bahi.environment', $1, true)`, [stored])
    const { rows } = await client.query(
      `SELECT FROM ${APP_SCHEMA}.${quoted(name)} WHERE environment = $1 LIMIT 1`,
      [stored],
    )
    await client.script('COMMIT')
    return rows.length > 0
  })
}

/** A superuser is not bound by the policies: hence the environment is named as well. Newest first, as a reversal refers to an older entry. */
async function deleteBatch(pool: PostgresPool, stored: string, table: TableDefinition): Promise<number> {
  const name = `${APP_SCHEMA}.${quoted(table.name)}`
  const newestFirst = table.key.map((column) => `${quoted(column)} DESC`).join(', ')
  return pool.transaction('BEGIN', async (client) => {
    await client.query(`SELECT set_config('bahi.environment', $1, true)`, [stored])
    const { rowCount } = await client.query(
      `DELETE FROM ${name} WHERE environment = $1 AND ctid = ANY (ARRAY(
         SELECT ctid FROM ${name} WHERE environment = $1 ORDER BY ${newestFirst} LIMIT ${BATCH}))`,
      [stored],
    )
    await client.script('COMMIT')
    return rowCount ?? 0
  })
}
