import {
  columnSql,
  constraintsSql,
  indexName,
  quoted,
  type SchemaKit,
  type TableDefinition,
} from '../tables/migrations/migration.ts'
import { appendOnly, refuseChange, sealEntries } from './postgres-ledger.ts'

/** The role that every transaction runs as: it owns nothing, so row-level security binds it. */
export const APP_ROLE = 'bahi_app'
/** Where the tables of all environments lie, and where those of the platform do, out of the role's reach. */
export const APP_SCHEMA = 'bahi'
export const PLATFORM_SCHEMA = 'bahi_platform'

/** As PostgreSQL prints it back. Nothing set, or the empty text that a pooled connection keeps, matches no row. */
export const OWN_ENVIRONMENT = `(environment = NULLIF(current_setting('bahi.environment'::text, true), ''::text))`

/** Tables shared by all environments, each row bound to its own by policies that hold for the owner as well. */
export const postgresKit: SchemaKit = {
  createTable(table) {
    const lines = [
      `environment ${types.text} NOT NULL DEFAULT current_setting('bahi.environment')`,
      ...Object.entries(table.columns).map(([name, column]) => columnSql(name, column, types)),
      `PRIMARY KEY (${quoted('environment', ...table.key)})`,
      ...(table.unique ?? []).map((columns) => `UNIQUE (${quoted('environment', ...columns)})`),
      ...constraintsSql(table, `${APP_SCHEMA}.`),
    ]
    const name = qualified(table.name)
    return [
      `CREATE TABLE ${name} (${lines.join(', ')})`,
      ...indexes(table),
      ...guards(name),
      ...(table.appendOnly ? appendOnly(APP_SCHEMA, table.name) : []),
    ]
  },
  addColumns: (table, columns) =>
    Object.entries(columns).map(
      ([name, column]) => `ALTER TABLE ${qualified(table)} ADD COLUMN ${columnSql(name, column, types)}`,
    ),
  addIndex: (table, columns) => [createIndex(table, columns)],
  inEveryEnvironment,
  sealEntries: (ledger) => sealEntries(APP_SCHEMA, ledger),
  letPurge: (tables) => tables.map((table) => refuseChange(APP_SCHEMA, table)),
}

/**
 * As a transaction of each environment would, under its policy: the owner may be bound by none. The role can't see the
 * platform's tables, so the environments are listed before it is taken on.
 */
function inEveryEnvironment(statements: readonly string[]): string[] {
  return [
    `DO $$
DECLARE
  path text := current_setting('search_path');
  own text;
  environments text[] := ARRAY(
    SELECT ${APP_SCHEMA}.stored_environment(id || mode) FROM ${PLATFORM_SCHEMA}.tenants, unnest(ARRAY['/test', '/live']) AS mode);
BEGIN
  PERFORM set_config('search_path', '${APP_SCHEMA}, pg_catalog', true), set_config('role', '${APP_ROLE}', true);
  FOREACH own IN ARRAY environments LOOP
    PERFORM set_config('bahi.environment', own, true);
    ${statements.join(';\n    ')};
  END LOOP;
  PERFORM set_config('role', 'none', true), set_config('bahi.environment', '', true),
    set_config('search_path', path, true);
END $$`,
  ]
}

const types = { text: 'text COLLATE "C"', int: 'bigint' }

function guards(name: string): string[] {
  return [
    `ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY own_environment ON ${name} USING ${OWN_ENVIRONMENT} WITH CHECK ${OWN_ENVIRONMENT}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ${name} TO ${APP_ROLE}`,
  ]
}

const indexes = ({ name, indexes = [] }: TableDefinition): string[] =>
  indexes.map((columns) => createIndex(name, columns))

const createIndex = (table: string, columns: readonly string[]): string =>
  `CREATE INDEX ${indexName(table, columns)} ON ${qualified(table)} (${quoted('environment', ...columns)})`

function qualified(table: string): string {
  return `${APP_SCHEMA}.${quoted(table)}`
}

/** The platform's own tables, and the one function by which an environment reaches them. */
export const platformSchema: readonly string[] = [
  `CREATE TABLE ${PLATFORM_SCHEMA}.tenants (id text COLLATE "C" PRIMARY KEY, name text NOT NULL, created_at bigint NOT NULL)`,
  `CREATE TABLE ${PLATFORM_SCHEMA}.signing_keys (id text COLLATE "C" PRIMARY KEY, secret bytea NOT NULL, created_at bigint NOT NULL)`,
  // counts that a crash may forget: unlogged, so that they cost no write-ahead log
  `CREATE UNLOGGED TABLE ${PLATFORM_SCHEMA}.rate_limits (key varchar(255) PRIMARY KEY, points integer NOT NULL DEFAULT 0, expire bigint)`,
  `CREATE TABLE ${PLATFORM_SCHEMA}.due (environment text COLLATE "C" PRIMARY KEY CHECK (environment <> ''), due_at bigint, version bigint NOT NULL)`,
  `CREATE INDEX due_due_at ON ${PLATFORM_SCHEMA}.due (due_at) WHERE due_at IS NOT NULL`,
  // Runs as the owner, hence the pinned path. The row's lock, held to the commit, is what a settling worker waits for;
  // it finds another version then, and leaves the hint alone.
  `CREATE FUNCTION ${APP_SCHEMA}.wake_at(at bigint) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
     INSERT INTO ${PLATFORM_SCHEMA}.due AS hint (environment, due_at, version) VALUES (current_setting('bahi.environment'), at, 1)
     ON CONFLICT (environment) DO UPDATE SET due_at = least(hint.due_at, excluded.due_at), version = hint.version + 1 $$`,
  `REVOKE ALL ON FUNCTION ${APP_SCHEMA}.wake_at(bigint) FROM PUBLIC`,
  `GRANT EXECUTE ON FUNCTION ${APP_SCHEMA}.wake_at(bigint) TO ${APP_ROLE}`,
]
