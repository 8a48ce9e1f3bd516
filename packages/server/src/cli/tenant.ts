import type { Flags } from './flags.ts'
import { onExistingData, onStoredData } from './stored-data.ts'
import { UsageError } from './usage.ts'

export async function createTenantCommand(flags: Flags): Promise<void> {
  const { name, currency = 'INR', state, 'time-zone': timeZone } = flags
  if (name === undefined) throw new UsageError('tenant create needs --name.')
  await onStoredData(flags, async ({ server }) => {
    const tenant = await server.createTenant({
      name,
      currency,
      ...(state === undefined ? {} : { state }),
      ...(timeZone === undefined ? {} : { timeZone }),
    })
    process.stdout.write(`${JSON.stringify({ tenant_id: tenant.tenantId, keys: tenant.keys })}\n`)
  })
}

export async function grantTenantCommand(flags: Flags): Promise<void> {
  const { key: keyId, home: homeTenantId, mode, tenant: tenantId } = flags
  if (keyId === undefined || homeTenantId === undefined || tenantId === undefined)
    throw new UsageError('tenant grant needs --key, --home (the tenant that made the key) and --tenant.')
  if (mode !== 'test' && mode !== 'live')
    throw new UsageError('tenant grant needs --mode test or --mode live.')
  await onExistingData(flags, async ({ server }) => {
    await server.grantTenant({ keyId, homeTenantId, mode, tenantId })
    process.stdout.write(`${JSON.stringify({ key_id: keyId, mode, granted: tenantId })}\n`)
  })
}

export async function listTenantsCommand(flags: Flags): Promise<void> {
  await onExistingData(flags, async ({ listTenants }) => {
    for (const { id, name, createdAt } of await listTenants()) {
      process.stdout.write(`${JSON.stringify({ id, name, created_at: new Date(createdAt).toISOString() })}\n`)
    }
  })
}

/** Progress goes to stderr: stdout has the one line of the result. */
export async function purgeTenantsCommand(flags: Flags): Promise<void> {
  await onExistingData(flags, async ({ server }) => {
    const told = (gone: number) => process.stderr.write(`\r${gone} rows purged`)
    const purged = await server.purgeGenerations(told)
    if (purged > 0) process.stderr.write('\n')
    process.stdout.write(`${JSON.stringify({ purged })}\n`)
  })
}
