import type { EnvironmentId } from '../kit/environment.ts'
import { StoreMisuse, StoreNotOpened } from './errors.ts'
import { createLru, type Lru } from './lru.ts'
import { createQueue, type Queue } from './queue.ts'
import { openConnection, type SqliteConnection } from './sqlite-connection.ts'
import { type DataFolder, fileName } from './sqlite-folder.ts'
import type { SqliteGenerations } from './sqlite-generations.ts'
import { migrateSqlite } from './sqlite-schema.ts'

/** The open databases of the environments, one each. */
export interface SqliteEnvironments {
  /** Makes the environment's first database; `work` may fill it. */
  create<T>(environment: EnvironmentId, work: (lanes: Lanes) => Promise<T>): Promise<T>
  /** Opens the environment's database when it isn't open, and keeps it open while `work` runs. */
  use<T>(environment: EnvironmentId, work: (lanes: Lanes) => Promise<T>): Promise<T>
  /** Opens a new, empty database for the generation that follows. */
  createNext(environment: EnvironmentId): Lanes
  /** Puts it in the place of the one that `use` gives; the old one is closed when nobody uses it, and `closed` told. */
  succeed(environment: EnvironmentId, next: Lanes, closed: () => void): void
  /** Undoes `createNext`. */
  discard(environment: EnvironmentId, next: Lanes): void
  /** Undoes `create`. */
  remove(environment: EnvironmentId): void
  close(): void
}

/** One writer and one reader at a time. In memory there is one connection, hence one lane for both. */
export interface Lanes {
  readonly generation: number
  readonly writing: Lane
  readonly reading: Lane
  /** A later generation has taken its place: what waits for a turn here must ask anew. */
  readonly ended: boolean
}

export interface Lane {
  readonly connection: SqliteConnection
  readonly queue: Queue
}

/** Three file handles a connection, two connections each: far below the 1,024 handles that a process may usually have. */
const MAX_OPEN_ENVIRONMENTS = 64

interface Open extends Lanes {
  ended: boolean
  users: number
  closed?: () => void
}

export function createSqliteEnvironments(
  folder: DataFolder,
  generations: Pick<SqliteGenerations, 'of'>,
): SqliteEnvironments {
  const opened = createLru<EnvironmentId, Open>(Number.POSITIVE_INFINITY)
  const open = (environment: EnvironmentId, generation = generations.of(environment)) =>
    openLanes(folder, environment, generation)
  const close = (environment: EnvironmentId, lanes: Open) => {
    if (opened.get(environment) === lanes) opened.delete(environment)
    closeLanes(lanes)
    lanes.closed?.()
  }
  const use = async <T>(environment: EnvironmentId, work: (lanes: Lanes) => Promise<T>): Promise<T> => {
    const lanes = opened.get(environment) ?? open(environment)
    opened.set(environment, lanes)
    lanes.users += 1
    try {
      if (!folder.inMemory) closeIdle(opened, close)
      return await work(lanes)
    } finally {
      lanes.users -= 1
      if (lanes.ended && lanes.users === 0) close(environment, lanes)
    }
  }
  return {
    use,
    create(environment, work) {
      folder.createFile(fileName(environment, 0))
      return use(environment, work)
    },
    createNext(environment) {
      const generation = generations.of(environment) + 1
      folder.createFile(fileName(environment, generation))
      return open(environment, generation)
    },
    succeed(environment, next, closed) {
      const old = opened.get(environment)
      if (old === undefined) throw new StoreMisuse(`${environment} is succeeded while it is not in use.`)
      opened.set(environment, { ...next, users: 0 })
      old.ended = true
      old.closed = closed
    },
    discard(environment, next) {
      closeLanes(next)
      folder.removeFile(fileName(environment, next.generation))
    },
    remove(environment) {
      const lanes = opened.get(environment)
      if (lanes) close(environment, lanes)
      folder.removeFile(fileName(environment, 0))
    },
    close() {
      for (const [environment, lanes] of [...opened.entries()]) close(environment, lanes)
    },
  }
}

function closeIdle(
  opened: Lru<EnvironmentId, Open>,
  close: (environment: EnvironmentId, lanes: Open) => void,
): void {
  for (const [environment, lanes] of opened.entries()) {
    if (opened.size <= MAX_OPEN_ENVIRONMENTS) return
    if (lanes.users === 0) close(environment, lanes)
  }
}

function openLanes(folder: DataFolder, environment: EnvironmentId, generation: number): Open {
  const file = fileName(environment, generation)
  const path = folder.pathOf(file)
  if (!folder.hasFile(file))
    throw new StoreNotOpened(`The file of ${environment} is missing: ${path}. Restore it from a backup.`)
  const writer = openConnection(path)
  try {
    writer.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON')
    migrateSqlite(writer, environment)
    const writing = { connection: writer, queue: createQueue() }
    const reading = folder.inMemory ? writing : openReader(path)
    return { generation, users: 0, ended: false, writing, reading }
  } catch (error) {
    writer.close()
    throw error
  }
}

function openReader(path: string): Lane {
  return { connection: openConnection(path), queue: createQueue() }
}

/** The reader first: the last connection to close writes the log back into the file. */
function closeLanes({ reading, writing }: Lanes): void {
  if (reading !== writing) reading.connection.close()
  writing.connection.close()
}
