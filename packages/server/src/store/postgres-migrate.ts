import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Migration } from '../tables/migrations/migration.ts'
import { migrations as allMigrations } from '../tables/migrations/migrations.ts'
import { StoreNotOpened } from './errors.ts'
import { generationsSchema } from './postgres-generations.ts'
import { errorCode, type PostgresClient, type PostgresPool } from './postgres-pool.ts'
import { APP_ROLE, APP_SCHEMA, PLATFORM_SCHEMA, platformSchema, postgresKit } from './postgres-schema.ts'

/** Brings the database to the newest schema in one transaction; processes that start together take turns. */
export async function migratePostgres(
  pool: PostgresPool,
  now: number,
  migrations: readonly Migration[] = allMigrations,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await pool.transaction(`BEGIN; SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`, (client) =>
        migrate(client, now, migrations),
      )
      return
    } catch (error) {
      if (!raceCodes.includes(errorCode(error) ?? '') || attempt === MAX_ATTEMPTS) throw refusal(error)
      await sleep(50 * attempt)
    }
  }
}

/** Any number that other software on the database is unlikely to lock. */
const MIGRATION_LOCK = 6_281_004_217
const MAX_ATTEMPTS = 5
/** The role belongs to the whole cluster, the lock to one database: two databases may be made at the same moment. */
const raceCodes = ['40001', '40P01', '23505', '42710', 'XX000']

async function migrate(client: PostgresClient, now: number, migrations: readonly Migration[]): Promise<void> {
  await client.script(`${appRole}; ${schemas}`)
  const done = await appliedMigrations(client)
  await apply(client, done, '0000-platform', platformSchema)
  await apply(client, done, '0000-platform-generations', generationsSchema)
  for (const migration of migrations) await apply(client, done, migration.name, migration.up(postgresKit))
  await client.query(
    `INSERT INTO ${PLATFORM_SCHEMA}.signing_keys (id, secret, created_at)
     SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT FROM ${PLATFORM_SCHEMA}.signing_keys)`,
    [randomBytes(4).toString('hex'), randomBytes(32), now],
  )
  await client.script('COMMIT')
}

/** A login that may not take the role on grants it to itself; the maker of a role may do that since PostgreSQL 16. */
const appRole = `DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${APP_ROLE}') THEN
    CREATE ROLE ${APP_ROLE} NOLOGIN;
  END IF;
  BEGIN
    PERFORM set_config('role', '${APP_ROLE}', true);
    PERFORM set_config('role', 'none', true);
  EXCEPTION WHEN insufficient_privilege THEN
    EXECUTE format('GRANT ${APP_ROLE} TO %I', session_user);
  END;
END $$`

const schemas = `
CREATE SCHEMA IF NOT EXISTS ${APP_SCHEMA};
GRANT USAGE ON SCHEMA ${APP_SCHEMA} TO ${APP_ROLE};
CREATE SCHEMA IF NOT EXISTS ${PLATFORM_SCHEMA};
CREATE TABLE IF NOT EXISTS ${PLATFORM_SCHEMA}.migrations (name text COLLATE "C" PRIMARY KEY)`

async function appliedMigrations(client: PostgresClient): Promise<ReadonlySet<string>> {
  const { rows } = await client.query(`SELECT name FROM ${PLATFORM_SCHEMA}.migrations ORDER BY name`)
  const done = new Set(rows.map((row) => String(row.name)))
  const known = new Set([
    '0000-platform',
    '0000-platform-generations',
    ...allMigrations.map((migration) => migration.name),
  ])
  const newer = [...done].filter((name) => !known.has(name))
  if (newer.length > 0) {
    throw new StoreNotOpened(
      `The database was migrated by a newer Bahi (${newer.join(', ')}). Start that version, or restore a backup.`,
    )
  }
  return done
}

async function apply(
  client: PostgresClient,
  done: ReadonlySet<string>,
  name: string,
  statements: readonly string[],
): Promise<void> {
  if (done.has(name)) return
  await client.script(statements.join(';\n'))
  await client.query(`INSERT INTO ${PLATFORM_SCHEMA}.migrations (name) VALUES ($1)`, [name])
}

const INSUFFICIENT_PRIVILEGE = '42501'

function refusal(error: unknown): unknown {
  if (errorCode(error) !== INSUFFICIENT_PRIVILEGE) return error
  return new StoreNotOpened(
    `The database user may not prepare the database: ${String(error)}. It must own the database, and either have CREATEROLE or be granted the role that an administrator makes once: CREATE ROLE ${APP_ROLE} NOLOGIN; GRANT ${APP_ROLE} TO <user>.`,
    { cause: error },
  )
}
