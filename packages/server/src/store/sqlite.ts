import type { CompiledQuery } from 'kysely'
import type { EnvironmentId } from '../kit/environment.ts'
import { bindDatabase } from './bound-database.ts'
import { createDoor, type Door } from './door.ts'
import { nextDue, wallTime } from './due.ts'
import { environmentOf, modes, parseEnvironment } from './environment.ts'
import { LOCK_WAIT_MS, StoreMisuse, UnknownEnvironment } from './errors.ts'
import { memoryLimiter } from './limiter.ts'
import { createTxFactory, type TxFactory, unnested } from './open-tx.ts'
import { isFatal, type SqliteConnection, sqliteTongue } from './sqlite-connection.ts'
import {
  createSqliteEnvironments,
  type Lane,
  type Lanes,
  type SqliteEnvironments,
} from './sqlite-environments.ts'
import { memoryFolder, openFolder } from './sqlite-folder.ts'
import { createSqlitePlatform, rollBack, type SqlitePlatform } from './sqlite-platform.ts'
import type { PlatformStore, Store, StoreOptions, TenantRecord, Tx } from './store.ts'

/** Opens a data folder, or a store in memory. Throws {@link StoreNotOpened} when another process has the folder. */
export async function openSqlite(data: string | undefined, options: StoreOptions): Promise<Store> {
  const folder = data === undefined ? memoryFolder : openFolder(data)
  const platform = createSqlitePlatform(folder.openPlatform(), options.clock.wall())
  const store = createSqliteStore(platform, createSqliteEnvironments(folder), options)
  if (!platform.closedInOrder) await rebuildDue(store, platform, options)
  return store
}

function createSqliteStore(
  platform: SqlitePlatform,
  environments: SqliteEnvironments,
  options: StoreOptions,
): Store {
  const engine: Engine = { platform, environments, options, txFactory: createTxFactory(options) }
  const door = createDoor()
  const enter = <T>(environment: EnvironmentId, work: (lanes: Lanes) => Promise<T>): Promise<T> =>
    door.pass(() =>
      unnested(() => {
        if (!hasEnvironment(platform, environment)) throw new UnknownEnvironment(environment)
        return environments.use(environment, work)
      }),
    )
  return {
    engine: 'sqlite',
    platform: platformOf(engine, door),
    async transaction(environment, work) {
      const { result, wakeTime } = await enter(environment, (lanes) =>
        lanes.writing.queue.run(() => write(engine, lanes.writing, environment, work), LOCK_WAIT_MS),
      )
      if (wakeTime !== null) options.afterCommit(environment)
      return result
    },
    read: (environment, work) =>
      enter(environment, (lanes) =>
        lanes.reading.queue.run(() => read(engine, lanes.reading, environment, work), LOCK_WAIT_MS),
      ),
    close: () =>
      door.close(() => {
        environments.close()
        platform.close()
      }),
  }
}

interface Engine {
  readonly platform: SqlitePlatform
  readonly environments: SqliteEnvironments
  readonly options: StoreOptions
  readonly txFactory: TxFactory
}

async function write<T>(
  engine: Engine,
  { connection }: Lane,
  environment: EnvironmentId,
  work: (tx: Tx) => Promise<T>,
): Promise<{ result: T; wakeTime: number | null }> {
  connection.exec('BEGIN IMMEDIATE')
  try {
    return await withTx(engine, connection, environment, async (tx, end) => {
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

async function read<T>(
  engine: Engine,
  { connection }: Lane,
  environment: EnvironmentId,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  connection.exec('PRAGMA query_only = ON; BEGIN')
  try {
    return await withTx(engine, connection, environment, work)
  } finally {
    rollBack(connection)
    connection.exec('PRAGMA query_only = OFF')
  }
}

/** `end` stops further queries, and throws when an error has ended SQLite's transaction under the work's feet. */
async function withTx<T>(
  engine: Engine,
  connection: SqliteConnection,
  environment: EnvironmentId,
  work: (tx: Tx, end: () => void) => Promise<T>,
): Promise<T> {
  const guarded = guard(connection)
  const bound = bindDatabase(sqliteTongue, guarded.execute)
  const tx = engine.txFactory({
    db: bound.db,
    engine: 'sqlite',
    environment,
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

function hasEnvironment(platform: SqlitePlatform, environment: string): boolean {
  const parsed = parseEnvironment(environment)
  return parsed !== null && platform.hasTenant(parsed.tenantId)
}

function platformOf(engine: Engine, door: Door): PlatformStore {
  const { platform } = engine
  return {
    createTenant: (tenant, fill) => door.pass(() => unnested(() => createTenant(engine, tenant, fill))),
    listTenants: platform.listTenants,
    hasEnvironment: async (environment) => hasEnvironment(platform, environment),
    signingKeys: platform.signingKeys,
    dueEnvironments: platform.dueEnvironments,
    settleDue: platform.settleDue,
    createLimiter: memoryLimiter,
    exclusively: platform.exclusively,
  }
}

/** The tenant's row comes last and is the commit: without it, nobody finds the files. */
async function createTenant(
  engine: Engine,
  tenant: TenantRecord,
  fill: (tx: Tx) => Promise<void>,
): Promise<void> {
  const { environments, platform, options } = engine
  const both = modes.map((mode) => environmentOf(tenant.id, mode))
  if (platform.hasTenant(tenant.id)) throw new StoreMisuse(`The tenant ${tenant.id} exists already.`)
  try {
    const woken: EnvironmentId[] = []
    for (const environment of both) {
      const { wakeTime } = await environments.create(environment, ({ writing }) =>
        writing.queue.run(() => write(engine, writing, environment, fill)),
      )
      if (wakeTime !== null) woken.push(environment)
    }
    platform.addTenant(tenant)
    for (const environment of woken) options.afterCommit(environment)
  } catch (error) {
    for (const environment of both) environments.remove(environment)
    throw error
  }
}

/** Asks every environment what it has to do, after a process that ended out of order. */
async function rebuildDue(store: Store, platform: SqlitePlatform, options: StoreOptions): Promise<void> {
  for (const tenant of await platform.listTenants()) {
    for (const mode of modes) {
      const environment = environmentOf(tenant.id, mode)
      // What can't be read now is due now: the worker meets the same error and reports it, the other tenants start.
      const due = await store.read(environment, nextDue).catch(() => options.clock.wall())
      if (due !== null) platform.due.wake(environment, due)
    }
  }
}
