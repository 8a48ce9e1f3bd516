import { createRequire } from 'node:module'
import { join } from 'node:path'
import type * as ServerPackage from '@bahi/server'
import type * as WebhooksPackage from '@bahi/webhooks'

/** What the stories of `smoke/web.mjs` are told. */
export interface Scene {
  readonly secret: { readonly baseUrl: string; readonly apiKey: string }
  readonly publishable: { readonly baseUrl: string; readonly apiKey: string; readonly invoiceId: string }
  readonly webhook: {
    readonly payload: string
    readonly headers: Readonly<Record<string, string>>
    readonly secret: string
  }
  readonly close: () => Promise<void>
}

/** Starts the project's own packed server with a tenant, two products and an invoice in it. */
export async function openScene(folder: string): Promise<Scene> {
  const load = createRequire(join(folder, 'package.json'))
  // The packages that this repository has just packed.
  const { createServer } = load('@bahi/server') as typeof ServerPackage
  const webhooks = load('@bahi/webhooks') as typeof WebhooksPackage
  const server = await createServer({ rateLimits: false })
  const { keys } = await server.createTenant({ name: 'Acme', currency: 'INR' })
  const { url } = await server.listen({ port: 0 })
  const baseUrl = `${url}/v1`
  const post = async (path: string, body: unknown): Promise<{ id: string }> => {
    const headers = { authorization: `Bearer ${keys.test.secret}`, 'content-type': 'application/json' }
    const answer = await fetch(`${baseUrl}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(await answer.text())
    return (await answer.json()) as { id: string } // every resource has one
  }
  await post('/products', { sku: 'TEA-250G', name: 'Assam tea', rate: 120 })
  await post('/products', { sku: 'MILK-1L', name: 'Milk', rate: 68 })
  const invoice = await post('/invoices', {
    customer: { phone: '+919876543210', name: 'Rahul K.' },
    items: [{ sku: 'TEA-250G', qty: 1 }],
  })
  return {
    secret: { baseUrl, apiKey: keys.test.secret },
    publishable: { baseUrl, apiKey: keys.test.publishable, invoiceId: invoice.id },
    webhook: signed(webhooks),
    close: () => server.close(),
  }
}

function signed({ generateSecret, sign }: typeof WebhooksPackage): Scene['webhook'] {
  const secret = generateSecret()
  const payload = JSON.stringify({ id: 'evt_1', type: 'invoice.sent', data: {} })
  const timestamp = Math.floor(Date.now() / 1000)
  return { payload, secret, headers: { ...sign({ id: 'evt_1', timestamp, payload, secrets: secret }) } }
}

/** What `webhookStory` answers where node:crypto is not. */
export const webhookTruth = { type: 'invoice.sent', forged: 'no_match', sign: true }

/** What `publishableStory` answers. */
export const publishableTruth = {
  skus: ['MILK-1L', 'TEA-250G'],
  status: 'draft',
  person: null,
  // The preflight is refused: the browser sends no write at all.
  write: ['connection_failed', 'unknown'],
  // Bundlers for a page have taken the build that is made for one.
  forBrowsers: true,
  secret: 'secret_key_in_browser',
}

/** What `secretStory` answers. */
export const secretTruth = { listsWhatItMade: true, narrows: true }
