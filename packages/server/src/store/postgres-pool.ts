import pg from 'pg'
import { LockTimeout, StoreNotOpened, StoreUnavailable } from './errors.ts'

/** Connections to one database. Nothing outlives a transaction on them, so a transaction-mode pooler may stand between. */
export interface PostgresPool {
  /** Runs `work` in a transaction that `opening` begins, one message of statements whose last answer it gets. The work commits; rolls back when it throws. */
  transaction<T>(
    opening: string | (() => string),
    work: (client: PostgresClient, opened: PostgresResult) => Promise<T>,
  ): Promise<T>
  /** One statement, in a transaction of its own. */
  query(text: string, values?: readonly unknown[]): Promise<PostgresResult>
  /** As `transaction`, on a connection outside the pool: for one that is held while others are needed. */
  transactionApart<T>(
    opening: string,
    work: (client: PostgresClient, opened: PostgresResult) => Promise<T>,
  ): Promise<T>
  close(): Promise<void>
}

export interface PostgresClient {
  query(text: string, values?: readonly unknown[]): Promise<PostgresResult>
  /** Several statements without parameters in one round trip; answers the last one's result. */
  script(text: string): Promise<PostgresResult>
}

export interface PostgresResult {
  readonly command: string
  readonly rowCount: number | null
  readonly rows: Record<string, unknown>[]
}

/** A process's share of the server's connections (100 by default). */
const MAX_CONNECTIONS = 10
const CONNECT_TIMEOUT_MS = 5_000

/** Throws {@link StoreNotOpened} when the URL can't be read or the database not be reached. */
export async function connectPostgres(databaseUrl: string): Promise<PostgresPool> {
  const settings = readSettings(databaseUrl)
  const pool = new pg.Pool({ ...settings, max: MAX_CONNECTIONS })
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  // A connection that breaks while it is used fails its query: that is where the error is reported.
  pool.on('connect', (client) => client.on('error', () => {}))
  await reach(pool, databaseUrl)
  return {
    async transaction(opening, work) {
      const client = await checkOut(pool)
      let broken = true
      try {
        return await runTransaction(client, typeof opening === 'string' ? opening : opening(), work, () => {
          broken = false
        })
      } finally {
        client.release(broken)
      }
    },
    async query(text, values) {
      const client = await checkOut(pool)
      let broken = true
      try {
        const result = readResult(await client.query(text, values && [...values]))
        broken = false
        return result
      } finally {
        client.release(broken)
      }
    },
    async transactionApart(opening, work) {
      const client = new pg.Client(settings)
      client.on('error', () => {})
      await client.connect()
      try {
        return await runTransaction(client, opening, work, () => {})
      } finally {
        await client.end()
      }
    },
    close: () => pool.end(),
  }
}

async function checkOut(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect()
  } catch (cause) {
    throw new StoreUnavailable({ cause })
  }
}

/** Calls `settled` once the connection is outside any transaction; one that isn't must not be used again. */
async function runTransaction<T>(
  client: pg.ClientBase,
  opening: string,
  work: (client: PostgresClient, opened: PostgresResult) => Promise<T>,
  settled: () => void,
): Promise<T> {
  const bound = clientOf(client)
  try {
    const result = await work(bound, await bound.script(opening))
    settled()
    return result
  } catch (error) {
    await client.query('ROLLBACK').then(settled, () => {})
    throw error
  }
}

function clientOf(client: pg.ClientBase): PostgresClient {
  const run = async (text: string, values?: readonly unknown[]): Promise<PostgresResult> => {
    try {
      return readResult(await client.query(text, values && [...values]))
    } catch (error) {
      throw errorCode(error) === LOCK_NOT_AVAILABLE ? new LockTimeout({ cause: error }) : error
    }
  }
  return { query: run, script: (text) => run(text) }
}

const LOCK_NOT_AVAILABLE = '55P03'

/** PostgreSQL's five-character code, the system's (ECONNREFUSED), or null. */
export function errorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null
  return error.code
}

/** Several statements in one message answer a list of results, which @types/pg does not know of. */
function readResult(result: pg.QueryResult | pg.QueryResult[]): PostgresResult {
  const last = Array.isArray(result) ? result.at(-1) : result
  if (!last) throw new Error('PostgreSQL answered an empty script.')
  return last
}

/** A URL of another database than PostgreSQL's: `DATABASE_URL` is everybody's name for theirs. */
const ELSEWHERE = /^(?!(?:postgres|postgresql|socket):)[a-z][a-z0-9+.-]*:\/\//i

function readSettings(databaseUrl: string): pg.ClientConfig {
  const settings = {
    connectionString: databaseUrl,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    fallback_application_name: 'bahi',
    types: { getTypeParser },
  }
  try {
    if (ELSEWHERE.test(databaseUrl)) throw new TypeError('pg would ask there in its own language')
    new pg.Client(settings)
    return settings
  } catch {
    // No cause: the error of a URL holds the URL, and that the password.
    throw new StoreNotOpened(
      'The database URL can not be read. It looks like postgres://user:password@host:5432/database; escape special characters in the password (%40 for @).',
    )
  }
}

async function reach(pool: pg.Pool, databaseUrl: string): Promise<void> {
  try {
    await pool.query('SELECT 1')
  } catch (cause) {
    await pool.end()
    const { host, port, database, user } = new pg.Client(databaseUrl)
    throw new StoreNotOpened(
      `PostgreSQL can't be used at ${host}:${port} (database "${database}", user "${user}"): ${String(cause)}. Check that it runs there, that this machine may connect, and the user, password and database of the URL.`,
      { cause },
    )
  }
}

const INT8 = 20
const NUMERIC = 1700
const BOOL = 16

/** As SQLite answers: integers of 64 bits and sums of them as numbers, truth as 1 and 0. */
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: unknown) => {
  if (format !== 'binary') {
    if (oid === INT8 || oid === NUMERIC) return safeInteger
    if (oid === BOOL) return (text: string) => (text === 't' ? 1 : 0)
  }
  return pg.types.getTypeParser(oid, 'text')
}

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is no integer that a number can hold.`)
  return value
}
