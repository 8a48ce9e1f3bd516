import type { WebhookEndpoint } from '@bahi/spec'
import type { Generated, Selectable } from 'kysely'
import { FIRST_PINNED_VERSION } from '../versions/pin.ts'
import type { InEnvironment, Json, Time } from './column.ts'
import { type InMode, isoOrNull, stampsOf } from './wire.ts'

export interface WebhookEndpointTable extends InEnvironment {
  id: string
  url: string
  /** `["*"]` or the list. */
  event_types: Json
  description: string | null
  status: 'enabled' | 'disabled'
  disabled_reason: string | null
  max_in_flight: Generated<number>
  /** Null on endpoints from before there were pins. */
  api_version: string | null
  /** The environment's last event when the endpoint was made: it hears of those after it. */
  since_sequence: number
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

export interface SecretFacts {
  /** The signing secret, known only while it is being made. */
  readonly secret?: string
  /** Until when the one before it signs along. */
  readonly graceEndsAt?: number | null
}

export function toWebhookEndpoint(
  row: Selectable<WebhookEndpointTable>,
  tx: InMode,
  { secret, graceEndsAt }: SecretFacts = {},
): WebhookEndpoint {
  return {
    id: row.id,
    object: 'webhook_endpoint',
    url: row.url,
    event_types: JSON.parse(row.event_types),
    description: row.description,
    status: row.status,
    disabled_reason: row.disabled_reason,
    max_in_flight: row.max_in_flight,
    api_version: row.api_version ?? FIRST_PINNED_VERSION,
    secret: secret ?? null,
    secret_expires_at: isoOrNull(graceEndsAt ?? null),
    metadata: JSON.parse(row.metadata),
    ...stampsOf(row, tx),
  }
}
