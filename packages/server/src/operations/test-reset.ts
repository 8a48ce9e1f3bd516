import { resetTestEnvironment, type TestReset } from '@bahi/spec'
import type { Tx } from '../store/store.ts'
import type { NewRow, Row } from '../tables/row.ts'
import { createDefaultStore } from './store.ts'
import { loadTenant } from './tenant.ts'

/** What of a test environment outlives it. */
export interface Kept {
  readonly tenant: NewRow<'tenant'>
  readonly apiKeys: readonly NewRow<'api_keys'>[]
  /** The idempotency keys of earlier resets: one that is sent again must not reset again. */
  readonly resets: readonly NewRow<'idempotency_keys'>[]
}

/**
 * The tenant's profile and its keys. The clock's advance ends with the environment, so their times are put back by it: a key
 * that had so long to live has so long still, and one that had expired doesn't live again.
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
    .execute()
  return {
    tenant: { ...tenant, created_at: tenant.created_at - ahead, updated_at: tenant.updated_at - ahead },
    apiKeys: apiKeys.map((key) => putBack(key, ahead, now)),
    resets: resets.map(({ environment: _, ...key }) => ({
      ...key,
      created_at: key.created_at - ahead,
      expires_at: key.expires_at - ahead,
    })),
  }
}

function putBack(
  { environment: _, ...key }: Row<'api_keys'>,
  ahead: number,
  now: number,
): NewRow<'api_keys'> {
  const back = <T extends number | null>(at: T) => (at === null ? at : at - ahead)
  const isExpired = key.expires_at !== null && key.expires_at <= now
  return {
    ...key,
    created_at: key.created_at - ahead,
    updated_at: key.updated_at - ahead,
    last_used_at: back(key.last_used_at),
    expires_at: back(key.expires_at),
    revoked_at: back(key.revoked_at ?? (isExpired ? key.expires_at : null)),
  }
}

/** Writes it into the new environment, which begins as every other. */
export async function beginGeneration(tx: Tx, { tenant, apiKeys, resets }: Kept): Promise<TestReset> {
  await tx.db.insertInto('tenant').values(tenant).execute()
  for (const key of apiKeys) await tx.db.insertInto('api_keys').values(key).execute()
  for (const key of resets) await tx.db.insertInto('idempotency_keys').values(key).execute()
  await createDefaultStore(tx)
  return { object: 'test_reset', generation: tx.generation, now: tx.now.toISOString(), livemode: false }
}
