import { type ApiKey, type ApiKeyCreate, type ApiKeyRotate, CURRENT_API_VERSION } from '@bahi/spec'
import { apiKeyPrefix, generateApiKey, hashApiKey, type KeyKind } from '../kit/api-key.ts'
import { invalidField, notFound, Refusal } from '../kit/errors.ts'
import { isId } from '../kit/id.ts'
import type { PageRequest, PageRows } from '../kit/page.ts'
import { covers, publishableScopes } from '../rules/scope.ts'
import { newestPage } from '../store/newest-page.ts'
import type { Tx } from '../store/store.ts'
import { toApiKey } from '../tables/api-key.ts'
import type { NewRow, Row } from '../tables/row.ts'
import { forUpdate } from './lock.ts'

/** What the acting key may pass on. */
export interface Grant {
  readonly scopes: readonly string[]
  readonly tenantIds: readonly string[]
}

export interface NewApiKey extends Grant {
  readonly kind: KeyKind
  readonly name?: string | null
  readonly expiresAt?: number | null
  /** The current one if left out. */
  readonly apiVersion?: string | undefined
  readonly metadata?: Readonly<Record<string, string>>
}

const SECONDS = 1000
const LAST_SHOWN = 4

export async function createApiKey(tx: Tx, body: ApiKeyCreate, actor: Grant): Promise<ApiKey> {
  const kind = body.kind ?? 'secret'
  const scopes = body.scopes ?? (kind === 'secret' ? actor.scopes : publishableScopes)
  const tenantIds = body.tenant_ids ?? [tenantIdOf(tx)]
  requireWithin(actor, { scopes, tenantIds })
  if (kind === 'publishable') requirePublic(scopes)
  const expiresAt = body.expires_at == null ? null : Date.parse(body.expires_at)
  if (expiresAt !== null && expiresAt <= tx.now.getTime()) {
    throw invalidField('/expires_at', 'in_the_past', 'The time must lie ahead.')
  }
  return insertApiKey(tx, {
    kind,
    scopes,
    tenantIds,
    expiresAt,
    apiVersion: body.api_version,
    name: body.name ?? null,
    metadata: body.metadata ?? {},
  })
}

/** Makes a key and writes its hash; the answer is the only place that ever holds the key itself. */
export async function insertApiKey(tx: Tx, key: NewApiKey): Promise<ApiKey> {
  const secret = generateApiKey(key.kind, tx.environment)
  const now = tx.now.getTime()
  const row: NewRow<'api_keys'> = {
    id: tx.newId('key'),
    kind: key.kind,
    name: key.name ?? null,
    hash: hashApiKey(secret),
    prefix: apiKeyPrefix(key.kind, tx.livemode ? 'live' : 'test'),
    last4: secret.slice(-LAST_SHOWN),
    scopes: JSON.stringify(key.scopes),
    tenant_ids: JSON.stringify(key.tenantIds),
    api_version: key.apiVersion ?? CURRENT_API_VERSION,
    metadata: JSON.stringify(key.metadata ?? {}),
    created_at: now,
    updated_at: now,
    last_used_at: null,
    expires_at: key.expiresAt ?? null,
    revoked_at: null,
  }
  const inserted = await tx.db.insertInto('api_keys').values(row).returningAll().executeTakeFirstOrThrow()
  return toApiKey(inserted, tx, secret)
}

export async function retrieveApiKey(tx: Tx, id: string): Promise<ApiKey> {
  const row = isId('key', id) ? await byId(tx, id).executeTakeFirst() : undefined
  if (row === undefined) throw notFound()
  return toApiKey(row, tx)
}

export async function listApiKeys(tx: Tx, request: PageRequest): Promise<PageRows<ApiKey>> {
  const page = await newestPage(tx.db.selectFrom('api_keys').selectAll(), request)
  return { ...page, rows: page.rows.map((row) => toApiKey(row, tx)) }
}

export async function rotateApiKey(tx: Tx, id: string, body: ApiKeyRotate, actor: Grant): Promise<ApiKey> {
  const old = await lockApiKey(tx, id)
  const { scopes, tenant_ids: tenantIds, metadata, name, api_version } = toApiKey(old, tx)
  const apiVersion = body.api_version ?? api_version
  requireWithin(actor, { scopes, tenantIds })
  if (!isActive(old, tx)) {
    const state = old.revoked_at === null ? 'expired' : 'revoked'
    throw new Refusal('invalid_state', {
      state,
      allowed_acts: [],
      detail: `The key is ${state}: create a new one.`,
    })
  }
  await endApiKey(tx, old, (body.grace_seconds ?? 0) * SECONDS)
  return insertApiKey(tx, {
    kind: old.kind,
    scopes,
    tenantIds,
    metadata,
    name,
    apiVersion,
    expiresAt: old.expires_at,
  })
}

