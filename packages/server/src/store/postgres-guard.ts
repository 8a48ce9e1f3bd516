import { StoreNotOpened } from './errors.ts'
import type { PostgresPool } from './postgres-pool.ts'
import { APP_ROLE, APP_SCHEMA, OWN_ENVIRONMENT, PLATFORM_SCHEMA } from './postgres-schema.ts'

/** Refuses a database that would let one environment see another's rows. Run at every start, after the migrations. */
export async function assertIsolated(pool: PostgresPool): Promise<void> {
  const faults = await findIsolationFaults(pool)
  if (faults.length === 0) return
  throw new StoreNotOpened(
    `This database does not keep its environments apart:\n${faults.map((fault) => `- ${fault}`).join('\n')}\nPut that right as an administrator, then start again.`,
  )
}

/** What the catalog says against the isolation of environments, a sentence a fault. */
export async function findIsolationFaults(pool: Pick<PostgresPool, 'query'>): Promise<string[]> {
  const faults: string[] = []
  for (const check of [roleFaults, tableFaults, policyFaults, indexFaults, foreignKeyFaults]) {
    const { rows } = await pool.query(check)
    faults.push(...rows.map((row) => String(row.fault)))
  }
  return faults
}

const tables = `SELECT c.oid, c.relname, c.relkind, c.relowner, c.relrowsecurity, c.relforcerowsecurity
  FROM pg_class c WHERE c.relnamespace = '${APP_SCHEMA}'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')`

const roleFaults = `
SELECT format('the role ${APP_ROLE} is a superuser') AS fault FROM pg_roles WHERE rolname = '${APP_ROLE}' AND rolsuper
UNION ALL
SELECT 'the role ${APP_ROLE} has BYPASSRLS' FROM pg_roles WHERE rolname = '${APP_ROLE}' AND rolbypassrls
UNION ALL
SELECT format('the role ${APP_ROLE} owns %I.%I, or may act as its owner', relnamespace::regnamespace, relname)
  FROM pg_class WHERE relnamespace IN ('${APP_SCHEMA}'::regnamespace, '${PLATFORM_SCHEMA}'::regnamespace)
    AND relkind IN ('r', 'p', 'v', 'm', 'f') AND pg_has_role('${APP_ROLE}', relowner, 'MEMBER')
UNION ALL
SELECT 'the role ${APP_ROLE} may use the schema ${PLATFORM_SCHEMA}' WHERE has_schema_privilege('${APP_ROLE}', '${PLATFORM_SCHEMA}', 'USAGE')`

/** TRUNCATE passes by row-level security, and so does a view that runs as its owner. */
const tableFaults = `
SELECT format('%s is not a plain table', relname) AS fault FROM (${tables}) t WHERE relkind NOT IN ('r', 'p')
UNION ALL
SELECT format('%s has no forced row-level security', relname) FROM (${tables}) t WHERE NOT (relrowsecurity AND relforcerowsecurity)
UNION ALL
SELECT format('${APP_ROLE} may truncate %s', relname) FROM (${tables}) t WHERE has_table_privilege('${APP_ROLE}', oid, 'TRUNCATE')
UNION ALL
SELECT format('%s has no environment column that is NOT NULL', relname) FROM (${tables}) t WHERE NOT EXISTS (
  SELECT FROM pg_attribute WHERE attrelid = t.oid AND attname = 'environment' AND attnotnull)`

const own = `'${OWN_ENVIRONMENT.replaceAll("'", "''")}'`

/** Policies add up, so that each must bind both what is seen and what is written. */
const policyFaults = `
SELECT format('%s has no policy that binds rows to their environment', relname) AS fault FROM (${tables}) t
  WHERE NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = t.oid AND polcmd = '*' AND polroles = '{0}')
UNION ALL
SELECT format('the policy %s of %s binds rows to something else than their environment', polname, relname)
  FROM (${tables}) t JOIN pg_policy ON polrelid = t.oid
  WHERE pg_get_expr(polqual, polrelid) IS DISTINCT FROM ${own} OR pg_get_expr(polwithcheck, polrelid) IS DISTINCT FROM ${own}`

const environmentColumn = (relation: string, column: string) =>
  `(SELECT attname FROM pg_attribute WHERE attrelid = ${relation} AND attnum = ${column}) = 'environment'`

const indexFaults = `
SELECT format('the index %s does not lead with environment', indexrelid::regclass) AS fault FROM (${tables}) t
  JOIN pg_index ON indrelid = t.oid WHERE (${environmentColumn('indrelid', 'indkey[0]')}) IS NOT TRUE`

const foreignKeyFaults = `
SELECT format('the foreign key %s of %s leaves out environment', conname, relname) AS fault FROM (${tables}) t
  JOIN pg_constraint ON conrelid = t.oid AND contype = 'f' WHERE (
    ${environmentColumn('conrelid', 'conkey[1]')} AND ${environmentColumn('confrelid', 'confkey[1]')}) IS NOT TRUE`
