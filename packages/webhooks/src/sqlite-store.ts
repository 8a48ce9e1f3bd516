import { DEFAULT_PREFIX, type SharedStoreOptions, type WebhookStore } from './store.ts'

/** What is needed of an SQLite database: `DatabaseSync` of node:sqlite has it, and better-sqlite3's. */
export interface SqliteDatabase {
  /** Runs statements without parameters; throws when SQLite refuses one. */
  exec(sql: string): unknown
  /** Compiles one statement with `?` for its values. */
  prepare(sql: string): {
    /** Runs it and tells how many rows it has changed. */
    run(...values: (string | number)[]): { changes: number | bigint }
    /** Runs it and answers its first row, or undefined. */
    get(...values: (string | number)[]): unknown
  }
}

/**
 * A store in SQLite, for processes on one machine that share a file; `database` is yours to close. It makes its table
 * itself. Give the connection a busy timeout, so that one process waits for another's write.
 *
 * @example
 * webhookHandler({ secrets, on, onUnknown, store: sqliteStore(new DatabaseSync('app.db', { timeout: 5000 })) })
 */
export function sqliteStore(
  database: SqliteDatabase,
  { prefix = DEFAULT_PREFIX }: SharedStoreOptions = {},
): WebhookStore {
  database.exec(TABLE)
  const claim = database.prepare(CLAIM)
  const look = database.prepare(LOOK)
  const complete = database.prepare(COMPLETE)
  const forget = database.prepare(FORGET)
  const release = database.prepare(RELEASE)
  return {
    claim({ eventId, holder, leaseSeconds }) {
      const key = prefix + eventId
      const now = Date.now()
      if (Number(claim.run(key, holder, now + leaseSeconds * 1000, now).changes) > 0) return 'claimed'
      return look.get(key) === undefined ? 'in_progress' : 'completed'
    },
    complete({ eventId, keepSeconds }) {
      const now = Date.now()
      complete.run(prefix + eventId, now + keepSeconds * 1000)
      forget.run(now)
    },
    release({ eventId, holder }) {
      release.run(prefix + eventId, holder)
    },
  }
}

/** A holder that is null means handled; times are epoch milliseconds. */
const TABLE = `
CREATE TABLE IF NOT EXISTS bahi_webhook_event (key TEXT PRIMARY KEY, holder TEXT, until REAL NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS bahi_webhook_event_until ON bahi_webhook_event (until);
`
// One statement, so that of several at once one inserts or takes over and the others find its row.
const CLAIM = `
INSERT INTO bahi_webhook_event (key, holder, until) VALUES (?, ?, ?)
ON CONFLICT (key) DO UPDATE SET holder = excluded.holder, until = excluded.until
WHERE bahi_webhook_event.until <= ?`
const LOOK = 'SELECT 1 FROM bahi_webhook_event WHERE key = ? AND holder IS NULL'
const COMPLETE = `
INSERT INTO bahi_webhook_event (key, holder, until) VALUES (?, NULL, ?)
ON CONFLICT (key) DO UPDATE SET holder = NULL, until = excluded.until`
const RELEASE = 'DELETE FROM bahi_webhook_event WHERE key = ? AND holder = ?'
// A few at a time keep up, since each completion adds one.
const FORGET = `
DELETE FROM bahi_webhook_event WHERE key IN (
  SELECT key FROM bahi_webhook_event WHERE until <= ? ORDER BY until LIMIT 20
)`
