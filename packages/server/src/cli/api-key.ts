import type { Flags } from './flags.ts'
import { onExistingData } from './stored-data.ts'
import { UsageError } from './usage.ts'

export async function createKeyCommand(flags: Flags): Promise<void> {
  const { tenant: tenantId, mode = 'test', kind = 'secret', scopes, name } = flags
  if (tenantId === undefined)
    throw new UsageError('key create needs --tenant ID; "tenant list" has the ids of the tenants.')
  if (mode !== 'test' && mode !== 'live') throw new UsageError(`--mode takes test or live, not "${mode}".`)
  if (kind !== 'secret' && kind !== 'publishable')
    throw new UsageError(`--kind takes secret or publishable, not "${kind}".`)
  await onExistingData(flags, async ({ server }) => {
    const key = await server.createApiKey({
      tenantId,
      mode,
      kind,
      ...(scopes === undefined ? {} : { scopes: scopes.split(',') }),
      ...(name === undefined ? {} : { name }),
    })
    const { keyId, secret, ...told } = key
    process.stdout.write(`${JSON.stringify({ key_id: keyId, tenant_id: tenantId, ...told, secret })}\n`)
  })
}
