import { closeSync, existsSync, mkdirSync, openSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { EnvironmentId } from '../kit/environment.ts'
import { parseEnvironment } from './environment.ts'
import { StoreInUse, StoreMisuse, StoreNotOpened } from './errors.ts'
import { openConnection, type SqliteConnection, sqliteErrorCode } from './sqlite-connection.ts'

/** Where the files lie, or nowhere: each path is `:memory:` then. */
export interface DataFolder {
  readonly inMemory: boolean
  /** Opens the platform file and holds the lock on the whole folder until it is closed, or the process is killed. */
  openPlatform(): SqliteConnection
  pathOf(file: string): string
  hasFile(file: string): boolean
  createFile(file: string): void
  removeFile(file: string): void
}

export const memoryFolder: DataFolder = {
  inMemory: true,
  openPlatform: () => openConnection(':memory:'),
  pathOf: () => ':memory:',
  hasFile: () => true,
  createFile() {},
  removeFile() {},
}

/** The folder and its files are the owner's alone (0700, 0600); a folder that exists keeps its mode. */
export function openFolder(data: string): DataFolder {
  const root = resolve(data)
  const environments = join(root, 'environments')
  makeFolders(root, environments)
  const pathOf = (file: string) => join(environments, file)
  return {
    inMemory: false,
    openPlatform: () => openLocked(root),
    pathOf,
    hasFile: (file) => existsSync(pathOf(file)),
    createFile: (file) => createPrivateFile(pathOf(file)),
    removeFile(file) {
      for (const suffix of ['', '-wal', '-shm']) rmSync(pathOf(file) + suffix, { force: true })
    },
  }
}

const PLATFORM_FILE = 'platform.sqlite'

/** Whether a server has kept its data in this folder. */
export const holdsData = (data: string): boolean => existsSync(join(data, PLATFORM_FILE))

function makeFolders(root: string, environments: string): void {
  try {
    mkdirSync(root, { recursive: true, mode: 0o700 })
    mkdirSync(environments, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new StoreNotOpened(
      `The data folder ${root} can't be made. Check its path and permissions, or name another with --data.`,
      { cause },
    )
  }
}

const SQLITE_BUSY = 5

/**
 * SQLite's own exclusive lock: the system drops it with the process, however that ends. Nothing else in this process may
 * open and close this file, as POSIX would drop the lock then.
 */
function openLocked(root: string): SqliteConnection {
  const path = join(root, PLATFORM_FILE)
  createPrivateFile(path)
  const connection = openConnection(path)
  try {
    connection.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; BEGIN IMMEDIATE; COMMIT')
    return connection
  } catch (cause) {
    connection.close()
    if (sqliteErrorCode(cause) !== SQLITE_BUSY) {
      throw new StoreNotOpened(`The data folder ${root} can't be opened: ${String(cause)}.`, { cause })
    }
    throw new StoreInUse(root, { cause })
  }
}

/** Made here because SQLite would make it by the umask; its -wal and -shm follow the mode of the file. */
function createPrivateFile(path: string): void {
  if (!existsSync(path)) closeSync(openSync(path, 'wx', 0o600))
}

/** The file of an environment's generation; that of the first has no number. */
export function fileName(environment: EnvironmentId, generation: number): string {
  const parsed = parseEnvironment(environment)
  if (!parsed) throw new StoreMisuse(`${JSON.stringify(environment)} is no environment's id.`)
  const number = generation === 0 ? '' : `-${generation}`
  return `${parsed.tenantId}-${parsed.mode}${number}.sqlite`
}
