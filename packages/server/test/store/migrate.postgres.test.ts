import { expect, test } from 'vitest'
import { migratePostgres } from '../../src/store/postgres-migrate.ts'
import { connectPostgres } from '../../src/store/postgres-pool.ts'
import { testLocation } from '../support/engines.ts'
import { stages } from './migrate.ts'

const tenants = ['tnt_01J9XG6T4S0Q2V8N3M5K7P9R1A', 'tnt_01J9XG6T4S0Q2V8N3M5K7P9R1B']
const environments = tenants.flatMap((id) => [`${id}/test`, `${id}/live`])

test.each(stages)('each environment $title', async ({ before, oldRows, made }) => {
  const { databaseUrl = '' } = await testLocation({ fresh: true })
  const pool = await connectPostgres(databaseUrl)
  await migratePostgres(pool, 1, before)
  for (const id of tenants) await pool.query('INSERT INTO bahi_platform.tenants VALUES ($1, $1, 1)', [id])
  const within = <T>(environment: string, work: (run: (text: string) => Promise<T>) => Promise<void>) =>
    pool.transaction(
      `BEGIN; SET LOCAL search_path = bahi; SET LOCAL ROLE bahi_app;
       SELECT set_config('bahi.environment', '${environment}', true)`,
      async (client) => {
        await work(async (text) => (await client.query(text)).rows as T)
        await client.script('COMMIT')
      },
    )
  for (const environment of environments) {
    await within(environment, async (run) => {
      for (const statement of oldRows) await run(statement)
    })
  }
  await migratePostgres(pool, 1)
  for (const environment of environments) {
    await within(environment, async (run) => {
      for (const { query, rows } of made) expect(await run(query)).toEqual(rows)
    })
  }
  await migratePostgres(pool, 1)
  await pool.close()
})
