import { TenantUpdate } from '@bahi/spec'
import { type Clock, timeNow } from './kit/clock.ts'
import type { Mode } from './kit/environment.ts'
import { Refusal } from './kit/errors.ts'
import { faultWords } from './kit/fault-words.ts'
import { createIdFactory } from './kit/id.ts'
import { type NamesOf, requireKnown } from './kit/known-options.ts'
import { grantTenant as grantToKey, insertApiKey } from './operations/api-key.ts'
import { beginPurging } from './operations/purge.ts'
import { createDefaultStore } from './operations/store.ts'
import { createTenant as insertTenant } from './operations/tenant.ts'
import { beginGeneration, keepForReset } from './operations/test-reset.ts'
import { publishableScopes } from './rules/scope.ts'
import type { Store, Tx } from './store/store.ts'

/** A tenant to make. */
export interface NewTenant {
  readonly name: string
  /** ISO 4217: what its prices are in unless they say otherwise. */
  readonly currency: string
  /** State code for the split of Indian taxes: `KA`. */
  readonly state?: string
  /** IANA; UTC if left out. */
  readonly timeZone?: string
}

/** A pair of keys of one mode. They are shown here and never again. */
export interface KeyPair {
  readonly secret: string
  readonly publishable: string
}

/** A new tenant with its first keys. */
export interface CreatedTenant {
  readonly tenantId: string
  readonly keys: Readonly<Record<Mode, KeyPair>>
}

interface TenantServices {
  readonly store: Store
  readonly clock: Clock
  readonly random?: (() => number) | undefined
}

const names: NamesOf<NewTenant> = { name: true, currency: true, state: true, timeZone: true }

const NewProfile = TenantUpdate.required({ name: true, currency: true })

/** Makes a tenant with a test and a live environment; `furnish` may write more into each before they can be seen. */
export async function createTenant(
  { store, clock, random }: TenantServices,
  tenant: NewTenant,
  furnish: (tx: Tx) => Promise<void> = async () => {},
): Promise<CreatedTenant> {
  requireKnown('createTenant', tenant, names)
  const { name, currency, state, timeZone = 'UTC' } = tenant
  const given = { name, currency, state, time_zone: timeZone }
  const checked = NewProfile.safeParse(given, { error: faultWords })
  if (!checked.success) throw new TypeError(`createTenant: ${checked.error.issues.map(issueText).join('; ')}`)
  const createdAt = timeNow(clock)
  const tenantId = createIdFactory(random)('tnt', createdAt)
  const keys: Partial<Record<Mode, KeyPair>> = {}
  await store.platform.createTenant({ id: tenantId, name, createdAt }, async (tx) => {
    await insertTenant(tx, { id: tenantId, name, currency, state: state ?? null, timeZone })
    await createDefaultStore(tx)
    keys[tx.livemode ? 'live' : 'test'] = await createKeyPair(tx, tenantId)
    await beginPurging(tx, tenantId)
    await furnish(tx)
  })
  const { test, live } = keys
  if (test === undefined || live === undefined)
    throw new Error('A tenant was made without both of its environments.')
  return { tenantId, keys: { test, live } }
}

/** A key, and another tenant that it is to serve. */
export interface TenantGrant {
  /** `key_…`, of `homeTenantId` in this mode. */
  readonly keyId: string
  readonly homeTenantId: string
  readonly mode: Mode
  /** The tenant that the key may serve too: requests name it in the `tenant-id` header. */
  readonly tenantId: string
}

/** Lets a key serve another tenant in its own mode. Throws a TypeError when the key or a tenant is not there. */
export async function grantTenant(
  { store }: { readonly store: Store },
  { keyId, homeTenantId, mode, tenantId }: TenantGrant,
): Promise<void> {
  for (const id of [homeTenantId, tenantId]) {
    if (!(await store.platform.hasEnvironment(`${id}/${mode}`)))
      throw new TypeError(`grantTenant: there is no tenant ${id} with a mode ${mode}.`)
  }
  try {
    await store.transaction(`${homeTenantId}/${mode}`, (tx) => grantToKey(tx, keyId, tenantId))
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause
    throw new TypeError(`grantTenant: ${homeTenantId} has no ${mode} key ${keyId}.`, { cause })
  }
}

/** Begins a tenant's test environment anew; its keys stay. */
export async function resetTenant({ store }: { readonly store: Store }, tenantId: string): Promise<void> {
  await store.reset(`${tenantId}/test`, {
    leave: async (old) => ({ kept: await keepForReset(old) }),
    begin: beginGeneration,
  })
}

async function createKeyPair(tx: Tx, tenantId: string): Promise<KeyPair> {
  const tenantIds = [tenantId]
  const secret = await insertApiKey(tx, {
    kind: 'secret',
    scopes: ['*'],
    tenantIds,
    name: 'First secret key',
  })
  const publishable = await insertApiKey(tx, {
    kind: 'publishable',
    scopes: publishableScopes,
    tenantIds,
    name: 'First publishable key',
  })
  if (secret.secret === null || publishable.secret === null)
    throw new Error('A new key came without its secret.')
  return { secret: secret.secret, publishable: publishable.secret }
}

const issueText = ({ path, message }: { path: PropertyKey[]; message: string }) =>
  `${path.join('.')}: ${message}`
