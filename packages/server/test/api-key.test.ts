import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { type CallOptions, type TestTenant, useServer } from './support/harness.ts'

const use = useServer()

const make = async (tenant: TestTenant, body: object = {}, options: CallOptions = {}) =>
  (await tenant.api('POST', '/api-keys', { body, ...options })).body

const worksWith = async (tenant: TestTenant, key: string) =>
  (await tenant.api('GET', '/tenant', { key })).status === 200

describe('create', () => {
  test('shows the key this once, and what it may do', async () => {
    const tenant = await use.openTenant()
    const key = await make(tenant, { name: 'Warehouse', scopes: ['products:read', 'invoices:write'] })
    expect(key).toMatchObject({
      object: 'api_key',
      kind: 'secret',
      name: 'Warehouse',
      prefix: 'sk_test_',
      scopes: ['products:read', 'invoices:write'],
      tenant_ids: [tenant.tenantId],
      revoked_at: null,
      expires_at: null,
      livemode: false,
    })
    expect(key.secret).toMatch(/^sk_test_[0-9A-Z]{26}_[\w-]{43}$/)
    expect(key.last4).toBe(key.secret.slice(-4))
    expect((await tenant.api('GET', `/api-keys/${key.id}`)).body).toEqual({ ...key, secret: null })
  })

  test("gives the acting key's own scopes unless told otherwise", async () => {
    const tenant = await use.openTenant()
    const narrow = await make(tenant, { scopes: ['api_keys:write', 'tenant:read'] })
    const next = await make(tenant, {}, { key: narrow.secret })
    expect(next.scopes).toEqual(['api_keys:write', 'tenant:read'])
  })

  test('gives no more than the acting key has', async () => {
    const tenant = await use.openTenant()
    const stranger = await use.openTenant()
    const narrow = await make(tenant, { scopes: ['api_keys:write', 'products:write'] })
    const refused = [{ scopes: ['*'] }, { scopes: ['invoices:read'] }, { tenant_ids: [stranger.tenantId] }]
    for (const body of refused) {
      const answer = await tenant.api('POST', '/api-keys', { body, key: narrow.secret })
      expect([answer.status, answer.body.code]).toEqual([403, 'scope_exceeded'])
    }
    expect((await make(tenant, { scopes: ['products:read'] }, { key: narrow.secret })).scopes).toEqual([
      'products:read',
    ])
  })

  test('makes keys of its own mode only', async () => {
    const tenant = await use.openTenant()
    const { body } = await tenant.live('POST', '/api-keys', { body: {} })
    expect(body).toMatchObject({ prefix: 'sk_live_', livemode: true })
    expect((await tenant.api('GET', `/api-keys/${body.id}`)).status).toBe(404)
  })

  test('makes publishable keys that hold public scopes only', async () => {
    const tenant = await use.openTenant()
    const key = await make(tenant, { kind: 'publishable' })
    expect(key.secret).toMatch(/^pk_test_/)
    expect((await tenant.api('GET', '/products', { key: key.secret })).status).toBe(200)
    const body = { kind: 'publishable', scopes: ['products:read', 'contacts:read'] }
    const answer = await tenant.api('POST', '/api-keys', { body })
    expect(answer.status).toBe(422)
    expect(answer.body.errors).toMatchObject([{ pointer: '/scopes/1', code: 'not_publishable' }])
  })

  test('makes keys that end at their time, which must lie ahead', async () => {
    const tenant = await use.openTenant()
    const past = await tenant.api('POST', '/api-keys', { body: { expires_at: '2020-01-01T00:00:00.000Z' } })
    expect(past.body.errors).toMatchObject([{ pointer: '/expires_at', code: 'in_the_past' }])
    const expires_at = new Date(Date.now() + 1_000).toISOString()
    const key = await make(tenant, { expires_at })
    expect(key.expires_at).toBe(expires_at)
    expect(await worksWith(tenant, key.secret)).toBe(true)
    await sleep(1_050)
    expect(await worksWith(tenant, key.secret)).toBe(false)
  })
})

