import { resetTestEnvironment, type TestReset } from '@bahi/spec'
import type { Tx } from '../store/store.ts'
import type { NewRow, Row } from '../tables/row.ts'
import { beginPurging } from './purge.ts'
import { createDefaultStore } from './store.ts'
import { loadTenant } from './tenant.ts'

/** What of a test environment outlives it. */
export interface Kept {
  readonly tenant: NewRow<'tenant'>
  readonly apiKeys: readonly NewRow<'api_keys'>[]
  /** The idempotency keys of earlier resets: one that is sent again must not reset again. */
  readonly resets: readonly NewRow<'idempotency_keys'>[]
}

/** The newest of them are enough: none is sent again after so many others. */
const MAX_RESETS = 500

/**
 * The tenant's profile and its keys. The clock's advance ends with the environment, so what was made ahead of the wall is made
 * now; a key lives until the time that was asked for, and one that had expired doesn't live again.
 */
export async function keepForReset(tx: Tx): Promise<Kept> {
  const { environment: _, clock_offset_ms: ahead, ...tenant } = await loadTenant(tx)
  const apiKeys = await tx.db.selectFrom('api_keys').selectAll().execute()
  const now = tx.now.getTime()
  const resets = await tx.db
    .selectFrom('idempotency_keys')
    .selectAll()
    .where('request_path', '=', resetTestEnvironment.path)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .limit(MAX_RESETS)
    .execute()
  const wall = now - ahead
  return {
    tenant: { ...tenant, ...stampsBy(tenant, wall) },
    apiKeys: apiKeys.map((key) => kept(key, { now, wall })),
    resets: resets.map(({ environment: _, ...key }) => ({
      ...key,
      created_at: key.created_at - ahead,
      expires_at: key.expires_at - ahead,
    })),
  }
}

interface Times {
  /** Of the environment that ends. */
  readonly now: number
  /** Of the one that begins. */
  readonly wall: number
}

function kept({ environment: _, ...key }: Row<'api_keys'>, { now, wall }: Times): NewRow<'api_keys'> {
  const isExpired = key.expires_at !== null && key.expires_at <= now
  return {
    ...key,
    ...stampsBy(key, wall),
    last_used_at: key.last_used_at && Math.min(key.last_used_at, wall),
    revoked_at: isExpired || key.revoked_at !== null ? Math.min(key.revoked_at ?? wall, wall) : null,
  }
}

/** No later than `wall`. */
const stampsBy = (
  { created_at, updated_at }: Pick<Row<'api_keys'>, 'created_at' | 'updated_at'>,
  wall: number,
) => ({
  created_at: Math.min(created_at, wall),
  updated_at: Math.min(updated_at, wall),
})

/** Writes it into the new environment, which begins as every other. */
export async function beginGeneration(tx: Tx, { tenant, apiKeys, resets }: Kept): Promise<TestReset> {
  await tx.db.insertInto('tenant').values(tenant).execute()
  for (const key of apiKeys) await tx.db.insertInto('api_keys').values(key).execute()
  if (resets.length > 0)
    await tx.db
      .insertInto('idempotency_keys')
      .values([...resets])
      .execute()
  await createDefaultStore(tx)
  await beginPurging(tx, tenant.id)
  return { object: 'test_reset', generation: tx.generation, now: tx.now.toISOString(), livemode: false }
}
