import type { EnvironmentId } from '../kit/environment.ts'
import {
  columnSql,
  constraintsSql,
  indexName,
  type Ledger,
  ledgerRefusals,
  type Migration,
  quoted,
  type SchemaKit,
  type TableDefinition,
} from '../tables/migrations/migration.ts'
import { migrations as allMigrations } from '../tables/migrations/migrations.ts'
import { StoreNotOpened } from './errors.ts'
import type { SqliteConnection } from './sqlite-connection.ts'

/** Brings an environment's file to the newest schema, in one transaction; `PRAGMA user_version` counts what has run. */
export function migrateSqlite(
  connection: SqliteConnection,
  environment: EnvironmentId,
  migrations: readonly Migration[] = allMigrations,
): void {
  const done = Number(connection.all('PRAGMA user_version')[0]?.user_version ?? 0)
  if (done === migrations.length) return
  if (done > migrations.length) {
    throw new StoreNotOpened(
      `The data of ${environment} was written by a newer Bahi (schema ${done}, this one knows ${migrations.length}). Start that version, or restore a backup.`,
    )
  }
  const kit = sqliteKit(environment)
  connection.exec('BEGIN IMMEDIATE')
  try {
    for (const migration of migrations.slice(done)) connection.exec(migration.up(kit).join(';\n'))
    connection.exec(`PRAGMA user_version = ${migrations.length}; COMMIT`)
  } catch (error) {
    connection.exec('ROLLBACK')
    throw error
  }
}

/**
 * STRICT tables whose `environment` can only be the file's own. It comes last in keys and indexes: no query names it,
 * and SQLite can't use an index whose first column the query leaves open.
 */
export function sqliteKit(environment: EnvironmentId): SchemaKit {
  return {
    createTable(table) {
      const own = `'${environment}'`
      const lines = [
        `environment TEXT NOT NULL DEFAULT ${own} CHECK (environment = ${own})`,
        ...Object.entries(table.columns).map(([name, column]) => columnSql(name, column, types)),
        `PRIMARY KEY (${quoted(...table.key, 'environment')})`,
        ...(table.unique ?? []).map((columns) => `UNIQUE (${quoted(...columns, 'environment')})`),
        ...constraintsSql(table),
      ]
      return [
        `CREATE TABLE ${quoted(table.name)} (${lines.join(', ')}) STRICT`,
        ...indexes(table),
        ...(table.appendOnly ? appendOnly(table.name) : []),
      ]
    },
    addColumns: (table, columns) =>
      Object.entries(columns).map(
        ([name, column]) => `ALTER TABLE ${quoted(table)} ADD COLUMN ${columnSql(name, column, types)}`,
      ),
    addIndex: (table, columns) => [createIndex(table, columns)],
    // The file is one environment.
    inEveryEnvironment: (statements) => statements,
    sealEntries,
    // An ended generation is a file that goes as a whole.
    letPurge: () => [],
  }
}

const types = { text: 'TEXT', int: 'INTEGER' }

const refuse = (why: string) => `SELECT RAISE(ABORT, '${why}')`

function appendOnly(table: string): string[] {
  return ['UPDATE', 'DELETE'].map(
    (act) =>
      `CREATE TRIGGER ${quoted(`${table}_${act.toLowerCase()}`)} BEFORE ${act} ON ${quoted(table)}
         BEGIN ${refuse(ledgerRefusals.appendOnly(table))}; END`,
  )
}

/** INSERT OR REPLACE fires no trigger for the row that it throws out: hence an entry that is there is refused as well. */
function sealEntries({ entries, postings }: Ledger): string[] {
  const own = `FROM ${quoted(postings)} WHERE entry_id = NEW.id`
  return [
    `CREATE TRIGGER ${quoted(`${postings}_sealed`)} BEFORE INSERT ON ${quoted(postings)} BEGIN
       ${refuse(ledgerRefusals.sealed)} WHERE EXISTS (SELECT 1 FROM ${quoted(entries)} WHERE id = NEW.entry_id); END`,
    `CREATE TRIGGER ${quoted(`${entries}_balanced`)} BEFORE INSERT ON ${quoted(entries)} BEGIN
       ${refuse(ledgerRefusals.sealed)} WHERE EXISTS (SELECT 1 FROM ${quoted(entries)} WHERE id = NEW.id);
       ${refuse(ledgerRefusals.unbalanced)} WHERE NEW.posting_count < 2
         OR NEW.posting_count <> (SELECT count(*) ${own})
         OR EXISTS (SELECT 1 ${own} GROUP BY currency HAVING sum(amount_minor) <> 0); END`,
  ]
}

const indexes = ({ name, indexes = [] }: TableDefinition): string[] =>
  indexes.map((columns) => createIndex(name, columns))

const createIndex = (table: string, columns: readonly string[]): string =>
  `CREATE INDEX ${indexName(table, columns)} ON ${quoted(table)} (${quoted(...columns, 'environment')})`
