import { expect, test } from 'vitest'
import { type TestTenant, useServer } from './support/harness.ts'

const { openTenant } = useServer()

const unknownId = 'evt_01J9XG7N4P6Q8R0S2T4V6W8X0Y'

/** Makes contacts, each with its event; answers their ids. */
async function addContacts({ api }: TestTenant, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let index = 0; index < count; index += 1) {
    ids.push((await api('POST', '/contacts', { body: { name: `Contact ${index}` } })).body.id)
  }
  return ids
}

async function tenantWithContacts(count: number) {
  const tenant = await openTenant()
  return { ...tenant, ids: await addContacts(tenant, count) }
}

const sequences = (body: { data: { sequence: number }[] }) => body.data.map((event) => event.sequence)

test('list: newest first, a snapshot of the resource in each', async () => {
  const { api, ids } = await tenantWithContacts(3)
  const { status, body } = await api('GET', '/events')
  expect(status).toBe(200)
  expect(sequences(body)).toEqual([3, 2, 1])
  expect(body).toMatchObject({ has_more: false, next_cursor: null })
  expect(body.data[0]).toMatchObject({
    object: 'event',
    type: 'customer.created',
    api_version: '1.4',
    sequence: 3,
    livemode: false,
    data: { id: ids[2], object: 'contact', name: 'Contact 2' },
  })
})

test('list: a refused or failed request records nothing', async () => {
  const { api } = await tenantWithContacts(1)
  expect((await api('POST', '/contacts', { body: {} })).status).toBe(422)
  expect(sequences((await api('GET', '/events')).body)).toEqual([1])
})

test('list: by type and by resource', async () => {
  const { api, ids } = await tenantWithContacts(3)
  const { body: endpoint } = await api('POST', '/webhooks', {
    body: { url: 'http://127.0.0.1:9/', event_types: ['invoice.sent'] },
  })
  await api('POST', `/webhooks/${endpoint.id}/test`)
  expect(sequences((await api('GET', '/events?type=webhook_endpoint.test')).body)).toEqual([4])
  expect(sequences((await api('GET', '/events?type=customer.created')).body)).toEqual([3, 2, 1])
  expect(sequences((await api('GET', `/events?resource=${ids[1]}`)).body)).toEqual([2])
  expect(sequences((await api('GET', `/events?resource=${ids[1]}&type=invoice.sent`)).body)).toEqual([])
  expect(sequences((await api('GET', '/events?resource=nothing')).body)).toEqual([])
})

test('list: pages newest first stay put while events are added', async () => {
  const tenant = await tenantWithContacts(5)
  const first = (await tenant.api('GET', '/events?limit=2')).body
  await addContacts(tenant, 2)
  const second = (await tenant.api('GET', `/events?limit=2&cursor=${first.next_cursor}`)).body
  const third = (await tenant.api('GET', `/events?limit=2&cursor=${second.next_cursor}`)).body
  expect([first, second, third].map(sequences)).toEqual([[5, 4], [3, 2], [1]])
  expect([first, second, third].map((page) => page.has_more)).toEqual([true, true, false])
})

test('list: since a sequence, oldest first, and reading on misses nothing', async () => {
  const tenant = await tenantWithContacts(5)
  const { api } = tenant
  expect(sequences((await api('GET', '/events?since=0')).body)).toEqual([1, 2, 3, 4, 5])
  const first = (await api('GET', '/events?since=2&limit=2')).body
  await addContacts(tenant, 1)
  const second = (await api('GET', `/events?since=2&limit=2&cursor=${first.next_cursor}`)).body
  expect([first, second].map(sequences)).toEqual([
    [3, 4],
    [5, 6],
  ])
  expect(sequences((await api('GET', '/events?since=6')).body)).toEqual([])
  expect(sequences((await api('GET', '/events?since=4&type=customer.created')).body)).toEqual([5, 6])
})

test('list: a cursor belongs to its filters', async () => {
  const { api } = await tenantWithContacts(3)
  const { next_cursor } = (await api('GET', '/events?limit=1&since=0')).body
  const other = await api('GET', `/events?limit=1&cursor=${next_cursor}`)
  expect(other.status).toBe(400)
  expect(other.body.code).toBe('invalid_cursor')
})

test.each([
  'since=-1',
  'since=x',
  'since=1.5',
  'type=nothing.happened',
  'limit=0',
  'limit=101',
  'colour=red',
])('list: refuses ?%s', async (query) => {
  const { api } = await openTenant()
  const { status, body } = await api('GET', `/events?${query}`)
  expect(status).toBe(422)
  expect(body.errors).toMatchObject([{ pointer: `/${query.split('=')[0]}`, in: 'query' }])
})

test('list: members stay snake_case for a caller who asked for camelCase', async () => {
  const { api } = await tenantWithContacts(1)
  const { body } = await api('GET', '/events', { mount: '/api/v1' })
  expect(Object.keys(body)).toContain('hasMore')
  expect(body.data[0]).toHaveProperty('api_version')
  expect(body.data[0].data).toHaveProperty('tax_id')
})

test('retrieve: the event as it was listed', async () => {
  const { api } = await tenantWithContacts(2)
  const { body: list } = await api('GET', '/events')
  const { status, body } = await api('GET', `/events/${list.data[1].id}`)
  expect(status).toBe(200)
  expect(body).toEqual(list.data[1])
})

test('retrieve: what is malformed, made up, of another tenant or of the other mode is not there', async () => {
  const { api } = await tenantWithContacts(1)
  const own = await tenantWithContacts(1)
  const id = (await own.api('GET', '/events')).body.data[0].id
  for (const foreign of [id, unknownId, 'evt_1', 'inv_01J9XG7N4P6Q8R0S2T4V6W8X0Y']) {
    expect((await api('GET', `/events/${foreign}`)).status).toBe(404)
  }
  expect((await own.live('GET', `/events/${id}`)).status).toBe(404)
  expect((await own.live('GET', '/events')).body.data).toEqual([])
})
