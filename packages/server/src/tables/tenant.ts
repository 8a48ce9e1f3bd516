import type { Tenant } from '@bahi/spec'
import type { Generated, Selectable } from 'kysely'
import type { InEnvironment, Time } from './column.ts'
import { type InMode, stampsOf } from './wire.ts'

/** The environment's own tenant: one row. */
export interface TenantTable extends InEnvironment {
  id: string
  name: string
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
  state: row.state,
  currency: row.currency,
  time_zone: row.time_zone,
  ...stampsOf(row, tx),
})
