import type { Tenant } from '@bahi/spec'
import type { Generated } from 'kysely'
import type { Tx } from '../store/store.ts'
import type { InEnvironment, Row, Time } from './row.ts'
import { stampsOf } from './wire.ts'

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

export const toTenant = (row: Row<'tenant'>, tx: Tx): Tenant => ({
  id: row.id,
  object: 'tenant',
  name: row.name,
  state: row.state,
  currency: row.currency,
  time_zone: row.time_zone,
  ...stampsOf(row, tx),
})
