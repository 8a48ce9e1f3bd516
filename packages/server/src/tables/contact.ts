import type { InEnvironment, Json, Time } from './row.ts'

export interface ContactTable extends InEnvironment {
  id: string
  name: string | null
  email: string | null
  /** E.164; one contact a phone. */
  phone: string | null
  state: string | null
  address: Json | null
  tax_id: string | null
  metadata: Json
  created_at: Time
  updated_at: Time
}
