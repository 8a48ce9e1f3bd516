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
import { wallTime } from './due.ts'
import { parseEnvironment } from './environment.ts'
import { LOCK_WAIT_MS, StoreMisuse } from './errors.ts'
import type { TxFactory } from './open-tx.ts'
import { generationOf, storedEnvironment } from './postgres-generations.ts'
import { createPatience, type Patience, patiently } from './postgres-patience.ts'
import { errorCode, type PostgresClient, type PostgresPool, type PostgresResult } from './postgres-pool.ts'
import { APP_ROLE, APP_SCHEMA } from './postgres-schema.ts'
import type { StoreOptions, Tx } from './store.ts'

/** What every transaction of a PostgreSQL store needs. */
export interface PostgresEngine {
  readonly pool: PostgresPool
  readonly options: StoreOptions
  readonly txFactory: TxFactory
}

/** A connection inside an environment's transaction, and what entering it answered. */
export interface Session {
  readonly client: PostgresClient
  readonly entered: PostgresResult
}

/** A statement that runs longer is stuck, and so is a transaction that asks nothing for so long. */
const STATEMENT_TIMEOUT_MS = 30_000
const IDLE_TIMEOUT_MS = 60_000

/** How a transaction stands to those that begin the environment anew: they wait for the writers there are, and new ones for them. */
type Stance = 'reads' | 'writes' | 'resets'

/** Makes the transaction the environment's own. All of it ends with the transaction: a pooled connection keeps nothing. */
export function enterEnvironment(
  environment: EnvironmentId,
  stance: Stance,
  lockTimeoutMs = LOCK_WAIT_MS,
): string {
  const parsed = parseEnvironment(environment)
  if (!parsed) throw new StoreMisuse(`${JSON.stringify(environment)} is no environment's id.`)
  const settings = {
    role: APP_ROLE,
    search_path: `${APP_SCHEMA}, pg_temp`,
    lock_timeout: lockTimeoutMs,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_TIMEOUT_MS,
  }
  const calls = Object.entries(settings).map(([name, value]) => `set_config('${name}', '${value}', true)`)
  const own = (value: string) => `set_config('bahi.environment', ${value}, true)`
  const place = `SELECT current_setting('bahi.environment') AS place, (SELECT clock_offset_ms FROM tenant)`
  if (parsed.mode === 'live') return `SELECT ${[...calls, own(`'${environment}'`)].join(', ')}; ${place}`
  // The generation is read when the lock is had, each statement seeing what was committed before it.
  return [
    `SELECT ${calls.join(', ')}`,
    ...locks[stance].map((lock) => `SELECT ${lock}(hashtextextended('bahi generation ${environment}', 0))`),
    `SELECT ${own(storedEnvironment(environment))}`,
    place,
  ].join('; ')
}

const locks: Record<Stance, readonly string[]> = {
  reads: [],
  writes: ['pg_advisory_xact_lock_shared'],
  resets: ['pg_advisory_xact_lock'],
}

export async function write<T>(
  engine: PostgresEngine,
  environment: EnvironmentId,
  work: (tx: Tx) => Promise<T>,
  patience: Patience,
) {
  const opening = (lockTimeoutMs: number) =>
    `BEGIN ISOLATION LEVEL READ COMMITTED; ${enterEnvironment(environment, 'writes', lockTimeoutMs)}`
  return patiently(engine.pool, patience, opening, async (client, entered) => {
    const done = await writeIn(engine, { client, entered }, environment, work)
    await commit(client, wake(done.wake))
    return { result: done.result, wakeTime: done.wake }
  })
}

/** The work and what belongs to it; answers when the worker must look, on the wall clock. */
export async function writeIn<T>(
  engine: PostgresEngine,
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

export async function read<T>(
  engine: PostgresEngine,
  environment: EnvironmentId,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const opening = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${enterEnvironment(environment, 'reads')}`
  return engine.pool.transaction(opening, async (client, entered) => {
    const result = await withTx(engine, { client, entered }, environment, work)
    await commit(client, '')
    return result
  })
}

export function wake(at: number | null): string {
  if (at === null) return ''
  if (!Number.isSafeInteger(at)) throw new StoreMisuse(`wakeAt takes epoch milliseconds, not ${at}.`)
  return `SELECT ${APP_SCHEMA}.wake_at(${at}); `
}

/** PostgreSQL answers COMMIT with ROLLBACK when a statement failed and the work went on regardless. */
export async function commit(client: PostgresClient, before: string): Promise<void> {
  const { command } = await client.script(`${before}COMMIT`)
  if (command !== 'COMMIT') {
    throw new StoreMisuse(
      'A statement failed and its error was swallowed: PostgreSQL has rolled all of it back.',
    )
  }
}

export async function withTx<T>(
  engine: PostgresEngine,
  { client, entered }: Session,
  environment: EnvironmentId,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const bound = bindDatabase(postgresTongue, (query) => execute(client, query))
  const tx = engine.txFactory({
    db: bound.db,
    engine: 'postgres',
    environment,
    generation: generationOf(entered.rows[0]?.place),
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

/** What the last statement of {@link enterEnvironment} found: no clock yet while a tenant is being made. */
function clockOffset(entered: PostgresResult, environment: EnvironmentId): number {
  return environment.endsWith('/test') ? Number(entered.rows[0]?.clock_offset_ms ?? 0) : 0
}

const SERIALIZATION_FAILURE = '40001'
const DEADLOCK_DETECTED = '40P01'
/** Each loser of a deadlock waits a little longer; five in a row mean that something else is wrong. */
const MAX_RUNS = 5
const RERUN_PAUSE_MS = 20

/** Runs a whole transaction again when PostgreSQL rolled it back for the sake of another one; all runs share one patience. */
export async function rerun<T>(
  transaction: (patience: Patience) => Promise<T>,
  waitMs = LOCK_WAIT_MS,
): Promise<T> {
  const patience = createPatience(waitMs)
  for (let run = 1; ; run += 1) {
    try {
      return await transaction(patience)
    } catch (error) {
      const code = errorCode(error)
      const inVain = code !== SERIALIZATION_FAILURE && code !== DEADLOCK_DETECTED
      if (inVain || run === MAX_RUNS) throw error
      await sleep(Math.random() * RERUN_PAUSE_MS * run)
    }
  }
}
