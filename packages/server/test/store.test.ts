import { MAX_STORES } from '@bahi/spec'
import { expect, test } from 'vitest'
import { useServer } from './support/harness.ts'

const { openTenant } = useServer()

test('an environment has a default store from the start, in each mode its own', async () => {
  const { api, live } = await openTenant()
  const stores = await Promise.all([api, live].map((call) => call('GET', '/stores')))
  expect(stores.map(({ body }) => body.data)).toMatchObject([
    [{ object: 'store', name: 'Main store', is_default: true, livemode: false }],
    [{ name: 'Main store', is_default: true, livemode: true }],
  ])
})

test('create: a store stands beside the default one, and is found again', async () => {
  const { api } = await openTenant()
  const body = { name: 'Indiranagar', metadata: { floor: '2' } }
  const made = await api('POST', '/stores', { body })
  expect(made.status).toBe(201)
  expect(made.body).toMatchObject({ ...body, is_default: false })
  expect((await api('GET', `/stores/${made.body.id}`)).body).toEqual(made.body)
  const { body: page } = await api('GET', '/stores')
  expect(page.data.map(({ name }: { name: string }) => name)).toEqual(['Indiranagar', 'Main store'])
})

test('create: a store needs a name', async () => {
  const { api } = await openTenant()
  for (const body of [{}, { name: '' }, { name: 'x'.repeat(201) }]) {
    const { status, body: problem } = await api('POST', '/stores', { body })
    expect([status, problem.errors[0].pointer]).toEqual([422, '/name'])
  }
})

test('create: there are no more stores than an answer can hold, whoever asks at the same time', async () => {
  const { api } = await openTenant()
  const most = Array.from({ length: MAX_STORES - 3 }, (_, n) => n)
  for (let at = 0; at < most.length; at += 50) {
    await Promise.all(
      most.slice(at, at + 50).map((n) => api('POST', '/stores', { body: { name: `Store ${n}` } })),
    )
  }
  const last = await Promise.all(
    ['A', 'B', 'C', 'D'].map((name) => api('POST', '/stores', { body: { name } })),
  )
  expect(last.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409])
  const refused = last.find(({ status }) => status === 409)
  expect(refused?.body).toMatchObject({ code: 'too_many_stores', max_stores: MAX_STORES })
})

test('a publishable key reads where one can buy', async () => {
  const { api, keys } = await openTenant()
  const key = keys.test.publishable
  const { body } = await api('GET', '/stores', { key })
  const [store] = body.data
  expect(store).toEqual({
    id: store.id,
    object: 'store',
    name: 'Main store',
    is_default: true,
    livemode: false,
  })
  expect((await api('GET', `/stores/${store.id}`, { key })).body).toEqual(store)
})
