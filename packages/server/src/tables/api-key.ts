import type { ApiKey } from '@bahi/spec'
import type { Selectable } from 'kysely'
import { FIRST_PINNED_VERSION } from '../versions/pin.ts'
import type { InEnvironment, Json, Time } from './column.ts'
import { type InMode, isoOrNull, stampsOf } from './wire.ts'

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
  /** Null on keys from before there were pins. */
  api_version: string | null
  tenant_ids: Json
  metadata: Json
  created_at: Time
  updated_at: Time
  last_used_at: Time | null
  expires_at: Time | null
  revoked_at: Time | null
}

/** `secret` is the key itself, known only while it is being made. */
export function toApiKey(row: Selectable<ApiKeyTable>, tx: InMode, secret: string | null = null): ApiKey {
  return {
    id: row.id,
    object: 'api_key',
    kind: row.kind,
    name: row.name,
    prefix: row.prefix,
    last4: row.last4,
    scopes: JSON.parse(row.scopes),
    tenant_ids: JSON.parse(row.tenant_ids),
    api_version: row.api_version ?? FIRST_PINNED_VERSION,
    last_used_at: isoOrNull(row.last_used_at),
    expires_at: isoOrNull(row.expires_at),
    revoked_at: isoOrNull(row.revoked_at),
    secret,
    metadata: JSON.parse(row.metadata),
    ...stampsOf(row, tx),
  }
}
