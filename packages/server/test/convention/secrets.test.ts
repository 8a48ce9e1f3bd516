import { expect, onTestFinished, test } from 'vitest'
import { assemble } from '../../src/assemble.ts'
import type { Logger } from '../../src/kit/logger.ts'
import { serverOf } from '../../src/server.ts'
import { testLocation } from '../support/engines.ts'
import { openTenant, type TestTenant } from '../support/harness.ts'
import { dump } from './support/dump.ts'

/** Keeps all that is logged, errors with their stacks. */
function listen(): { logger: Logger; told: string[] } {
  const told: string[] = []
  const note = (message: string, facts: object = {}) => {
    const values = Object.values(facts).map((fact) => (fact instanceof Error ? (fact.stack ?? '') : fact))
    told.push(message, JSON.stringify(values))
  }
  return { logger: { info: note, warn: note, error: note }, told }
}

/** Makes secrets in every way there is; answers all that was shown. */
async function session(tenant: TestTenant): Promise<string[]> {
  const shown: string[] = Object.values(tenant.keys).flatMap(({ secret, publishable }) => [
    secret,
    publishable,
  ])
  const post = async (path: string, body: object = {}) => {
    const ask = () => tenant.api('POST', path, { body, idempotencyKey: path })
    const [first, replayed] = [await ask(), await ask()]
    expect(replayed.text).toBe(first.text)
    if (first.body.secret !== null) shown.push(first.body.secret)
    return first.body
  }
  const webhook = { url: 'http://127.0.0.1:9/', event_types: ['*'] }
  const key = await post('/api-keys')
  const rotated = await post(`/api-keys/${key.id}/rotate`, { grace_seconds: 60 })
  await post(`/api-keys/${rotated.id}/revoke`)
  const endpoint = await post('/webhooks', webhook)
  await post(`/webhooks/${endpoint.id}/rotate-secret`)
  await post(`/webhooks/${endpoint.id}/test`)
  for (const fault of ['after_commit', 'status:500', 'status:503']) {
    for (const [path, body] of [
      ['/api-keys', {}],
      ['/webhooks', webhook],
    ] as const) {
      const lost = tenant.api('POST', path, {
        body,
        idempotencyKey: `${fault}${path}`,
        headers: { 'X-Test-Fault': fault },
      })
      await lost.catch(() => undefined)
      const { body: had } = await tenant.api('POST', path, { body, idempotencyKey: `${fault}${path}` })
      shown.push(had.secret)
    }
  }
  return shown
}

/** A secret in every form in which it may be found. */
function formsOf(secret: string): Buffer[] {
  const random = secret.replace(/^whsec_|^[sp]k_(test|live)_[0-9A-Z]{26}_/, '')
  const bytes = Buffer.from(random, secret.startsWith('whsec_') ? 'base64' : 'base64url')
  const texts = [random, ...(['hex', 'base64', 'base64url'] as const).map((form) => bytes.toString(form))]
  return [bytes, ...texts.map((text) => Buffer.from(text.replace(/=+$/, '')))]
}

/** No real one: it shows that the search would find what is there. */
const planted = 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8='

test('no secret is found in what is kept, nor in what is logged', async () => {
  const location = await testLocation({ fresh: true })
  const { logger, told } = listen()
  const parts = await assemble({ ...location, logger, rateLimits: false })
  const server = serverOf(parts)
  onTestFinished(() => server.close())
  const tenant = await openTenant(server)
  const shown = await session(tenant)
  await tenant.api('POST', '/contacts', { body: { name: planted } })
  await server.settle()
  expect(shown.length).toBe(14)
  for (const secret of shown) expect(secret).toMatch(/^(whsec_|[sp]k_(test|live)_)/)

  const kept = await dump(location, parts.services.store, [
    `${tenant.tenantId}/test`,
    `${tenant.tenantId}/live`,
  ])
  expect(formsOf(planted).some((form) => kept.includes(form))).toBe(true)
  const places = { kept, told: Buffer.from(told.join('\n')) }
  expect(places.told.length).toBeGreaterThan(0)
  for (const [where, bytes] of Object.entries(places)) {
    const found = shown.filter((secret) => formsOf(secret).some((form) => bytes.includes(form)))
    expect([where, found]).toEqual([where, []])
  }
})
