import { expect, test } from 'vitest'
import { type TestTenant, useServer } from './support/harness.ts'

const { openTenant } = useServer()

const unknownId = 'whk_01J9XG7N4P6Q8R0S2T4V6W8X0Y'
const url = 'https://example.com/webhooks'
const valid = { url, event_types: ['invoice.created', 'invoice.sent'] }

async function tenantWithEndpoint(body: object = valid) {
  const tenant = await openTenant()
  const { body: endpoint } = await tenant.api('POST', '/webhooks', { body })
  return { ...tenant, endpoint }
}

const retrieved = async ({ api }: Pick<TestTenant, 'api'>, id: string) =>
  (await api('GET', `/webhooks/${id}`)).body

test('create: answers the endpoint with its secret, which is never shown again', async () => {
  const { api } = await openTenant()
  const { status, body } = await api('POST', '/webhooks', {
    body: { ...valid, metadata: { team: 'billing' } },
  })
  expect(status).toBe(201)
  expect(body).toMatchObject({
    object: 'webhook_endpoint',
    url,
    event_types: ['invoice.created', 'invoice.sent'],
    description: null,
    status: 'enabled',
    disabled_reason: null,
    max_in_flight: 1,
    api_version: '1.4',
    secret_expires_at: null,
    metadata: { team: 'billing' },
    livemode: false,
  })
  expect(body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  const shown = [
    await retrieved({ api }, body.id),
    (await api('GET', '/webhooks')).body.data[0],
    (await api('PATCH', `/webhooks/${body.id}`, { body: { description: 'x' } })).body,
    (await api('POST', `/webhooks/${body.id}/disable`)).body,
    (await api('POST', `/webhooks/${body.id}/enable`)).body,
    (await api('POST', `/webhooks/${body.id}/test`)).body,
  ]
  for (const endpoint of shown) expect(endpoint.secret).toBeNull()
})

test('create: the same request under one key makes one endpoint and shows the same secret', async () => {
  const { api } = await openTenant()
  const first = await api('POST', '/webhooks', { body: valid, idempotencyKey: 'once' })
  const again = await api('POST', '/webhooks', { body: valid, idempotencyKey: 'once' })
  expect(again.text).toBe(first.text)
  expect((await api('GET', '/webhooks')).body.data).toHaveLength(1)
})

test.each([
  ['no address', { event_types: ['*'] }, '/url'],
  ['an address that is none', { url: 'example.com', event_types: ['*'] }, '/url'],
  ['an address that is no URI', { url: 'https://é.com/ü', event_types: ['*'] }, '/url'],
  ['another scheme', { url: 'ftp://example.com/', event_types: ['*'] }, '/url'],
  ['a password in the address', { url: 'https://u:p@example.com/', event_types: ['*'] }, '/url'],
  ['no event types', { url, event_types: [] }, '/event_types'],
  ['an unknown event type', { url, event_types: ['invoice.eaten'] }, '/event_types/0'],
  ['more in flight than 20', { url, event_types: ['*'], max_in_flight: 21 }, '/max_in_flight'],
  ['none in flight', { url, event_types: ['*'], max_in_flight: 0 }, '/max_in_flight'],
  ['an unknown member', { url, event_types: ['*'], secret: 'mine' }, '/secret'],
])('create: refuses %s', async (_, body, pointer) => {
  const { api } = await openTenant()
  const answer = await api('POST', '/webhooks', { body })
  expect(answer.status).toBe(422)
  expect(answer.body).toMatchObject({ code: 'validation_failed', errors: [{ pointer }] })
})

test('create, update: with live keys the address must be https', async () => {
  const { live, api } = await openTenant()
  const plain = { url: 'http://example.com/', event_types: ['*'] }
  const refused = await live('POST', '/webhooks', { body: plain })
  expect(refused.status).toBe(422)
  expect(refused.body.errors).toMatchObject([{ pointer: '/url', code: 'https_required' }])
  const { body: endpoint } = await live('POST', '/webhooks', { body: valid })
  expect(endpoint.livemode).toBe(true)
  expect((await live('PATCH', `/webhooks/${endpoint.id}`, { body: { url: plain.url } })).status).toBe(422)
  expect((await api('POST', '/webhooks', { body: plain })).status).toBe(201)
})

test('list: newest first, in pages', async () => {
  const { api } = await openTenant()
  const ids: string[] = []
  for (let index = 0; index < 3; index += 1)
    ids.unshift((await api('POST', '/webhooks', { body: valid })).body.id)
  const first = (await api('GET', '/webhooks?limit=2')).body
  const second = (await api('GET', `/webhooks?limit=2&cursor=${first.next_cursor}`)).body
  expect([...first.data, ...second.data].map((endpoint: { id: string }) => endpoint.id)).toEqual(ids)
  expect(second).toMatchObject({ has_more: false, next_cursor: null })
})

test('update: changes the members that are sent and no others', async () => {
  const { api, endpoint } = await tenantWithEndpoint({ ...valid, description: 'Books', metadata: { a: '1' } })
  const body = { event_types: ['*'], max_in_flight: 5, description: null }
  const { status, body: updated } = await api('PATCH', `/webhooks/${endpoint.id}`, { body })
  expect(status).toBe(200)
  expect(updated).toMatchObject({
    url,
    event_types: ['*'],
    max_in_flight: 5,
    description: null,
    metadata: { a: '1' },
  })
  expect(updated.updated_at >= endpoint.updated_at).toBe(true)
  expect(await retrieved({ api }, endpoint.id)).toEqual(updated)
})

test('update: refuses what create refuses', async () => {
  const { api, endpoint } = await tenantWithEndpoint()
  const { status, body } = await api('PATCH', `/webhooks/${endpoint.id}`, {
    body: { url: 'x', status: 'disabled' },
  })
  expect(status).toBe(422)
  expect(body.errors.map((error: { pointer: string }) => error.pointer).sort()).toEqual(['/status', '/url'])
})

test('delete: it is gone', async () => {
  const { api, endpoint } = await tenantWithEndpoint()
  expect((await api('DELETE', `/webhooks/${endpoint.id}`)).status).toBe(204)
  expect((await api('GET', `/webhooks/${endpoint.id}`)).status).toBe(404)
  expect((await api('DELETE', `/webhooks/${endpoint.id}`)).status).toBe(404)
  expect((await api('GET', '/webhooks')).body.data).toEqual([])
})

test('rotate: shows the new secret once and says until when the old one signs along', async () => {
  const { api, endpoint } = await tenantWithEndpoint()
  const { status, body } = await api('POST', `/webhooks/${endpoint.id}/rotate-secret`, {
    body: { grace_seconds: 3600 },
  })
  expect(status).toBe(200)
  expect(body.secret).toMatch(/^whsec_/)
  expect(body.secret).not.toBe(endpoint.secret)
  const graceMs = Date.parse(body.secret_expires_at) - Date.parse(body.updated_at)
  expect(graceMs).toBe(3_600_000)
  const shown = await retrieved({ api }, endpoint.id)
  expect(shown).toEqual({ ...body, secret: null })
  expect((await api('GET', '/webhooks')).body.data).toEqual([shown])
})

test('rotate: a day of grace if left out, none with 0', async () => {
  const { api, endpoint } = await tenantWithEndpoint()
  const path = `/webhooks/${endpoint.id}/rotate-secret`
  const { body } = await api('POST', path, { body: {} })
  expect(Date.parse(body.secret_expires_at) - Date.parse(body.updated_at)).toBe(86_400_000)
  expect((await api('POST', path, { body: { grace_seconds: 0 } })).body.secret_expires_at).toBeNull()
  expect((await api('POST', path, { body: { grace_seconds: -1 } })).status).toBe(422)
})

test('disable, enable: say so and may be repeated', async () => {
  const { api, endpoint } = await tenantWithEndpoint()
  const act = async (name: string) => (await api('POST', `/webhooks/${endpoint.id}/${name}`)).body
  const disabled = await act('disable')
  expect(disabled).toMatchObject({ status: 'disabled', disabled_reason: 'requested' })
  expect(await act('disable')).toEqual(disabled)
  const enabled = await act('enable')
  expect(enabled).toMatchObject({ status: 'enabled', disabled_reason: null })
  expect(await act('enable')).toEqual(enabled)
})

test('test: records an event of the endpoint', async () => {
  const { api, endpoint } = await tenantWithEndpoint()
  const { status, body } = await api('POST', `/webhooks/${endpoint.id}/test`)
  expect(status).toBe(200)
  const { data } = (await api('GET', '/events?type=webhook_endpoint.test')).body
  expect(data).toHaveLength(1)
  expect(data[0].data).toEqual(body)
  expect(body).toEqual({ ...endpoint, secret: null })
})

test('every act: what is malformed, made up, of another tenant or of the other mode is not there', async () => {
  const { api } = await openTenant()
  const { live, endpoint } = await tenantWithEndpoint()
  const acts = [
    ['GET', '', undefined],
    ['PATCH', '', { description: 'x' }],
    ['DELETE', '', undefined],
    ['POST', '/rotate-secret', {}],
    ['POST', '/disable', undefined],
    ['POST', '/enable', undefined],
    ['POST', '/test', undefined],
  ] as const
  for (const [method, act, body] of acts) {
    const options = body === undefined ? {} : { body }
    for (const id of [endpoint.id, unknownId, 'whk_1', 'evt_01J9XG7N4P6Q8R0S2T4V6W8X0Y']) {
      expect((await api(method, `/webhooks/${id}${act}`, options)).status).toBe(404)
    }
    expect((await live(method, `/webhooks/${endpoint.id}${act}`, options)).status).toBe(404)
  }
})
