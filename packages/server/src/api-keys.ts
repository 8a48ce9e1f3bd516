import { ApiKeyCreate, scopes as knownScopes } from '@bahi/spec'
import type { KeyKind } from './kit/api-key.ts'
import type { Mode } from './kit/environment.ts'
import { Refusal } from './kit/errors.ts'
import { faultWords } from './kit/fault-words.ts'
import { createApiKey as insertKey } from './operations/api-key.ts'
import type { Store } from './store/store.ts'

/** A key to make for a tenant, as when all of its own are lost. */
export interface NewTenantKey {
  readonly tenantId: string
  readonly mode: Mode
  /** `secret` if left out. */
  readonly kind?: KeyKind
  /** Everything that a key of this kind may do if left out. */
  readonly scopes?: readonly string[]
  readonly name?: string
}

/** A new key. `secret`, the key itself, is shown here and never again. */
export interface CreatedTenantKey {
  /** `key_…`, as `GET /api-keys` lists it. */
  readonly keyId: string
  readonly mode: Mode
  readonly kind: KeyKind
  readonly scopes: readonly string[]
  readonly secret: string
}

/** Makes a key with no key at hand. Throws a TypeError that says what to give instead. */
export async function createApiKey(
  { store }: { readonly store: Store },
  { tenantId, mode, ...key }: NewTenantKey,
): Promise<CreatedTenantKey> {
  const body = read(key)
  if (!(await store.platform.hasEnvironment(`${tenantId}/${mode}`)))
    throw fault(`there is no tenant ${tenantId} in this data; "bahi-server tenant list" has those that are`)
  const { id, kind, scopes, secret } = await store
    .transaction(`${tenantId}/${mode}`, (tx) => insertKey(tx, body, { scopes: ['*'], tenantIds: [tenantId] }))
    .catch(explain)
  if (secret === null) throw new Error('A new key came without its secret.')
  return { keyId: id, mode, kind, scopes, secret }
}

function read(key: Omit<NewTenantKey, 'tenantId' | 'mode'>): ApiKeyCreate {
  const known = ['*', ...knownScopes]
  const unknown = key.scopes?.find((scope) => !known.includes(scope))
  if (unknown !== undefined) throw fault(`there is no scope "${unknown}"; the scopes are ${known.join(', ')}`)
  const checked = ApiKeyCreate.safeParse(key, { error: faultWords })
  if (checked.success) return checked.data
  throw fault(checked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '))
}

/** What the API would answer as a problem. */
function explain(cause: unknown): never {
  if (!(cause instanceof Refusal)) throw cause
  const details = cause.facts.errors?.map(({ detail }) => detail) ?? [cause.message]
  throw new TypeError(`createApiKey: ${details.join(' ')}`, { cause })
}

const fault = (what: string) => new TypeError(`createApiKey: ${what}.`)
