import { DatabaseSync } from 'node:sqlite'
import { Redis } from 'ioredis'
import pg from 'pg'
import { createClient } from 'redis'
import { postgresStore, redisStore, sqliteStore, type WebhookStore } from '../../src/stores.ts'

/** A store on a connection of its own. */
export interface OpenStore {
  store: WebhookStore
  close(): unknown
}

export type Client = 'node:sqlite' | 'pg' | 'redis' | 'ioredis'

/** Opens a store as a user's process would: `address` is a file or a URL. */
export function openStore(client: Client, address: string, prefix?: string): OpenStore | Promise<OpenStore> {
  return open[client](address, prefix === undefined ? {} : { prefix })
}

type Open = (address: string, options: { prefix?: string }) => OpenStore | Promise<OpenStore>

const open: Record<Client, Open> = {
  'node:sqlite': (path, options) => {
    const database = new DatabaseSync(path, { timeout: 5000 })
    return { store: sqliteStore(database, options), close: () => database.close() }
  },
  pg: (connectionString, options) => {
    const pool = new pg.Pool({ connectionString })
    // A cluster that stops says so on connections that are still closing.
    pool.on('error', () => {})
    return { store: postgresStore(pool, options), close: () => pool.end() }
  },
  redis: async (url, options) => {
    const client = await createClient({ url }).connect()
    return { store: redisStore(client, options), close: () => client.destroy() }
  },
  ioredis: (url, options) => {
    const client = new Redis(url)
    return { store: redisStore(client, options), close: () => client.disconnect() }
  },
}
