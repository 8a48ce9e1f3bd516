import { type DemoIds, furnishDemo } from './demo.ts'
import type { Mode } from './kit/environment.ts'
import { assemble, type Server, type ServerOptions, serverOf } from './server.ts'
import type { TenantRecord } from './store/store.ts'
import { type CreatedTenant, createTenant } from './tenants.ts'

export interface CreatedDemo extends CreatedTenant {
  readonly ids: Readonly<Record<Mode, DemoIds>>
}

/** A server with the acts that only an operator at its own machine has. */
export interface OperatedServer {
  readonly server: Server
  /** Makes the demo tenant when there is none yet, once also when two processes start together; `null` otherwise. */
  createDemo(): Promise<CreatedDemo | null>
  listTenants(): Promise<TenantRecord[]>
}

export async function openServer(options: ServerOptions): Promise<OperatedServer> {
  const parts = await assemble(options)
  const { platform } = parts.services.store
  return {
    server: serverOf(parts),
    listTenants: () => platform.listTenants(),
    createDemo: () =>
      platform.exclusively('demo', async () => {
        const tenants = await platform.listTenants()
        return tenants.length === 0 ? createDemo(parts) : null
      }),
  }
}

async function createDemo({ services }: Awaited<ReturnType<typeof assemble>>): Promise<CreatedDemo> {
  const ids: Partial<Record<Mode, DemoIds>> = {}
  const profile = { name: 'Demo Stores', currency: 'INR', state: 'KA', timeZone: 'Asia/Kolkata' }
  const tenant = await createTenant(services, profile, async (tx) => {
    ids[tx.livemode ? 'live' : 'test'] = await furnishDemo(tx)
  })
  const { test, live } = ids
  if (test === undefined || live === undefined) throw new Error('The demo tenant was made without its ids.')
  return { ...tenant, ids: { test, live } }
}
