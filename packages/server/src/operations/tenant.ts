import type { Tenant, TenantUpdate } from '@bahi/spec'
import { definedMembers } from '../kit/members.ts'
import type { Tx } from '../store/store.ts'
import { addressColumn } from '../tables/postal-address.ts'
import type { Row } from '../tables/row.ts'
import { toTenant } from '../tables/tenant.ts'

export interface TenantProfile {
  readonly id: string
  readonly name: string
  readonly state: string | null
  readonly currency: string
  readonly timeZone: string
}

/** Writes the one tenant row of a new environment. */
export async function createTenant(tx: Tx, profile: TenantProfile): Promise<void> {
  const now = tx.now.getTime()
  const { timeZone, ...rest } = profile
  await tx.db
    .insertInto('tenant')
    .values({ ...rest, time_zone: timeZone, created_at: now, updated_at: now })
    .execute()
}

export async function retrieveTenant(tx: Tx): Promise<Tenant> {
  return toTenant(await loadTenant(tx), tx)
}

export async function updateTenant(tx: Tx, { address, ...plain }: TenantUpdate): Promise<Tenant> {
  await tx.db
    .updateTable('tenant')
    .set({ ...definedMembers(plain), ...addressColumn(address), updated_at: tx.now.getTime() })
    .execute()
  return retrieveTenant(tx)
}

/** The environment's own tenant: its currency, state and time zone. */
export const loadTenant = (tx: Tx): Promise<Row<'tenant'>> =>
  tx.db.selectFrom('tenant').selectAll().executeTakeFirstOrThrow()
