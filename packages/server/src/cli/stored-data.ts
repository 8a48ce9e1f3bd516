import { resolve } from 'node:path'
import { openServer } from '../open-server.ts'
import { StoreInUse } from '../store/errors.ts'
import { holdsData } from '../store/sqlite-folder.ts'
import type { Flags } from './flags.ts'
import { serverOptions } from './options.ts'
import { UsageError } from './usage.ts'

type Opened = Awaited<ReturnType<typeof openServer>>

/** Opens the data that the flags name, or makes it, and lets go of it after the work. */
export async function onStoredData(flags: Flags, work: (opened: Opened) => Promise<void>): Promise<void> {
  const options = serverOptions(flags)
  if (options.data === undefined && options.databaseUrl === undefined) {
    throw new UsageError('Say where the data is: --data DIR or --database-url URL.')
  }
  const opened = await openServer(options).catch(tellToStop)
  try {
    await work(opened)
  } finally {
    await opened.server.close()
  }
}

/** SQLite lets nobody read beside a server: its lock is exclusive, and what went round it could read half a checkpoint. */
function tellToStop(error: unknown): never {
  if (!(error instanceof StoreInUse)) throw error
  throw new UsageError(
    `A server runs on the data in ${error.folder}, and SQLite has one process at a time. Stop that server (Ctrl-C in its terminal, or kill with its process id), run this command again, then start it again. On PostgreSQL (--database-url) the two run side by side.`,
  )
}

/** For what is done to tenants that are there: a folder with no data is a wrong path, not one to fill. */
export async function onExistingData(flags: Flags, work: (opened: Opened) => Promise<void>): Promise<void> {
  const { data } = flags
  if (data !== undefined && !holdsData(data)) {
    throw new UsageError(
      `There is no data in ${resolve(data)}: name the folder with which the server was started.`,
    )
  }
  await onStoredData(flags, work)
}