describe('list', () => {
  test('tells all keys, newest first, without their secrets', async () => {
    const tenant = await use.openTenant()
    const first = await make(tenant, { name: 'first' })
    const second = await make(tenant, { name: 'second' })
    const { body } = await tenant.api('GET', '/api-keys')
    expect(body.data.slice(0, 2).map(({ id }: { id: string }) => id)).toEqual([second.id, first.id])
    expect(body.data).toHaveLength(4)
    for (const key of body.data) expect(key.secret).toBeNull()
  })

  test('tells when a key was last used, to the minute', async () => {
    const tenant = await use.openTenant()
    const key = await make(tenant)
    expect(key.last_used_at).toBeNull()
    const before = Date.now()
    await worksWith(tenant, key.secret)
    await expect
      .poll(async () => Date.parse((await tenant.api('GET', `/api-keys/${key.id}`)).body.last_used_at))
      .toBeGreaterThanOrEqual(before)
  })

  test("tells it by the environment's clock, however far that is ahead", async () => {
    const tenant = await use.openTenant()
    const key = await make(tenant)
    const lastUsed = async () =>
      Date.parse((await tenant.api('GET', `/api-keys/${key.id}`)).body.last_used_at)
    for (const _ of ['first day', 'second day']) {
      const { body } = await tenant.api('POST', '/test/clock/advance', { body: { by: '1 day' } })
      await worksWith(tenant, key.secret)
      await expect.poll(lastUsed).toBeGreaterThanOrEqual(Date.parse(body.now))
    }
  })
})

describe('rotate', () => {
  test('gives a key like the old one and ends that at once', async () => {
    const tenant = await use.openTenant()
    const old = await make(tenant, { name: 'Till', scopes: ['tenant:read'], metadata: { shop: '7' } })
    const answer = await tenant.api('POST', `/api-keys/${old.id}/rotate`)
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({ name: 'Till', scopes: ['tenant:read'], metadata: { shop: '7' } })
    expect(answer.body.id).not.toBe(old.id)
    expect(await worksWith(tenant, old.secret)).toBe(false)
    expect(await worksWith(tenant, answer.body.secret)).toBe(true)
    const again = await tenant.api('POST', `/api-keys/${old.id}/rotate`)
    expect([again.status, again.body.code, again.body.state]).toEqual([409, 'invalid_state', 'revoked'])
  })

  test('lets the old key go on for the grace period that was named', async () => {
    const tenant = await use.openTenant()
    const old = await make(tenant)
    await tenant.api('POST', `/api-keys/${old.id}/rotate`, { body: { grace_seconds: 2 } })
    expect(await worksWith(tenant, old.secret)).toBe(true)
    await sleep(2_050)
    expect(await worksWith(tenant, old.secret)).toBe(false)
    const again = await tenant.api('POST', `/api-keys/${old.id}/rotate`)
    expect(again.body).toMatchObject({ code: 'invalid_state', state: 'expired' })
  })

  test('rotates no key that has more than the acting one', async () => {
    const tenant = await use.openTenant()
    const wide = await make(tenant)
    const narrow = await make(tenant, { scopes: ['api_keys:write'] })
    const answer = await tenant.api('POST', `/api-keys/${wide.id}/rotate`, { key: narrow.secret })
    expect([answer.status, answer.body.code]).toEqual([403, 'scope_exceeded'])
    expect(await worksWith(tenant, wide.secret)).toBe(true)
  })
})

describe('revoke', () => {
  test('acts on the next request, and again changes nothing', async () => {
    const tenant = await use.openTenant()
    const key = await make(tenant)
    const { status, body } = await tenant.api('POST', `/api-keys/${key.id}/revoke`)
    expect(status).toBe(200)
    expect(body.revoked_at).not.toBeNull()
    expect(await worksWith(tenant, key.secret)).toBe(false)
    const again = await tenant.api('POST', `/api-keys/${key.id}/revoke`)
    expect(again.body.revoked_at).toBe(body.revoked_at)
  })

  test('may be the last act of a key', async () => {
    const tenant = await use.openTenant()
    const key = await make(tenant)
    const { status } = await tenant.api('POST', `/api-keys/${key.id}/revoke`, { key: key.secret })
    expect(status).toBe(200)
    expect((await tenant.api('GET', '/tenant', { key: key.secret })).status).toBe(401)
  })
})

