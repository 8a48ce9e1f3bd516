import {
  CURRENT_API_VERSION,
  type WebhookEndpoint,
  type WebhookEndpointCreate,
  type WebhookEndpointUpdate,
  type WebhookSecretRotate,
} from '@bahi/spec'
import { invalidField, notFound } from '../kit/errors.ts'
import { isId } from '../kit/id.ts'
import type { PageRequest, PageRows } from '../kit/page.ts'
import type { Vault } from '../kit/vault.ts'
import { recordEvent } from '../outbox.ts'
import { purgeOf, schedule, unschedule } from '../schedule.ts'
import { newestPage } from '../store/newest-page.ts'
import type { Tx } from '../store/store.ts'
import type { NewRow, Row } from '../tables/row.ts'
import { toWebhookEndpoint } from '../tables/webhook-endpoint.ts'
import { forUpdate } from './lock.ts'
import { createWebhookSecret, endWebhookSecrets, graceEnds } from './webhook-endpoint-secret.ts'

/** How long an old secret signs along unless the caller says otherwise: a day. */
const DEFAULT_GRACE_SECONDS = 86_400

/** The answer holds the signing secret, this once. Throws `validation_failed`. */
export async function createWebhookEndpoint(
  tx: Tx,
  body: WebhookEndpointCreate,
  vault: Vault,
): Promise<WebhookEndpoint> {
  const now = tx.now.getTime()
  const row: NewRow<'webhook_endpoints'> = {
    id: tx.newId('whk'),
    url: sendable(tx, body.url),
    event_types: JSON.stringify(body.event_types),
    description: body.description ?? null,
    status: 'enabled',
    disabled_reason: null,
    max_in_flight: body.max_in_flight ?? 1,
    api_version: body.api_version ?? CURRENT_API_VERSION,
    since_sequence: await lastSequence(tx),
    failing_since: null,
    metadata: JSON.stringify(body.metadata ?? {}),
    created_at: now,
    updated_at: now,
  }
  const made = await tx.db
    .insertInto('webhook_endpoints')
    .values(row)
    .returningAll()
    .executeTakeFirstOrThrow()
  return toWebhookEndpoint(made, tx, { secret: await createWebhookSecret(tx, made.id, vault) })
}

/** Throws `not_found`. */
export async function retrieveWebhookEndpoint(tx: Tx, id: string): Promise<WebhookEndpoint> {
  return asItIs(tx, await load(tx, id))
}

/** Newest first. */
export async function listWebhookEndpoints(tx: Tx, request: PageRequest): Promise<PageRows<WebhookEndpoint>> {
  const { rows, next } = await newestPage(tx.db.selectFrom('webhook_endpoints').selectAll(), request)
  const ends = await graceEnds(
    tx,
    rows.map((row) => row.id),
  )
  return {
    rows: rows.map((row) => toWebhookEndpoint(row, tx, { graceEndsAt: ends.get(row.id) ?? null })),
    next,
  }
}

/** Changes the members that are sent. Throws `not_found`, `validation_failed`. */
export async function updateWebhookEndpoint(
  tx: Tx,
  id: string,
  body: WebhookEndpointUpdate,
): Promise<WebhookEndpoint> {
  const row = await loadForUpdate(tx, id)
  const { url, event_types, description, max_in_flight, api_version, metadata } = body
  return change(tx, row.id, {
    ...(url === undefined ? {} : { url: sendable(tx, url) }),
    // What failed at another address says nothing of this one.
    ...(url === undefined || url === row.url ? {} : { failing_since: null }),
    ...(event_types === undefined ? {} : { event_types: JSON.stringify(event_types) }),
    ...(description === undefined ? {} : { description }),
    ...(max_in_flight === undefined ? {} : { max_in_flight }),
    ...(api_version === undefined ? {} : { api_version }),
    ...(metadata === undefined ? {} : { metadata: JSON.stringify(metadata) }),
  })
}

/** Its waiting deliveries are cancelled. Throws `not_found`. */
export async function deleteWebhookEndpoint(tx: Tx, id: string): Promise<void> {
  // The lock holds off the fan-out, which would otherwise make deliveries for an endpoint that is gone.
  await loadForUpdate(tx, id)
  const now = tx.now.getTime()
  await tx.db
    .updateTable('deliveries')
    .set({
      status: 'cancelled',
      next_attempt_at: null,
      claimed_until: null,
      updated_at: now,
      finished_at: now,
    })
    .where('endpoint_id', '=', id)
    .where('status', '=', 'pending')
    .execute()
  await unschedule(tx, 'purge', id)
  await tx.db.deleteFrom('webhook_endpoints').where('id', '=', id).execute()
}

