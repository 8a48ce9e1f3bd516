import type { Generated } from 'kysely'
import type { InEnvironment, Json, Time } from './row.ts'

export interface WebhookEndpointTable extends InEnvironment {
  id: string
  url: string
  /** `["*"]` or the list. */
  event_types: Json
  description: string | null
  status: 'enabled' | 'disabled'
  disabled_reason: string | null
  max_in_flight: Generated<number>
  api_version: string | null
  /** Since when every attempt has failed. */
  failing_since: Time | null
  metadata: Json
  created_at: Time
  updated_at: Time
}

export interface WebhookSecretTable extends InEnvironment {
  id: string
  endpoint_id: string
  /** The secret, encrypted. */
  sealed: string
  created_at: Time
  /** The end of an old secret's grace. */
  expires_at: Time | null
}
