import type { LimitedWindow, Limiter, LimiterOptions } from './limiter.ts'
import type { PostgresPool } from './postgres-pool.ts'
import { PLATFORM_SCHEMA } from './postgres-schema.ts'

/**
 * Counts in the database, so that all processes share the windows: all windows of a key in one statement, by the
 * database's clock.
 */
export function postgresLimiter(pool: PostgresPool, { name, windows }: LimiterOptions): Limiter {
  const text = countingStatement(windows.length)
  const sweep = createSweep(pool)
  return {
    async consume(key) {
      sweep()
      const keyIn = (window: LimitedWindow) => `${name}:${window.name}:${key}`
      const values = windows.flatMap((window) => [keyIn(window), window.windowSeconds * 1000])
      const { rows } = await pool.query(text, values)
      return windows.map((window) => ({
        ...window,
        ...countOf(rows.find((row) => row.key === keyIn(window))),
      }))
    },
  }
}

/** The time of the statement decides which window it is in: read once, where the clock itself would move between the columns. */
const NOW = 'floor(extract(epoch FROM statement_timestamp()) * 1000)::bigint'
// A statement that waited for another one reads a window that began after it: how long that lasts is told by the clock.
const CLOCK = 'floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint'

/** Every statement takes the rows of a key in one order, the windows', so that no two wait for each other. */
function countingStatement(windows: number): string {
  const rows = Array.from({ length: windows }, (_, n) => `($${2 * n + 1}, 1, ${NOW} + $${2 * n + 2}::bigint)`)
  return `INSERT INTO ${PLATFORM_SCHEMA}.rate_limits AS counted (key, points, expire) VALUES ${rows.join(', ')}
    ON CONFLICT (key) DO UPDATE SET
      points = CASE WHEN counted.expire <= ${NOW} THEN 1 ELSE counted.points + 1 END,
      expire = CASE WHEN counted.expire <= ${NOW} THEN excluded.expire ELSE counted.expire END
    RETURNING key, points, greatest(expire - ${CLOCK}, 0) AS left_ms`
}

function countOf(row: Record<string, unknown> | undefined) {
  if (row === undefined) throw new Error('A window was not counted.')
  return { count: Number(row.points), msToReset: Number(row.left_ms) }
}

const SWEEP_EVERY_MS = 300_000

/** Now and then forgets windows that are over. It waits for no row, so no request can wait for it in a circle. */
function createSweep(pool: PostgresPool): () => void {
  let last = performance.now()
  return () => {
    if (performance.now() - last < SWEEP_EVERY_MS) return
    last = performance.now()
    pool.query(SWEEP).catch(() => undefined) // the next one does it
  }
}

const SWEEP = `DELETE FROM ${PLATFORM_SCHEMA}.rate_limits WHERE key IN (
  SELECT key FROM ${PLATFORM_SCHEMA}.rate_limits WHERE expire <= ${NOW} FOR UPDATE SKIP LOCKED)`
