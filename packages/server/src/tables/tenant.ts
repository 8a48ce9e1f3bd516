import type { Tenant } from '@bahi/spec'
import type { Generated, Selectable } from 'kysely'
import type { InEnvironment, Json, Time } from './column.ts'
import { toAddress } from './postal-address.ts'
import { type InMode, stampsOf } from './wire.ts'

/** The environment's own tenant: one row. */
export interface TenantTable extends InEnvironment {
  id: string
  name: string
  address: Json | null
  tax_id: string | null
  /** Where the tenant is taxed, as a state code: `KA`. */
  state: string | null
  currency: string
  time_zone: string
  /** How far a test environment's clock is ahead of the wall; it only grows. */
  clock_offset_ms: Generated<number>
  created_at: Time
  updated_at: Time
}

export const toTenant = (row: Selectable<TenantTable>, tx: InMode): Tenant => ({
  id: row.id,
  object: 'tenant',
  name: row.name,
  address: toAddress(row.address),
  tax_id: row.tax_id,
  state: row.state,
  currency: row.currency,
  time_zone: row.time_zone,
  ...stampsOf(row, tx),
})
