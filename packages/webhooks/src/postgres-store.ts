import { DEFAULT_PREFIX, type SharedStoreOptions, type WebhookStore } from './store.ts'

/** What is needed of a PostgreSQL client: `query` as in pg's `Pool` and `Client`. */
export interface PostgresDatabase {
  /** Runs one statement with `$1`, `$2` … filled in; rejects when the database refuses it. */
  query(text: string, values: unknown[]): Promise<{ rows: unknown[] }>
}

/**
 * A store in PostgreSQL, for processes that share one; `database` is yours to close, and a pool rather than a client
 * with a transaction open. Its table must be there: run `postgresTable` in a migration. The time is the database's.
 *
 * @example
 * webhookHandler({ secrets, on, onUnknown, store: postgresStore(new pg.Pool({ connectionString })) })
 */
export function postgresStore(
  database: PostgresDatabase,
  { prefix = DEFAULT_PREFIX }: SharedStoreOptions = {},
): WebhookStore {
  return {
    async claim({ eventId, holder, leaseSeconds }) {
      const key = prefix + eventId
      const claimed = await database.query(CLAIM, [key, holder, leaseSeconds])
      if (claimed.rows.length > 0) return 'claimed'
      const completed = await database.query(LOOK, [key])
      return completed.rows.length > 0 ? 'completed' : 'in_progress'
    },
    async complete({ eventId, keepSeconds }) {
      await database.query(COMPLETE, [prefix + eventId, keepSeconds])
      await database.query(FORGET, [])
    },
    async release({ eventId, holder }) {
      await database.query(RELEASE, [prefix + eventId, holder])
    },
  }
}

/** The table of `postgresStore`, as statements that may be run again; a holder that is null means handled. */
export const postgresTable = `
CREATE TABLE IF NOT EXISTS bahi_webhook_event (
  key text PRIMARY KEY,
  holder text,
  until timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS bahi_webhook_event_until ON bahi_webhook_event (until);
`

// One statement, so that of several at once one inserts or takes over and the others find its row.
const CLAIM = `
INSERT INTO bahi_webhook_event AS known (key, holder, until)
VALUES ($1, $2, clock_timestamp() + make_interval(secs => $3))
ON CONFLICT (key) DO UPDATE SET holder = excluded.holder, until = excluded.until
WHERE known.until <= clock_timestamp()
RETURNING key`
const LOOK = 'SELECT key FROM bahi_webhook_event WHERE key = $1 AND holder IS NULL'
const COMPLETE = `
INSERT INTO bahi_webhook_event (key, holder, until)
VALUES ($1, NULL, clock_timestamp() + make_interval(secs => $2))
ON CONFLICT (key) DO UPDATE SET holder = NULL, until = excluded.until`
const RELEASE = 'DELETE FROM bahi_webhook_event WHERE key = $1 AND holder = $2'
// A few at a time keep up, since each completion adds one; rows that others hold are left to them.
const FORGET = `
DELETE FROM bahi_webhook_event WHERE key IN (
  SELECT key FROM bahi_webhook_event WHERE until <= clock_timestamp()
  ORDER BY until LIMIT 20 FOR UPDATE SKIP LOCKED
)`
