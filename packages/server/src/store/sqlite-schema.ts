import type { EnvironmentId } from '../kit/environment.ts'
import {
  columnSql,
  indexName,
  quoted,
  type SchemaKit,
  type TableDefinition,
} from '../tables/migrations/migration.ts'
import { migrations } from '../tables/migrations/migrations.ts'
import { StoreNotOpened } from './errors.ts'
import type { SqliteConnection } from './sqlite-connection.ts'

/** Brings an environment's file to the newest schema, in one transaction; `PRAGMA user_version` counts what has run. */
export function migrateSqlite(connection: SqliteConnection, environment: EnvironmentId): void {
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
function sqliteKit(environment: EnvironmentId): SchemaKit {
  return {
    createTable(table) {
      const own = `'${environment}'`
      const lines = [
        `environment TEXT NOT NULL DEFAULT ${own} CHECK (environment = ${own})`,
        ...Object.entries(table.columns).map(([name, column]) =>
          columnSql(name, column, { text: 'TEXT', int: 'INTEGER' }),
        ),
        `PRIMARY KEY (${quoted(...table.key, 'environment')})`,
        ...(table.unique ?? []).map((columns) => `UNIQUE (${quoted(...columns, 'environment')})`),
        ...(table.references ?? []).map(foreignKey),
      ]
      return [`CREATE TABLE ${quoted(table.name)} (${lines.join(', ')}) STRICT`, ...indexes(table)]
    },
  }
}

function foreignKey({
  column,
  table,
  onDelete,
}: {
  column: string
  table: string
  onDelete?: string
}): string {
  const action = onDelete === 'cascade' ? ' ON DELETE CASCADE' : ''
  return `FOREIGN KEY (${quoted('environment', column)}) REFERENCES ${quoted(table)} (environment, id)${action}`
}

function indexes(table: TableDefinition): string[] {
  return (table.indexes ?? []).map(
    (columns) =>
      `CREATE INDEX ${indexName(table, columns)} ON ${quoted(table.name)} (${quoted(...columns, 'environment')})`,
  )
}
