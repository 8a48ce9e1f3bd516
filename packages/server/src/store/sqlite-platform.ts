import { randomBytes } from 'node:crypto'
import { createQueue, type Queue } from './queue.ts'
import { durably, type SqliteConnection } from './sqlite-connection.ts'
import { createDueHints, type DueHints } from './sqlite-due.ts'
import { createSqliteGenerations, generationsSchema, type SqliteGenerations } from './sqlite-generations.ts'
import type { PlatformStore, SigningKey, TenantRecord } from './store.ts'

/** The platform file: tenants, signing keys, due hints, and whether the last process closed it in order. */
export interface SqlitePlatform
  extends Pick<
    PlatformStore,
    'listTenants' | 'signingKeys' | 'dueEnvironments' | 'settleDue' | 'exclusively'
  > {
  readonly due: DueHints
  readonly generations: SqliteGenerations
  /** False when the last process ended without `close`. */
  readonly closedInOrder: boolean
  hasTenant(id: string): boolean
  /** With it its files are no longer to go. */
  addTenant(tenant: TenantRecord, files: readonly string[]): void
  /** Marks the data as closed in order, and lets go of it. */
  close(): void
}

/** Takes an open connection that holds the lock on the data folder. */
export function createSqlitePlatform(connection: SqliteConnection, now: number): SqlitePlatform {
  const closedInOrder = preparePlatform(connection, now)
  const tenants = new Map(readTenants(connection).map((tenant) => [tenant.id, tenant]))
  const due = createDueHints(connection)
  const generations = createSqliteGenerations(connection)
  const queues = new Map<string, Queue>()
  return {
    due,
    generations,
    closedInOrder,
    hasTenant: (id) => tenants.has(id),
    addTenant(tenant, files) {
      durably(connection, () => {
        const { id, name, createdAt } = tenant
        connection.run('INSERT INTO tenants (id, name, created_at) VALUES (?, ?, ?)', id, name, createdAt)
        generations.keep(...files)
      })
      tenants.set(tenant.id, tenant)
    },
    listTenants: async () => [...tenants.values()],
    signingKeys: async () => readSigningKeys(connection),
    dueEnvironments: async (now, limit) => due.list(now, limit),
    settleDue: async (environment, nextDue) => due.settle(environment, nextDue),
    exclusively(name, work) {
      const queue = queues.get(name) ?? createQueue()
      queues.set(name, queue)
      return queue.run(work)
    },
    close() {
      connection.run('UPDATE state SET closed_in_order = 1')
      connection.close()
    },
  }
}

const schema = `
CREATE TABLE IF NOT EXISTS tenants (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS signing_keys (id TEXT NOT NULL PRIMARY KEY, secret BLOB NOT NULL, created_at INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS due (environment TEXT NOT NULL PRIMARY KEY, due_at INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS state (only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1), closed_in_order INTEGER NOT NULL) STRICT;
`

/** Answers whether the last process closed the data in order, and opens it for this one. */
function preparePlatform(connection: SqliteConnection, now: number): boolean {
  return durably(connection, () => {
    connection.exec(schema + generationsSchema)
    const state = connection.all('SELECT closed_in_order FROM state')[0]
    connection.run('INSERT INTO state VALUES (1, 0) ON CONFLICT (only) DO UPDATE SET closed_in_order = 0')
    if (connection.all('SELECT 1 FROM signing_keys LIMIT 1').length === 0) addSigningKey(connection, now)
    return state === undefined || state.closed_in_order === 1
  })
}

function addSigningKey(connection: SqliteConnection, now: number): void {
  const id = randomBytes(4).toString('hex')
  connection.run(
    'INSERT INTO signing_keys (id, secret, created_at) VALUES (?, ?, ?)',
    id,
    randomBytes(32),
    now,
  )
}

function readTenants(connection: SqliteConnection): TenantRecord[] {
  return connection.all('SELECT id, name, created_at FROM tenants ORDER BY id').map((row) => ({
    id: String(row.id),
    name: String(row.name),
    createdAt: Number(row.created_at),
  }))
}

function readSigningKeys(connection: SqliteConnection): SigningKey[] {
  return connection
    .all('SELECT id, secret, created_at FROM signing_keys ORDER BY created_at DESC')
    .map((row) => {
      if (!(row.secret instanceof Uint8Array)) throw new Error('A signing key is no blob.')
      return { id: String(row.id), secret: row.secret, createdAt: Number(row.created_at) }
    })
}
