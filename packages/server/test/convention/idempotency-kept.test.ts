import { describe, expect, test } from 'vitest'
import type { Store } from '../../src/store/store.ts'
import type { Answer } from '../support/contract.ts'
import { openTenant, type TestTenant } from '../support/harness.ts'
import { openParts } from './support/parts.ts'

const isReplay = (answer: Answer) => answer.headers.get('Idempotent-Replayed') === 'true'
const HOURS = 60 * 60 * 1000

const keptRow = (store: Store, tenant: TestTenant) =>
  store.read(`${tenant.tenantId}/test`, (tx) =>
    tx.db.selectFrom('idempotency_keys').selectAll().executeTakeFirstOrThrow(),
  )

/** As if so much time had passed since the key was used. */
const age = (store: Store, tenant: TestTenant, ms: number) =>
  store.transaction(`${tenant.tenantId}/test`, async (tx) => {
    await tx.db
      .updateTable('idempotency_keys')
      .set((eb) => ({ created_at: eb('created_at', '-', ms), expires_at: eb('expires_at', '-', ms) }))
      .execute()
  })

async function open() {
  const { server, store } = await openParts()
  const tenant = await openTenant(server)
  const make = (name = 'Asha') => tenant.api('POST', '/contacts', { body: { name }, idempotencyKey: 'one' })
  return { server, store, tenant, make }
}

describe('a key', () => {
  test('is kept for 72 hours', async () => {
    const { store, tenant, make } = await open()
    const first = await make()
    const row = await keptRow(store, tenant)
    expect(row.expires_at - row.created_at).toBe(72 * HOURS)
    await age(store, tenant, 72 * HOURS - 60_000)
    const again = await make()
    expect([again.text, isReplay(again)]).toEqual([first.text, true])
    expect((await make('Bala')).body.code).toBe('idempotency_key_reused')
  })

  test('is as good as new after that, for any request', async () => {
    const { store, tenant, make } = await open()
    const first = await make()
    await age(store, tenant, 72 * HOURS)
    const other = await make('Bala')
    expect([other.status, isReplay(other)]).toEqual([201, false])
    expect(other.body.id).not.toBe(first.body.id)
    expect((await make('Bala')).text).toBe(other.text)
    expect((await make()).body.code).toBe('idempotency_key_reused')
    await age(store, tenant, 72 * HOURS)
    const answers = await Promise.all(Array.from({ length: 10 }, () => make('Chitra')))
    expect(answers.filter(isReplay)).toHaveLength(9)
  })

  test('is kept with the request in snake_case, relative to the mount', async () => {
    const { store, tenant } = await open()
    const body = { name: 'Asha', taxId: 'T1', address: { postalCode: '1' } }
    await tenant.api('POST', '/contacts', { body, idempotencyKey: 'one', mount: '/api/v1' })
    const row = await keptRow(store, tenant)
    expect(row).toMatchObject({ request_method: 'POST', request_path: '/contacts', response_status: 201 })
    expect(JSON.parse(row.request_body)).toEqual({
      name: 'Asha',
      tax_id: 'T1',
      address: { postal_code: '1' },
    })
    expect(JSON.parse(row.response_body ?? '')).toMatchObject({ tax_id: 'T1' })
  })
})

describe('an answer that holds a secret', () => {
  const makers = [
    ['POST /api-keys', async () => ['/api-keys', {}]],
    ['POST /webhooks', async () => ['/webhooks', { url: 'http://127.0.0.1:9/', event_types: ['*'] }]],
    ['POST /api-keys/{id}/rotate', async (tenant) => [`/api-keys/${await newKey(tenant)}/rotate`, {}]],
    [
      'POST /webhooks/{id}/rotate-secret',
      async (tenant) => [`/webhooks/${await newEndpoint(tenant)}/rotate-secret`, {}],
    ],
  ] satisfies [string, (tenant: TestTenant) => Promise<[string, object]>][]

  test.for(makers)('%s: is shown again to the API key that asked, and to no other', async ([, prepare]) => {
    const { store, tenant } = await open()
    const [path, body] = await prepare(tenant)
    const { body: other } = await tenant.api('POST', '/api-keys', { body: {} })
    const ask = (key = tenant.keys.test.secret) =>
      tenant.api('POST', path, { body, idempotencyKey: 'one', key })
    const first = await ask()
    expect(first.body.secret).toMatch(/^(sk_test_|whsec_)/)
    expect((await ask()).text).toBe(first.text)
    const refused = await ask(other.secret)
    expect([refused.status, refused.body.code]).toEqual([409, 'idempotency_key_reused'])
    expect(refused.text).not.toContain(first.body.secret)
    const row = await keptRow(store, tenant)
    expect(row.sealed).toBe(1)
    expect(JSON.stringify(row)).not.toContain(first.body.secret)
  })

  const newKey = async (tenant: TestTenant) => (await tenant.api('POST', '/api-keys', { body: {} })).body.id
  const newEndpoint = async (tenant: TestTenant) => {
    const body = { url: 'http://127.0.0.1:9/', event_types: ['*'] }
    return (await tenant.api('POST', '/webhooks', { body })).body.id
  }
})
