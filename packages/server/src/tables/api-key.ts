import type { InEnvironment, Json, Time } from './row.ts'

export interface ApiKeyTable extends InEnvironment {
  id: string
  kind: 'secret' | 'publishable'
  name: string | null
  /** SHA-256 of the whole key, lowercase hex; the key itself is nowhere. */
  hash: string
  prefix: string
  last4: string
  /** `["*"]` or the list. */
  scopes: Json
  tenant_ids: Json
  metadata: Json
  created_at: Time
  updated_at: Time
  last_used_at: Time | null
  expires_at: Time | null
  revoked_at: Time | null
}
