import { describe, expect, test } from 'vitest'
import { useServer } from './support/harness.ts'

const use = useServer()

describe('retrieve', () => {
  test('tells the tenant of the key, in the mode of the key', async () => {
    const tenant = await use.openTenant({ name: 'Bahi Stores', currency: 'EUR' })
    const { body } = await tenant.api('GET', '/tenant')
    expect(body).toMatchObject({
      id: tenant.tenantId,
      object: 'tenant',
      name: 'Bahi Stores',
      currency: 'EUR',
      state: 'KA',
      time_zone: 'Asia/Kolkata',
      livemode: false,
    })
    expect((await tenant.live('GET', '/tenant')).body).toMatchObject({ id: tenant.tenantId, livemode: true })
  })

  test('tells the tenant that the header names, among those that the key was granted', async () => {
    const home = await use.openTenant({ name: 'Home' })
    const other = await use.openTenant({ name: 'Other' })
    const { body: key } = await home.api('POST', '/api-keys', { body: {} })
    await use.server.grantTenant({
      keyId: key.id,
      homeTenantId: home.tenantId,
      mode: 'test',
      tenantId: other.tenantId,
    })
    for (const { tenantId } of [home, other]) {
      const answer = await home.api('GET', '/tenant', {
        key: key.secret,
        headers: { 'tenant-id': tenantId },
      })
      expect(answer.body.id).toBe(tenantId)
    }
    expect((await home.api('GET', '/tenant', { key: key.secret })).body.code).toBe('tenant_required')
    const live = { key: home.keys.live.secret, headers: { 'tenant-id': other.tenantId } }
    expect((await home.api('GET', '/tenant', live)).status).toBe(404)
  })
})

describe('update', () => {
  test('changes the members that are sent, in the mode of the key', async () => {
    const tenant = await use.openTenant()
    const change = { name: 'Acme Trading', state: null, time_zone: 'Europe/Berlin' }
    const { status, body } = await tenant.api('PATCH', '/tenant', { body: change })
    expect(status).toBe(200)
    expect(body).toMatchObject({ ...change, currency: 'INR' })
    expect((await tenant.api('GET', '/tenant')).body).toEqual(body)
    expect((await tenant.live('GET', '/tenant')).body).toMatchObject({ name: 'Acme', state: 'KA' })
  })

  test('keeps an address and a tax id of any country, until they are emptied', async () => {
    const tenant = await use.openTenant()
    const address = { line1: '12 Market Road', city: 'Bengaluru', postal_code: '560001', country: 'IN' }
    const tax_id = '29ABCDE1234F1Z5'
    const { body } = await tenant.api('PATCH', '/tenant', { body: { address, tax_id: ` ${tax_id}\n` } })
    expect(body).toMatchObject({ address: { ...address, line2: null }, tax_id })
    expect((await tenant.api('PATCH', '/tenant', { body: { name: 'Acme Ltd' } })).body).toMatchObject({
      address: { ...address, line2: null },
      tax_id,
    })
    for (const other of ['FR 12 345678901', 'х'.repeat(32)]) {
      const { body: changed } = await tenant.api('PATCH', '/tenant', { body: { tax_id: other } })
      expect(changed.tax_id).toBe(other)
    }
    await tenant.api('POST', '/test/reset')
    expect((await tenant.api('GET', '/tenant')).body).toMatchObject({ address: { city: 'Bengaluru' } })
    const emptied = await tenant.api('PATCH', '/tenant', { body: { address: null, tax_id: null } })
    expect(emptied.body).toMatchObject({ address: null, tax_id: null })
  })

  test.each([
    ['name', ''],
    ['name', null],
    ['name', 'a\u0000b'],
    ['name', 'x'.repeat(201)],
    ['tax_id', ' '],
    ['tax_id', 'x'.repeat(33)],
    ['tax_id', '29ABC\nDE1234F1Z5'],
    ['address', 'Bengaluru'],
    ['state', 'Karnataka'],
    ['currency', 'inr'],
    ['currency', 'XXZ'],
    ['time_zone', 'Kolkata'],
    ['time_zone', 'IST'],
    ['id', 'tnt_01J9XG6T4S0Q2V8N3M5K7P9R1A'],
  ])('refuses %s: %j', async (name, value) => {
    const tenant = await use.openTenant()
    const { status, body } = await tenant.api('PATCH', '/tenant', { body: { [name]: value } })
    expect([status, body.code]).toEqual([422, 'validation_failed'])
    expect(body.errors).toMatchObject([{ pointer: `/${name}`, in: 'body' }])
  })

  test('lists all faults at once', async () => {
    const tenant = await use.openTenant()
    const { body } = await tenant.api('PATCH', '/tenant', { body: { name: 7, state: 'ka', more: true } })
    const pointers = body.errors.map(({ pointer }: { pointer: string }) => pointer)
    expect(pointers.sort()).toEqual(['/more', '/name', '/state'])
  })
})
