import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type * as Signature from '@bahi/webhooks/signature'
import { deliver, type Signer } from './next/deliveries.ts'
import { buildSite, withSite } from './next/site.ts'
import { cases } from './next/table.ts'

// The adapters for Next in a real site: built, started and sent signed deliveries.
const folder = await buildSite()
const load = createRequire(join(folder, 'package.json'))
// The package that this repository has just packed.
const { generateSecret, sign } = load('@bahi/webhooks/signature') as typeof Signature
const signer = { generateSecret, sign, secret: generateSecret(), oldSecret: generateSecret() }

await withSite(signer, async (origin) => {
  for (const path of ['webhooks', 'edge', 'api/webhooks']) await receives(signer, `${origin}/${path}`)
  await advises(signer, `${origin}/parsed`, 'export const POST = webhookHandler(…)')
  await advises(signer, `${origin}/api/parsed`, 'export const config = { api: { bodyParser: false } }')
})

async function receives(signer: Signer, url: string): Promise<void> {
  for (const [name, run] of Object.entries(cases)) {
    await run(signer, url).catch((cause) => {
      throw new Error(`${new URL(url).pathname}: ${name}`, { cause })
    })
  }
  console.log(`ok   ${new URL(url).pathname}: ${Object.keys(cases).join('; ')}`)
}

/** A route that loses the body says which line to change. */
async function advises(signer: Signer, url: string, line: string): Promise<void> {
  const { status, answer } = await deliver(signer, url)
  assert.deepEqual([status, answer.code], [400, 'body_already_parsed'])
  assert.ok(answer.detail?.includes(line), answer.detail)
  console.log(`ok   ${new URL(url).pathname}: body_already_parsed`)
}
