import { setTimeout as sleep } from 'node:timers/promises'
import type { EnvironmentId } from '../kit/environment.ts'
import { parseEnvironment } from './environment.ts'
import { StoreMisuse } from './errors.ts'
import { createLru } from './lru.ts'
import { postgresLimiter } from './postgres-limiter.ts'
import type { PostgresPool } from './postgres-pool.ts'
import { purgeGenerations } from './postgres-purge.ts'
import { PLATFORM_SCHEMA } from './postgres-schema.ts'
import { createQueue, type Queue } from './queue.ts'
import type { DueEnvironment, PlatformStore, SigningKey, TenantRecord } from './store.ts'

/** Everything of the platform but `createTenant`, which writes environments too. */
export function createPostgresPlatform(pool: PostgresPool): Omit<PlatformStore, 'createTenant'> {
  const exclusively = createExclusively(pool)
  return {
    listTenants: () => listTenants(pool),
    hasEnvironment: createEnvironmentCheck(pool),
    signingKeys: () => signingKeys(pool),
    dueEnvironments: (now, limit) => dueEnvironments(pool, now, limit),
    settleDue: (due, nextDue) => settleDue(pool, due, nextDue),
    // Two at once would choose the same rows, and one take those that the other deletes for none.
    purgeGenerations: (progress) => exclusively('purge', () => purgeGenerations(pool, progress)),
    createLimiter: (options) => postgresLimiter(pool, options),
    exclusively,
  }
}

async function listTenants(pool: PostgresPool): Promise<TenantRecord[]> {
  const { rows } = await pool.query(`SELECT id, name, created_at FROM ${PLATFORM_SCHEMA}.tenants ORDER BY id`)
  return rows.map((row) => ({
    id: String(row.id),
    name: String(row.name),
    createdAt: Number(row.created_at),
  }))
}

/** A tenant once made stays, so that a yes may be remembered; a no may not. */
const MAX_KNOWN_TENANTS = 10_000

function createEnvironmentCheck(pool: PostgresPool): (environment: EnvironmentId) => Promise<boolean> {
  const known = createLru<string, true>(MAX_KNOWN_TENANTS)
  return async (environment) => {
    const tenantId = parseEnvironment(environment)?.tenantId
    if (tenantId === undefined) return false
    if (known.get(tenantId)) return true
    const { rows } = await pool.query(`SELECT FROM ${PLATFORM_SCHEMA}.tenants WHERE id = $1`, [tenantId])
    if (rows.length === 0) return false
    known.set(tenantId, true)
    return true
  }
}

async function signingKeys(pool: PostgresPool): Promise<SigningKey[]> {
  const { rows } = await pool.query(
    `SELECT id, secret, created_at FROM ${PLATFORM_SCHEMA}.signing_keys ORDER BY created_at DESC`,
  )
  return rows.map((row) => {
    if (!(row.secret instanceof Uint8Array)) throw new Error('A signing key is no bytea.')
    return { id: String(row.id), secret: row.secret, createdAt: Number(row.created_at) }
  })
}

async function dueEnvironments(pool: PostgresPool, now: number, limit: number): Promise<DueEnvironment[]> {
  const { rows } = await pool.query(
    `SELECT environment, version FROM ${PLATFORM_SCHEMA}.due WHERE due_at <= $1 ORDER BY due_at LIMIT $2`,
    [now, limit],
  )
  return rows.map((row) => ({
    // Only environments of open transactions were ever written there.
    environment: String(row.environment) as EnvironmentId,
    version: Number(row.version),
  }))
}

/** The row stays when there is no work, so that its version never starts anew. */
async function settleDue(pool: PostgresPool, due: DueEnvironment, nextDue: number | null): Promise<void> {
  await pool.query(
    `UPDATE ${PLATFORM_SCHEMA}.due SET due_at = $1, version = version + 1 WHERE environment = $2 AND version = $3`,
    [nextDue, due.environment, due.version],
  )
}

const EXCLUSIVE_POLL_MS = 50
/** Far longer than any start takes. */
const EXCLUSIVE_WAIT_MS = 60_000

/** Asks again and again rather than waiting in the database: behind a pooler, those who wait would starve the one who works. */
function createExclusively(pool: PostgresPool): PlatformStore['exclusively'] {
  const queues = new Map<string, Queue>()
  return (name, work) => {
    const queue = queues.get(name) ?? createQueue()
    queues.set(name, queue)
    return queue.run(async () => {
      for (let waited = 0; waited <= EXCLUSIVE_WAIT_MS; waited += EXCLUSIVE_POLL_MS) {
        const turn = await tryExclusively(pool, name, work)
        if (turn) return turn.result
        await sleep(EXCLUSIVE_POLL_MS)
      }
      throw new StoreMisuse(`Another process has held ${JSON.stringify(name)} for ${EXCLUSIVE_WAIT_MS} ms.`)
    })
  }
}

async function tryExclusively<T>(
  pool: PostgresPool,
  name: string,
  work: () => Promise<T>,
): Promise<{ result: T } | null> {
  return pool.transactionApart('BEGIN', async (client) => {
    const { rows } = await client.query('SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS free', [
      name,
    ])
    const turn = rows[0]?.free === 1 ? { result: await work() } : null
    await client.script('COMMIT')
    return turn
  })
}
