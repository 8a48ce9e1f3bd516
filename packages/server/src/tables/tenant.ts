import type { Generated } from 'kysely'
import type { InEnvironment, Time } from './row.ts'

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
