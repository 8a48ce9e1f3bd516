import { assemble } from './assemble.ts'
import { type DemoIds, furnishDemo } from './demo.ts'
import type { GatewayCredentials } from './gateway/credentials.ts'
import type { Mode } from './kit/environment.ts'
import { type Server, serverOf } from './server.ts'
import type { ServerOptions } from './server-options.ts'
import type { PlatformStore, TenantRecord } from './store/store.ts'
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
  /** Where the demo tenant's gateway must send its webhooks; null when none is configured. */
  gatewayWebhookUrl(): string | null
}

export interface OperatedOptions extends Omit<ServerOptions, 'gateway'> {
  /** Collects in the live mode of the demo tenant, and of no other. */
  readonly demoGateway?: GatewayCredentials
  /** Where it is about to listen: what is sent before tells of its pages there. */
  readonly usualUrl?: string
}

export async function openServer({
  demoGateway,
  usualUrl,
  ...options
}: OperatedOptions): Promise<OperatedServer> {
  let demoId: string | null = null
  const choose = (tenantId: string) => (tenantId === demoId ? (demoGateway ?? null) : null)
  const parts = await assemble({ ...options, gateway: choose }, usualUrl === undefined ? {} : { usualUrl })
  const { platform } = parts.services.store
  demoId = await findDemo(platform)
  return {
    server: serverOf(parts),
    listTenants: () => platform.listTenants(),
    gatewayWebhookUrl: () =>
      demoGateway === undefined || demoId === null ? null : parts.pages.webhookUrl(`${demoId}/live`),
    async createDemo() {
      const demo = await platform.exclusively('demo', async () => {
        const tenants = await platform.listTenants()
        return tenants.length === 0 ? createDemo(parts) : null
      })
      demoId = await findDemo(platform)
      return demo
    },
  }
}

const DEMO_NAME = 'Demo Stores'

/** The demo tenant is made over empty data, so it is the first. */
async function findDemo(platform: PlatformStore): Promise<string | null> {
  const [first] = (await platform.listTenants()).toSorted((a, b) => a.createdAt - b.createdAt)
  return first?.name === DEMO_NAME ? first.id : null
}

async function createDemo({ services }: Awaited<ReturnType<typeof assemble>>): Promise<CreatedDemo> {
  const ids: Partial<Record<Mode, DemoIds>> = {}
  const profile = { name: DEMO_NAME, currency: 'INR', state: 'KA', timeZone: 'Asia/Kolkata' }
  const tenant = await createTenant(services, profile, async (tx) => {
    ids[tx.livemode ? 'live' : 'test'] = await furnishDemo(tx)
  })
  const { test, live } = ids
  if (test === undefined || live === undefined) throw new Error('The demo tenant was made without its ids.')
  return { ...tenant, ids: { test, live } }
}
