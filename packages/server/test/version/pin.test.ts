import { Webhook } from 'standardwebhooks'
import { beforeAll, describe, expect, test } from 'vitest'
import { openReceiver } from '../support/receiver.ts'
import { useOlderVersions } from './support/older.ts'

const use = useOlderVersions()
let tenant: Awaited<ReturnType<typeof use.openTenant>>
beforeAll(async () => {
  // it may send to this machine while it listens on this machine alone
  await use.listen()
  tenant = await use.openTenant()
})

const newKey = async (body: object) => (await tenant.call(null, 'POST', '/api-keys', { body })).body

describe('a key', () => {
  test('speaks the current version unless it was made with another', async () => {
    expect((await newKey({})).api_version).toBe('1.4')
    const { secret, id, api_version } = await newKey({ api_version: 'v1.2' })
    expect(api_version).toBe('1.2')
    expect((await tenant.call(null, 'GET', `/api-keys/${id}`)).body.api_version).toBe('1.2')
    const made = await tenant.as(secret)(null, 'POST', '/contacts', { body: { name: 'A', tax_number: 'T' } })
    expect([made.headers.get('API-Version'), made.body.tax_number]).toEqual(['1.2', 'T'])
  })

  test('is overridden by the header, refusals included', async () => {
    const { secret } = await newKey({ api_version: '1.2' })
    const call = tenant.as(secret)
    expect((await call(null, 'GET', '/contacts/ctc_x')).headers.get('API-Version')).toBe('1.2')
    expect((await call('1.4', 'GET', '/contacts/ctc_x')).headers.get('API-Version')).toBe('1.4')
  })

  test('hands its version on when it is rotated, unless told otherwise', async () => {
    const { id } = await newKey({ api_version: '1.2' })
    const rotated = await tenant.call(null, 'POST', `/api-keys/${id}/rotate`, { body: {} })
    expect(rotated.body.api_version).toBe('1.2')
    const body = { api_version: '1.4' }
    const again = await tenant.call(null, 'POST', `/api-keys/${rotated.body.id}/rotate`, { body })
    expect(again.body.api_version).toBe('1.4')
  })
})

describe('a webhook endpoint', () => {
  test('is told of events in its version, which a change of it moves', async () => {
    const receiver = await openReceiver()
    const body = { url: receiver.url, event_types: ['customer.created'], api_version: '1.2' }
    const { body: endpoint } = await tenant.call(null, 'POST', '/webhooks', { body })
    expect(endpoint.api_version).toBe('1.2')
    await tenant.call(null, 'POST', '/customers', { body: { phone: '+919800000021', tax_id: 'T21' } })
    await use.settle()
    await tenant.call(null, 'PATCH', `/webhooks/${endpoint.id}`, { body: { api_version: '1.4' } })
    await tenant.call(null, 'POST', '/customers', { body: { phone: '+919800000022', tax_id: 'T22' } })
    await use.settle()
    const signed = new Webhook(endpoint.secret)
    for (const { body: sent, headers } of receiver.requests)
      expect(() => signed.verify(sent, headers as Record<string, string>)).not.toThrow()
    const [older, newer] = receiver.requests.map((request) => request.event)
    expect(older).toMatchObject({ api_version: '1.2' })
    expect(JSON.stringify(older)).toContain('"tax_number":"T21"')
    expect(newer).toMatchObject({ api_version: '1.4' })
    expect(JSON.stringify(newer)).toContain('"tax_id":"T22"')
  })
})

test.each([
  ['POST', '/api-keys', {}],
  ['POST', '/webhooks', { url: 'https://example.com/', event_types: ['*'] }],
])('%s %s refuses a version that nobody speaks', async (method, path, fields) => {
  const { status, body } = await tenant.call(null, method, path, { body: { ...fields, api_version: '1.1' } })
  expect(status).toBe(422)
  expect(body.errors).toMatchObject([{ pointer: '/api_version', code: 'unsupported_api_version' }])
  expect(body.errors[0].detail).toContain('1.4, 1.3, 1.2')
})
