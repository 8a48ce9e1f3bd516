import { expect, test } from 'vitest'
import { openConnection } from '../../src/store/sqlite-connection.ts'
import { migrateSqlite } from '../../src/store/sqlite-schema.ts'
import { migrations } from '../../src/tables/migrations/migrations.ts'
import { beforeInventory, levels, movements, oldRows, purge, stocks, stores } from './migrate.ts'

test('an environment from before there was inventory gets a store, its stock an opening, and a purge that is due', () => {
  const connection = openConnection(':memory:')
  const environment = 'tnt_01J9XG6T4S0Q2V8N3M5K7P9R1A/test'
  migrateSqlite(connection, environment, beforeInventory)
  for (const statement of oldRows) connection.exec(statement)
  migrateSqlite(connection, environment, migrations)
  for (const { query, rows } of [stores, stocks, levels, movements, purge])
    expect(connection.all(query)).toEqual(rows)
  connection.close()
})
