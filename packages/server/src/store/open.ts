import { StoreNotOpened } from './errors.ts'
import { openPostgres } from './postgres.ts'
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
  return databaseUrl === undefined ? openSqlite(data, options) : openPostgres(databaseUrl, options)
}