/** The answer holds the new secret, this once; the old one signs along for a while. Throws `not_found`. */
export async function rotateWebhookSecret(
  tx: Tx,
  id: string,
  { body, vault }: { body: WebhookSecretRotate; vault: Vault },
): Promise<WebhookEndpoint> {
  const row = await loadForUpdate(tx, id)
  const graceMs = (body.grace_seconds ?? DEFAULT_GRACE_SECONDS) * 1000
  await endWebhookSecrets(tx, row.id, tx.now.getTime() + graceMs)
  const secret = await createWebhookSecret(tx, row.id, vault)
  return { ...(await change(tx, row.id, {})), secret }
}

/** Its deliveries wait until it is enabled. Disabling it again changes nothing. Throws `not_found`. */
export async function disableWebhookEndpoint(tx: Tx, id: string): Promise<WebhookEndpoint> {
  const row = await loadForUpdate(tx, id)
  if (row.status === 'disabled') return asItIs(tx, row)
  await schedule(tx, purgeOf(row.id, tx.now.getTime()))
  return change(tx, row.id, { status: 'disabled', disabled_reason: 'requested' })
}

/** Its waiting deliveries go on. Throws `not_found`. */
export async function enableWebhookEndpoint(tx: Tx, id: string): Promise<WebhookEndpoint> {
  const row = await loadForUpdate(tx, id)
  if (row.status === 'enabled') return asItIs(tx, row)
  await unschedule(tx, 'purge', row.id)
  tx.wakeAt(tx.now.getTime())
  return change(tx, row.id, { status: 'enabled', disabled_reason: null, failing_since: null })
}

/** Fires `webhook_endpoint.test` to this endpoint alone. Throws `not_found`. */
export async function testWebhookEndpoint(tx: Tx, id: string): Promise<WebhookEndpoint> {
  const endpoint = await asItIs(tx, await load(tx, id))
  recordEvent(tx, { type: 'webhook_endpoint.test', resourceId: id, data: endpoint, endpointId: id })
  return endpoint
}

async function load(tx: Tx, id: string): Promise<Row<'webhook_endpoints'>> {
  if (!isId('whk', id)) throw notFound()
  const row = await tx.db.selectFrom('webhook_endpoints').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound()
  return row
}

/** An endpoint is locked before its deliveries, everywhere. */
async function loadForUpdate(tx: Tx, id: string): Promise<Row<'webhook_endpoints'>> {
  if (!isId('whk', id)) throw notFound()
  const query = tx.db.selectFrom('webhook_endpoints').selectAll().where('id', '=', id)
  const row = await forUpdate(tx, query).executeTakeFirst()
  if (row === undefined) throw notFound()
  return row
}

type Change = Partial<Omit<NewRow<'webhook_endpoints'>, 'id' | 'environment'>>

async function change(tx: Tx, id: string, members: Change): Promise<WebhookEndpoint> {
  const row = await tx.db
    .updateTable('webhook_endpoints')
    .set({ ...members, updated_at: tx.now.getTime() })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return asItIs(tx, row)
}

export async function asItIs(tx: Tx, row: Row<'webhook_endpoints'>): Promise<WebhookEndpoint> {
  const ends = await graceEnds(tx, [row.id])
  return toWebhookEndpoint(row, tx, { graceEndsAt: ends.get(row.id) ?? null })
}

function sendable(tx: Tx, url: string): string {
  const { protocol, username, password } = new URL(url)
  if (tx.livemode && protocol !== 'https:') {
    throw invalidField('/url', 'https_required', 'With live keys the address must begin with https://.')
  }
  if (username !== '' || password !== '') {
    throw invalidField(
      '/url',
      'credentials_in_url',
      'Leave user name and password out: deliveries are signed instead.',
    )
  }
  return url
}

/** An event that commits after the endpoint has a higher number than this, whoever records it. */
async function lastSequence(tx: Tx): Promise<number> {
  const counter = await tx.db
    .selectFrom('counters')
    .select('value')
    .where('name', '=', 'event')
    .executeTakeFirst()
  return counter?.value ?? 0
}
