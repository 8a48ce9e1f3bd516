import { setTimeout as sleep } from 'node:timers/promises'
import {
  type CompiledQuery,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type { EnvironmentId } from '../kit/environment.ts'
import { bindDatabase, type Tongue } from './bound-database.ts'
import { createDoor } from './door.ts'
import { wallTime } from './due.ts'
import { environmentOf, modes, parseEnvironment } from './environment.ts'
import { LOCK_WAIT_MS, StoreMisuse, UnknownEnvironment } from './errors.ts'
import { createTxFactory, type TxFactory, unnested } from './open-tx.ts'
import { assertIsolated } from './postgres-guard.ts'
import { migratePostgres } from './postgres-migrate.ts'
import { createPostgresPlatform } from './postgres-platform.ts'
import {
  connectPostgres,
  errorCode,
  type PostgresClient,
  type PostgresPool,
  type PostgresResult,
} from './postgres-pool.ts'
import { APP_ROLE, APP_SCHEMA, PLATFORM_SCHEMA } from './postgres-schema.ts'
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
  const engine: Engine = { pool, options, txFactory: createTxFactory(options) }
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
    async transaction(environment, work) {
      const { result, wakeTime } = await enter(environment, () =>
        rerun(() => write(engine, environment, work)),
      )
      if (wakeTime !== null) options.afterCommit(environment)
      return result
    },
    read: (environment, work) => enter(environment, () => read(engine, environment, work)),
    close: () => door.close(() => pool.close()),
  }
}

interface Engine {
  readonly pool: PostgresPool
  readonly options: StoreOptions
  readonly txFactory: TxFactory
}

/** A connection inside an environment's transaction, and what entering it answered. */
interface Session {
  readonly client: PostgresClient
  readonly entered: PostgresResult
}

/** A statement that runs longer is stuck, and so is a transaction that asks nothing for so long. */
const STATEMENT_TIMEOUT_MS = 30_000
const IDLE_TIMEOUT_MS = 60_000

/** Makes the transaction the environment's own. All of it ends with the transaction: a pooled connection keeps nothing. */
function enterEnvironment(environment: EnvironmentId): string {
  if (!parseEnvironment(environment))
    throw new StoreMisuse(`${JSON.stringify(environment)} is no environment's id.`)
  const settings = {
    role: APP_ROLE,
    'bahi.environment': environment,
    search_path: `${APP_SCHEMA}, pg_temp`,
    lock_timeout: LOCK_WAIT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_TIMEOUT_MS,
  }
  const calls = Object.entries(settings).map(([name, value]) => `set_config('${name}', '${value}', true)`)
  return `SELECT ${calls.join(', ')}; SELECT clock_offset_ms FROM tenant`
}

async function write<T>(engine: Engine, environment: EnvironmentId, work: (tx: Tx) => Promise<T>) {
  const opening = `BEGIN ISOLATION LEVEL READ COMMITTED; ${enterEnvironment(environment)}`
  return engine.pool.transaction(opening, async (client, entered) => {
    const done = await writeIn(engine, { client, entered }, environment, work)
    await commit(client, wake(done.wake))
    return { result: done.result, wakeTime: done.wake }
  })
}

/** The work and what belongs to it; answers when the worker must look, on the wall clock. */
async function writeIn<T>(
  engine: Engine,
  session: Session,
  environment: EnvironmentId,
  work: (tx: Tx) => Promise<T>,
): Promise<{ result: T; wake: number | null }> {
  return withTx(engine, session, environment, async (tx) => {
    const result = await work(tx)
    await engine.options.beforeCommit(tx)
    return { result, wake: tx.wakeTime === null ? null : wallTime(tx, tx.wakeTime) }
  })
}

async function read<T>(engine: Engine, environment: EnvironmentId, work: (tx: Tx) => Promise<T>): Promise<T> {
  const opening = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${enterEnvironment(environment)}`
  return engine.pool.transaction(opening, async (client, entered) => {
    const result = await withTx(engine, { client, entered }, environment, work)
    await commit(client, '')
    return result
  })
}

function wake(at: number | null): string {
  if (at === null) return ''
  if (!Number.isSafeInteger(at)) throw new StoreMisuse(`wakeAt takes epoch milliseconds, not ${at}.`)
  return `SELECT ${APP_SCHEMA}.wake_at(${at}); `
}

/** PostgreSQL answers COMMIT with ROLLBACK when a statement failed and the work went on regardless. */
async function commit(client: PostgresClient, before: string): Promise<void> {
  const { command } = await client.script(`${before}COMMIT`)
  if (command !== 'COMMIT') {
    throw new StoreMisuse(
      'A statement failed and its error was swallowed: PostgreSQL has rolled all of it back.',
    )
  }
}

async function withTx<T>(
  engine: Engine,
  { client, entered }: Session,
  environment: EnvironmentId,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const bound = bindDatabase(postgresTongue, (query) => execute(client, query))
  const tx = engine.txFactory({
    db: bound.db,
    engine: 'postgres',
    environment,
    wall: engine.options.clock.wall(),
    clockOffsetMs: clockOffset(entered, environment),
  })
  try {
    return await work(tx)
  } finally {
    bound.end()
  }
}

const postgresTongue: Tongue = {
  createAdapter: () => new PostgresAdapter(),
  createQueryCompiler: () => new PostgresQueryCompiler(),
  createIntrospector: (db) => new PostgresIntrospector(db),
}

async function execute(client: PostgresClient, query: CompiledQuery): Promise<QueryResult<unknown>> {
  const { command, rowCount, rows } = await client.query(query.sql, query.parameters)
  if (!['INSERT', 'UPDATE', 'DELETE'].includes(command)) return { rows }
  return { rows, numAffectedRows: BigInt(rowCount ?? 0) }
}

/** What the last statement of {@link enterEnvironment} found: nothing yet while a tenant is being made. */
function clockOffset(entered: PostgresResult, environment: EnvironmentId): number {
  return environment.endsWith('/test') ? Number(entered.rows[0]?.clock_offset_ms ?? 0) : 0
}

/** One transaction for both environments and the platform's row. */
async function createTenant(
  engine: Engine,
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
        const entered = await client.script(enterEnvironment(environment))
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

const SERIALIZATION_FAILURE = '40001'
const DEADLOCK_DETECTED = '40P01'
/** Each loser of a deadlock waits a little longer; five in a row mean that something else is wrong. */
const MAX_RUNS = 5
const RERUN_PAUSE_MS = 20

/** Runs a whole transaction again when PostgreSQL rolled it back for the sake of another one. */
async function rerun<T>(transaction: () => Promise<T>): Promise<T> {
  for (let run = 1; ; run += 1) {
    try {
      return await transaction()
    } catch (error) {
      const code = errorCode(error)
      const inVain = code !== SERIALIZATION_FAILURE && code !== DEADLOCK_DETECTED
      if (inVain || run === MAX_RUNS) throw error
      await sleep(Math.random() * RERUN_PAUSE_MS * run)
    }
  }
}