describe('grantTenant', () => {
  test('lets a key serve another tenant, in its own mode, and name both', async () => {
    const home = await use.openTenant()
    const other = await use.openTenant()
    const key = await make(home)
    const grant = {
      keyId: key.id,
      homeTenantId: home.tenantId,
      mode: 'test',
      tenantId: other.tenantId,
    } as const
    await use.server.grantTenant(grant)
    await use.server.grantTenant(grant)
    const headers = { 'tenant-id': other.tenantId }
    const contact = await home.api('POST', '/contacts', { key: key.secret, headers, body: { name: 'Asha' } })
    expect((await other.api('GET', `/contacts/${contact.body.id}`)).status).toBe(200)
    expect((await home.api('GET', `/contacts/${contact.body.id}`)).status).toBe(404)
    const both = [home.tenantId, other.tenantId]
    expect((await home.api('GET', `/api-keys/${key.id}`)).body.tenant_ids).toEqual(both)
    const onwards = { key: key.secret, headers: { 'tenant-id': home.tenantId } }
    expect((await make(home, { tenant_ids: both }, onwards)).tenant_ids).toEqual(both)
  })

  test('refuses a key or a tenant that is not there', async () => {
    const home = await use.openTenant()
    const { id } = await make(home)
    const grant = { keyId: id, homeTenantId: home.tenantId, mode: 'test', tenantId: home.tenantId } as const
    const nowhere = 'tnt_01J9XG6T4S0Q2V8N3M5K7P9R1A'
    await expect(use.server.grantTenant({ ...grant, tenantId: nowhere })).rejects.toThrow(nowhere)
    await expect(use.server.grantTenant({ ...grant, homeTenantId: 'x' })).rejects.toThrow('no tenant x')
    await expect(use.server.grantTenant({ ...grant, mode: 'live' })).rejects.toThrow(`no live key ${id}`)
  })
})

describe('createApiKey, by the operator', () => {
  test('makes a key with none at hand, beside those that the API has made', async () => {
    const tenant = await use.openTenant()
    const { tenantId } = tenant
    const all = await use.server.createApiKey({ tenantId, mode: 'test' })
    expect(await worksWith(tenant, all.secret)).toBe(true)
    const narrow = { tenantId, mode: 'live', scopes: ['tenant:read'], name: 'Reader' } as const
    const live = await use.server.createApiKey(narrow)
    const { body: listed } = await tenant.live('GET', `/api-keys/${live.keyId}`)
    expect(listed).toMatchObject({ kind: 'secret', scopes: ['tenant:read'], name: 'Reader', livemode: true })
    const { scopes } = await use.server.createApiKey({ tenantId, mode: 'test', kind: 'publishable' })
    const [, first] = (await tenant.api('GET', '/api-keys', { key: all.secret })).body.data.toReversed()
    expect([first.kind, first.scopes]).toEqual(['publishable', scopes])
  })

  test('refuses a tenant or a scope that is not there', async () => {
    const { tenantId } = await use.openTenant()
    const make = (key: object) => use.server.createApiKey({ tenantId, mode: 'test', ...key })
    await expect(make({ tenantId: 'x' })).rejects.toThrow('createApiKey: there is no tenant x in this data')
    await expect(make({ scopes: [] })).rejects.toThrow(TypeError)
    await expect(make({ scopes: ['money:print'] })).rejects.toThrow('there is no scope "money:print"')
    const secret = { kind: 'publishable', scopes: ['*'] }
    await expect(make(secret)).rejects.toThrow('createApiKey: A publishable key may have these scopes only')
  })
})
