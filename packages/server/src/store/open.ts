import { StoreNotOpened } from './errors.ts'
import { openSqlite } from './sqlite.ts'
import type { Store, StoreOptions } from './store.ts'

export interface StoreLocation {
  /** A folder, for SQLite. */
  readonly data?: string | undefined
  /** `postgres://user:password@host:port/database`. */
  readonly databaseUrl?: string | undefined
}

/** Opens the store: PostgreSQL by its URL, SQLite in a folder, or SQLite in memory when neither is given. Throws {@link StoreNotOpened}. */
export async function openStore(location: StoreLocation, options: StoreOptions): Promise<Store> {
  const { data, databaseUrl } = location
  if (data !== undefined && databaseUrl !== undefined) {
    throw new StoreNotOpened(
      'A data folder and a database URL were both given. Give one: the data is kept in one place.',
    )
  }
  if (databaseUrl === undefined) return openSqlite(data, options)
  // the driver is loaded where it is used: a server on SQLite starts without it
  const { openPostgres } = await import('./postgres.ts')
  return openPostgres(databaseUrl, options)
}
