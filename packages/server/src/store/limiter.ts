import { RateLimiterMemory, RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible'
import type { PostgresPool } from './postgres-pool.ts'
import { PLATFORM_SCHEMA } from './postgres-schema.ts'

/** So many points in a window that begins with the first of them. */
export interface LimiterOptions {
  readonly name: string
  readonly points: number
  readonly windowSeconds: number
}

export interface Limiter {
  /** Takes a point; rejects with the same facts when none is left. */
  consume(key: string): Promise<RateLimiterRes>
}

const RATE_LIMITS_TABLE = 'rate_limits'

/** For a store that one process has to itself. */
export const memoryLimiter = ({ name, points, windowSeconds }: LimiterOptions): Limiter =>
  new RateLimiterMemory({ keyPrefix: name, points, duration: windowSeconds })

/** Counts in the database, so that all processes share the windows. */
export const postgresLimiter = (
  pool: PostgresPool,
  { name, points, windowSeconds }: LimiterOptions,
): Limiter =>
  new RateLimiterPostgres({
    // the library names its statements, and a named statement does not survive a transaction-mode pooler
    storeClient: {
      query: ({ text, values }: { text: string; values: unknown[] }) => pool.query(text, values),
    },
    storeType: 'client',
    schemaName: PLATFORM_SCHEMA,
    tableName: RATE_LIMITS_TABLE,
    tableCreated: true,
    clearExpiredByTimeout: true,
    keyPrefix: name,
    points,
    duration: windowSeconds,
  })
