import type { CompiledQuery } from 'kysely'
import type { EnvironmentId } from '../kit/environment.ts'
import { bindDatabase } from './bound-database.ts'
import { wallTime } from './due.ts'
import type { TxFactory } from './open-tx.ts'
import { isFatal, rollBack, type SqliteConnection, sqliteTongue } from './sqlite-connection.ts'
import type { Lane, Lanes, SqliteEnvironments } from './sqlite-environments.ts'
import type { DataFolder } from './sqlite-folder.ts'
import type { SqlitePlatform } from './sqlite-platform.ts'
import type { StoreOptions, Tx } from './store.ts'

/** What every transaction of a SQLite store needs. */
export interface SqliteEngine {
  readonly platform: SqlitePlatform
  readonly folder: DataFolder
  readonly environments: SqliteEnvironments
  readonly options: StoreOptions
  readonly txFactory: TxFactory
}

/** Where a transaction runs. */
export interface Place {
  readonly environment: EnvironmentId
  readonly generation: number
  readonly lane: Lane
}

export const placeOf = (environment: EnvironmentId, { generation, writing: lane }: Lanes): Place => ({
  environment,
  generation,
  lane,
})

export async function write<T>(
  engine: SqliteEngine,
  place: Place,
  work: (tx: Tx) => Promise<T>,
): Promise<{ result: T; wakeTime: number | null }> {
  const { environment } = place
  const { connection } = place.lane
  connection.exec('BEGIN IMMEDIATE')
  try {
    return await withTx(engine, place, async (tx, end) => {
      const result = await work(tx)
      await engine.options.beforeCommit(tx)
      end()
      if (tx.wakeTime !== null) engine.platform.due.wake(environment, wallTime(tx, tx.wakeTime))
      connection.exec('COMMIT')
      return { result, wakeTime: tx.wakeTime }
    })
  } catch (error) {
    rollBack(connection)
    throw error
  }
}

export async function read<T>(engine: SqliteEngine, place: Place, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { connection } = place.lane
  connection.exec('PRAGMA query_only = ON; BEGIN')
  try {
    return await withTx(engine, place, work)
  } finally {
    rollBack(connection)
    connection.exec('PRAGMA query_only = OFF')
  }
}

/** `end` stops further queries, and throws when an error has ended SQLite's transaction under the work's feet. */
async function withTx<T>(
  engine: SqliteEngine,
  { environment, generation, lane: { connection } }: Place,
  work: (tx: Tx, end: () => void) => Promise<T>,
): Promise<T> {
  const guarded = guard(connection)
  const bound = bindDatabase(sqliteTongue, guarded.execute)
  const tx = engine.txFactory({
    db: bound.db,
    engine: 'sqlite',
    environment,
    generation,
    wall: engine.options.clock.wall(),
    clockOffsetMs: clockOffset(connection, environment),
  })
  try {
    return await work(tx, () => {
      bound.end()
      guarded.assertIntact()
    })
  } finally {
    bound.end()
  }
}

/** After a fatal error every query throws it again, and so does the commit, whatever the work made of it. */
function guard(connection: SqliteConnection) {
  let fatal: unknown
  const assertIntact = () => {
    if (fatal !== undefined) throw fatal
  }
  const execute = async (query: CompiledQuery) => {
    assertIntact()
    try {
      return await connection.execute(query)
    } catch (error) {
      if (isFatal(error)) fatal = error
      throw error
    }
  }
  return { assertIntact, execute }
}

/** Read in either mode: the first read is what fixes the snapshot. */
function clockOffset(connection: SqliteConnection, environment: EnvironmentId): number {
  const offset = Number(connection.all('SELECT clock_offset_ms FROM tenant')[0]?.clock_offset_ms ?? 0)
  return environment.endsWith('/test') ? offset : 0
}
