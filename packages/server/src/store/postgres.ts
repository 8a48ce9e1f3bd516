import type { EnvironmentId } from '../kit/environment.ts'
import { createDoor } from './door.ts'
import { environmentOf, modes } from './environment.ts'
import { UnknownEnvironment } from './errors.ts'
import { createTxFactory, unnested } from './open-tx.ts'
import { assertIsolated } from './postgres-guard.ts'
import { migratePostgres } from './postgres-migrate.ts'
import { createPostgresPlatform } from './postgres-platform.ts'
import { connectPostgres, type PostgresPool } from './postgres-pool.ts'
import { resetPostgres } from './postgres-reset.ts'
import { PLATFORM_SCHEMA } from './postgres-schema.ts'
import {
  commit,
  enterEnvironment,
  type PostgresEngine,
  read,
  rerun,
  wake,
  write,
  writeIn,
} from './postgres-transaction.ts'
import type { Store, StoreOptions, TenantRecord, Tx } from './store.ts'

/** Opens a database: migrates it, and refuses it when its environments aren't kept apart. Throws {@link StoreNotOpened}. */
export async function openPostgres(databaseUrl: string, options: StoreOptions): Promise<Store> {
  const pool = await connectPostgres(databaseUrl)
  try {
    await migratePostgres(pool, options.clock.wall())
    await assertIsolated(pool)
  } catch (error) {
    await pool.close()
    throw error
  }
  return createPostgresStore(pool, options)
}

function createPostgresStore(pool: PostgresPool, options: StoreOptions): Store {
  const engine: PostgresEngine = { pool, options, txFactory: createTxFactory(options) }
  const platform = createPostgresPlatform(pool)
  const door = createDoor()
  const enter = <T>(environment: EnvironmentId, work: () => Promise<T>): Promise<T> =>
    door.pass(() =>
      unnested(async () => {
        if (!(await platform.hasEnvironment(environment))) throw new UnknownEnvironment(environment)
        return work()
      }),
    )
  return {
    engine: 'postgres',
    platform: {
      ...platform,
      createTenant: (tenant, fill) => door.pass(() => unnested(() => createTenant(engine, tenant, fill))),
    },
    async transaction(environment, work, { waitMs } = {}) {
      const { result, wakeTime } = await enter(environment, () =>
        rerun((patience) => write(engine, environment, work, patience), waitMs),
      )
      if (wakeTime !== null) options.afterCommit(environment)
      return result
    },
    read: (environment, work) => enter(environment, () => read(engine, environment, work)),
    reset: (environment, act, { waitMs } = {}) =>
      enter(environment, () =>
        rerun((patience) => resetPostgres(engine, environment, act, patience), waitMs),
      ),
    close: () => door.close(() => pool.close()),
  }
}

/** One transaction for both environments and the platform's row. */
async function createTenant(
  engine: PostgresEngine,
  tenant: TenantRecord,
  fill: (tx: Tx) => Promise<void>,
): Promise<void> {
  const woken = await rerun(() =>
    engine.pool.transaction('BEGIN ISOLATION LEVEL READ COMMITTED', async (client) => {
      const wakes: EnvironmentId[] = []
      await client.query(
        `INSERT INTO ${PLATFORM_SCHEMA}.tenants (id, name, created_at) VALUES ($1, $2, $3)`,
        [tenant.id, tenant.name, tenant.createdAt],
      )
      for (const environment of modes.map((mode) => environmentOf(tenant.id, mode))) {
        const entered = await client.script(enterEnvironment(environment, 'writes'))
        const done = await writeIn(engine, { client, entered }, environment, fill)
        if (done.wake === null) continue
        await client.script(wake(done.wake))
        wakes.push(environment)
      }
      await commit(client, '')
      return wakes
    }),
  )
  for (const environment of woken) engine.options.afterCommit(environment)
}
