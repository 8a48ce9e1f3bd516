import type { EnvironmentId } from '../kit/environment.ts'
import { failpoint } from '../kit/failpoint.ts'
import { createDoor, type Door } from './door.ts'
import { environmentOf, modes, parseEnvironment } from './environment.ts'
import { LOCK_WAIT_MS, StoreMisuse, UnknownEnvironment } from './errors.ts'
import { memoryLimiter } from './limiter.ts'
import { createTxFactory, unnested } from './open-tx.ts'
import { createSqliteEnvironments, type Lane, type Lanes } from './sqlite-environments.ts'
import { fileName, memoryFolder, openFolder } from './sqlite-folder.ts'
import { createSqlitePlatform, type SqlitePlatform } from './sqlite-platform.ts'
import { removeLeftovers, resetSqlite } from './sqlite-reset.ts'
import { placeOf, read, type SqliteEngine, write } from './sqlite-transaction.ts'
import type { PlatformStore, Store, StoreOptions, TenantRecord, Tx, WaitBound } from './store.ts'

/** Opens a data folder, or a store in memory. Throws {@link StoreNotOpened} when another process has the folder. */
export async function openSqlite(data: string | undefined, options: StoreOptions): Promise<Store> {
  const folder = data === undefined ? memoryFolder : openFolder(data)
  const platform = createSqlitePlatform(folder.openPlatform(), options.clock.wall())
  removeLeftovers(folder, platform.generations)
  const environments = createSqliteEnvironments(folder, platform.generations)
  if (!platform.closedInOrder) await wakeAll(platform, options)
  return createSqliteStore({ platform, folder, environments, options, txFactory: createTxFactory(options) })
}

function createSqliteStore(engine: SqliteEngine): Store {
  const { platform, environments, options } = engine
  const door = createDoor()
  /** Runs `work` in its turn, in the generation that counts when the turn comes. */
  const enter = <T>(
    environment: EnvironmentId,
    laneOf: (lanes: Lanes) => Lane,
    work: (lanes: Lanes) => Promise<T>,
    { waitMs = LOCK_WAIT_MS }: WaitBound = {},
  ): Promise<T> =>
    door.pass(() =>
      unnested(async () => {
        if (!hasEnvironment(platform, environment)) throw new UnknownEnvironment(environment)
        const deadline = performance.now() + waitMs
        for (;;) {
          const turn = await environments.use(environment, (lanes) =>
            laneOf(lanes).queue.run(
              async () => (lanes.ended ? null : { result: await work(lanes) }),
              Math.max(0, deadline - performance.now()),
            ),
          )
          if (turn !== null) return turn.result
        }
      }),
    )
  const inWriting = <T>(
    environment: EnvironmentId,
    work: (lanes: Lanes) => Promise<T>,
    bound?: WaitBound,
  ): Promise<T> => enter(environment, ({ writing }) => writing, work, bound)
  return {
    engine: 'sqlite',
    platform: platformOf(engine, door),
    async transaction(environment, work, bound) {
      const { result, wakeTime } = await inWriting(
        environment,
        (lanes) => write(engine, placeOf(environment, lanes), work),
        bound,
      )
      if (wakeTime !== null) options.afterCommit(environment)
      return result
    },
    read: (environment, work) =>
      enter(
        environment,
        ({ reading }) => reading,
        ({ generation, reading }) => read(engine, { environment, generation, lane: reading }, work),
      ),
    reset: (environment, act, bound) =>
      inWriting(environment, (lanes) => resetSqlite(engine, placeOf(environment, lanes), act), bound),
    close: () =>
      door.close(() => {
        environments.close()
        platform.close()
      }),
  }
}

function hasEnvironment(platform: SqlitePlatform, environment: string): boolean {
  const parsed = parseEnvironment(environment)
  return parsed !== null && platform.hasTenant(parsed.tenantId)
}

function platformOf(engine: SqliteEngine, door: Door): PlatformStore {
  const { platform } = engine
  return {
    createTenant: (tenant, fill) => door.pass(() => unnested(() => createTenant(engine, tenant, fill))),
    listTenants: platform.listTenants,
    hasEnvironment: async (environment) => hasEnvironment(platform, environment),
    signingKeys: platform.signingKeys,
    dueEnvironments: platform.dueEnvironments,
    settleDue: platform.settleDue,
    // The files of ended generations are removed as soon as nobody reads in them.
    purgeGenerations: async () => 0,
    createLimiter: memoryLimiter,
    exclusively: platform.exclusively,
  }
}

/** The tenant's row comes last and is the commit: without it, nobody finds the files. */
async function createTenant(
  engine: SqliteEngine,
  tenant: TenantRecord,
  fill: (tx: Tx) => Promise<void>,
): Promise<void> {
  const { environments, platform, options } = engine
  const both = modes.map((mode) => environmentOf(tenant.id, mode))
  const files = both.map((environment) => fileName(environment, 0))
  if (platform.hasTenant(tenant.id)) throw new StoreMisuse(`The tenant ${tenant.id} exists already.`)
  platform.generations.announce(...files)
  try {
    const woken: EnvironmentId[] = []
    for (const environment of both) {
      const { wakeTime } = await environments.create(environment, (lanes) =>
        lanes.writing.queue.run(() => write(engine, placeOf(environment, lanes), fill)),
      )
      failpoint('tenant_half_made')
      if (wakeTime !== null) woken.push(environment)
    }
    platform.addTenant(tenant, files)
    for (const environment of woken) options.afterCommit(environment)
  } catch (error) {
    for (const environment of both) environments.remove(environment)
    for (const file of files) platform.generations.forget(file)
    throw error
  }
}

/** After a process that ended out of order: the worker looks at every environment, while the server is already there. */
async function wakeAll({ listTenants, due }: SqlitePlatform, { clock }: StoreOptions): Promise<void> {
  const now = clock.wall()
  for (const { id } of await listTenants()) {
    for (const mode of modes) due.wake(environmentOf(id, mode), now)
  }
}