export async function revokeApiKey(tx: Tx, id: string): Promise<ApiKey> {
  const row = await lockApiKey(tx, id)
  if (row.revoked_at === null) await endApiKey(tx, row, 0)
  return retrieveApiKey(tx, id)
}

/** Lets a key serve one more tenant. An operator's act: no request reaches beyond the tenants of its own key. Throws `not_found`. */
export async function grantTenant(tx: Tx, id: string, tenantId: string): Promise<void> {
  const row = await lockApiKey(tx, id)
  const { tenant_ids: tenantIds } = toApiKey(row, tx)
  if (tenantIds.includes(tenantId)) return
  await tx.db
    .updateTable('api_keys')
    .set({ tenant_ids: JSON.stringify([...tenantIds, tenantId]), updated_at: tx.now.getTime() })
    .where('id', '=', id)
    .execute()
}

export interface ActiveApiKey extends Grant {
  readonly id: string
  readonly kind: KeyKind
  readonly apiVersion: string
  /** How long ago, by the environment's clock, its use was last noted; infinite for never. */
  readonly unusedForMs: number
}

/** The key with this hash, unless it was revoked or has expired. */
export async function findActiveApiKey(tx: Tx, hash: string): Promise<ActiveApiKey | null> {
  const row = await tx.db.selectFrom('api_keys').selectAll().where('hash', '=', hash).executeTakeFirst()
  if (row === undefined || !isActive(row, tx)) return null
  const { id, kind, scopes, tenant_ids: tenantIds, api_version: apiVersion } = toApiKey(row, tx)
  const unusedForMs =
    row.last_used_at === null ? Number.POSITIVE_INFINITY : tx.now.getTime() - row.last_used_at
  return { id, kind, scopes, tenantIds, apiVersion, unusedForMs }
}

/** Notes that the key was used; callers do so once a minute at most. */
export async function touchApiKey(tx: Tx, id: string): Promise<void> {
  await tx.db.updateTable('api_keys').set({ last_used_at: tx.now.getTime() }).where('id', '=', id).execute()
}

const byId = (tx: Tx, id: string) => tx.db.selectFrom('api_keys').selectAll().where('id', '=', id)

async function lockApiKey(tx: Tx, id: string): Promise<Row<'api_keys'>> {
  const row = isId('key', id) ? await forUpdate(tx, byId(tx, id)).executeTakeFirst() : undefined
  if (row === undefined) throw notFound()
  return row
}

/** At once it is revoked; with a grace period it expires, no later than it would have. */
async function endApiKey(tx: Tx, row: Row<'api_keys'>, graceMs: number): Promise<void> {
  const now = tx.now.getTime()
  const end = Math.min(now + graceMs, row.expires_at ?? Number.POSITIVE_INFINITY)
  const set = graceMs === 0 ? { revoked_at: now } : { expires_at: end }
  await tx.db
    .updateTable('api_keys')
    .set({ ...set, updated_at: now })
    .where('id', '=', row.id)
    .execute()
}

const isActive = (row: Row<'api_keys'>, tx: Tx): boolean =>
  row.revoked_at === null && (row.expires_at === null || row.expires_at > tx.now.getTime())

function requireWithin(actor: Grant, asked: Grant): void {
  const within =
    covers(actor.scopes, asked.scopes) && asked.tenantIds.every((id) => actor.tenantIds.includes(id))
  if (!within) throw new Refusal('scope_exceeded')
}

function requirePublic(scopes: readonly string[]): void {
  const index = scopes.findIndex((scope) => !isPublishable(scope))
  if (index === -1) return
  throw invalidField(
    `/scopes/${index}`,
    'not_publishable',
    `A publishable key may have these scopes only: ${publishableScopes.join(', ')}.`,
  )
}

const isPublishable = (scope: string): boolean => publishableScopes.some((name) => name === scope)

const tenantIdOf = (tx: Tx): string => tx.environment.split('/')[0] ?? ''
