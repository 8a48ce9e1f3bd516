import type { EnvironmentId } from '../kit/environment.ts'
import { StoreNotOpened } from './errors.ts'
import { createLru, type Lru } from './lru.ts'
import { createQueue, type Queue } from './queue.ts'
import { openConnection, type SqliteConnection } from './sqlite-connection.ts'
import type { DataFolder } from './sqlite-folder.ts'
import { migrateSqlite } from './sqlite-schema.ts'

/** The open databases of the environments, one each. */
export interface SqliteEnvironments {
  /** Makes the environment's database; `work` may fill it. */
  create<T>(environment: EnvironmentId, work: (lanes: Lanes) => Promise<T>): Promise<T>
  /** Opens the environment's database when it isn't open, and keeps it open while `work` runs. */
  use<T>(environment: EnvironmentId, work: (lanes: Lanes) => Promise<T>): Promise<T>
  /** Undoes `create`. */
  remove(environment: EnvironmentId): void
  close(): void
}

/** One writer and one reader at a time. In memory there is one connection, hence one lane for both. */
export interface Lanes {
  readonly writing: Lane
  readonly reading: Lane
}

export interface Lane {
  readonly connection: SqliteConnection
  readonly queue: Queue
}

/** Three file handles a connection, two connections each: far below the 1,024 handles that a process may usually have. */
const MAX_OPEN_ENVIRONMENTS = 64

interface Open extends Lanes {
  users: number
}

export function createSqliteEnvironments(folder: DataFolder): SqliteEnvironments {
  const opened = createLru<EnvironmentId, Open>(Number.POSITIVE_INFINITY)
  const close = (environment: EnvironmentId, lanes: Lanes) => {
    opened.delete(environment)
    closeLanes(lanes)
  }
  const use = async <T>(environment: EnvironmentId, work: (lanes: Lanes) => Promise<T>): Promise<T> => {
    const lanes = opened.get(environment) ?? openLanes(folder, environment)
    opened.set(environment, lanes)
    lanes.users += 1
    try {
      if (!folder.inMemory) closeIdle(opened, close)
      return await work(lanes)
    } finally {
      lanes.users -= 1
    }
  }
  return {
    use,
    create(environment, work) {
      folder.createFile(environment)
      return use(environment, work)
    },
    remove(environment) {
      const lanes = opened.get(environment)
      if (lanes) close(environment, lanes)
      folder.removeFile(environment)
    },
    close() {
      for (const [environment, lanes] of [...opened.entries()]) close(environment, lanes)
    },
  }
}

function closeIdle(
  opened: Lru<EnvironmentId, Open>,
  close: (environment: EnvironmentId, lanes: Lanes) => void,
): void {
  for (const [environment, lanes] of opened.entries()) {
    if (opened.size <= MAX_OPEN_ENVIRONMENTS) return
    if (lanes.users === 0) close(environment, lanes)
  }
}

function openLanes(folder: DataFolder, environment: EnvironmentId): Open {
  if (!folder.hasFile(environment)) {
    throw new StoreNotOpened(
      `The file of ${environment} is missing: ${folder.pathOf(environment)}. Restore it from a backup.`,
    )
  }
  const path = folder.pathOf(environment)
  const writer = openConnection(path)
  try {
    writer.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON')
    migrateSqlite(writer, environment)
    const writing = { connection: writer, queue: createQueue() }
    return { users: 0, writing, reading: folder.inMemory ? writing : openReader(path) }
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
