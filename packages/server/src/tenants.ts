import { TenantUpdate } from '@bahi/spec'
import type { Clock } from './kit/clock.ts'
import { createIdFactory } from './kit/id.ts'
import { insertApiKey } from './operations/api-key.ts'
import { createTenant as insertTenant } from './operations/tenant.ts'
import { publishableScopes } from './rules/scope.ts'
import type { Mode, Store, Tx } from './store/store.ts'

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

export interface CreatedTenant {
  readonly tenantId: string
  readonly keys: Readonly<Record<Mode, KeyPair>>
}

/** Makes a tenant with a test and a live environment; `furnish` may write more into each before they can be seen. */
export async function createTenant(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  tenant: NewTenant,
  furnish: (tx: Tx) => Promise<void> = async () => {},
): Promise<CreatedTenant> {
  const { name, currency, state, timeZone = 'UTC' } = tenant
  const checked = TenantUpdate.safeParse({ name, currency, state, time_zone: timeZone })
  if (!checked.success) throw new TypeError(`createTenant: ${checked.error.issues.map(issueText).join('; ')}`)
  const createdAt = clock.wall()
  const tenantId = createIdFactory()('tnt', createdAt)
  const keys: Partial<Record<Mode, KeyPair>> = {}
  await store.platform.createTenant({ id: tenantId, name, createdAt }, async (tx) => {
    await insertTenant(tx, { id: tenantId, name, currency, state: state ?? null, timeZone })
    keys[tx.livemode ? 'live' : 'test'] = await createKeyPair(tx, tenantId)
    await furnish(tx)
  })
  const { test, live } = keys
  if (test === undefined || live === undefined)
    throw new Error('A tenant was made without both of its environments.')
  return { tenantId, keys: { test, live } }
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
