import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type * as Signature from '@bahi/webhooks/signature'
import { buildSite, withSite } from './next/site.ts'

// The adapters for Next in a real site: built, started and sent signed deliveries.
const folder = await buildSite()
const load = createRequire(join(folder, 'package.json'))
// The package that this repository has just packed.
const { generateSecret, sign } = load('@bahi/webhooks/signature') as typeof Signature
const secret = generateSecret()

await withSite(secret, async (origin) => {
  for (const path of ['webhooks', 'edge', 'api/webhooks']) await receives(`${origin}/${path}`)
  await advises(`${origin}/parsed`, 'export const POST = webhookHandler(…)')
  await advises(`${origin}/api/parsed`, 'export const config = { api: { bodyParser: false } }')
})

/** A good delivery, the same again, and a forged one. */
async function receives(url: string): Promise<void> {
  const payload = eventOf(url)
  assert.deepEqual(await deliver(url, payload), [200, { status: 'handled' }])
  assert.deepEqual(await deliver(url, payload), [200, { status: 'duplicate' }])
  const [status, { code }] = await deliver(url, payload, generateSecret())
  assert.deepEqual([status, code], [400, 'no_match'])
  console.log(`ok   ${new URL(url).pathname}: handled, duplicate, no_match`)
}

/** A route that loses the body says which line to change. */
async function advises(url: string, line: string): Promise<void> {
  const [status, { code, detail = '' }] = await deliver(url, eventOf(url))
  assert.deepEqual([status, code], [400, 'body_already_parsed'])
  assert.ok(detail.includes(line), detail)
  console.log(`ok   ${new URL(url).pathname}: body_already_parsed`)
}

function eventOf(url: string): string {
  return JSON.stringify({ id: `evt_${new URL(url).pathname}`, type: 'invoice.sent', data: { name: 'é•' } })
}

async function deliver(url: string, payload: string, secrets = secret) {
  const timestamp = Math.floor(Date.now() / 1000)
  const headers = {
    'content-type': 'application/json',
    ...sign({ id: 'evt_1', timestamp, payload, secrets }),
  }
  const answer = await fetch(url, { method: 'POST', headers, body: payload })
  // The handler's own answers.
  return [answer.status, (await answer.json()) as Record<string, string>] as const
}
