import { expect, test } from 'vitest'
import { openConnection } from '../../src/store/sqlite-connection.ts'
import { migrateSqlite } from '../../src/store/sqlite-schema.ts'
import { migrations } from '../../src/tables/migrations/migrations.ts'
import { stages } from './migrate.ts'

test.each(stages)('an environment $title', ({ before, oldRows, made }) => {
  const connection = openConnection(':memory:')
  const environment = 'tnt_01J9XG6T4S0Q2V8N3M5K7P9R1A/test'
  migrateSqlite(connection, environment, before)
  connection.exec(['BEGIN', ...oldRows, 'COMMIT'].join(';'))
  migrateSqlite(connection, environment, migrations)
  for (const { query, rows } of made) expect(connection.all(query)).toEqual(rows)
  connection.close()
})
