import { Billing } from '@bahi/billing'
import { createTestServer } from '@bahi/testing'
import { handlers } from '@bahi/testing/msw'
import { setupServer } from 'msw/node'
import { expect, onTestFinished, test } from 'vitest'

const origin = 'https://api.example.com'

async function opened() {
  const server = await createTestServer()
  onTestFinished(() => server.close())
  const mock = setupServer(...handlers(server, { origin }))
  const listen = () => {
    mock.listen()
    onTestFinished(() => mock.close())
  }
  // As an app makes it: by an address of the network, and with no fetch of its own.
  const client = (apiKey = server.client.apiKey) =>
    new Billing({ apiKey, baseUrl: `${origin}/v1`, maxRetries: 0 })
  return { server, listen, client }
}

test('handlers: a client made after msw listens calls the test server', async () => {
  const { listen, client } = await opened()
  listen()
  const { id } = await client().contacts.create({ name: 'Rahul K.' })
  expect((await client().contacts.retrieve(id)).name).toBe('Rahul K.')
})

test('handlers: so does a client that was made before', async () => {
  const { listen, client } = await opened()
  const billing = client()
  listen()
  const { id } = await billing.contacts.create({ name: 'Rahul K.' })
  expect((await billing.contacts.retrieve(id)).name).toBe('Rahul K.')
})

test.each([`${origin}/`, `${origin}/v1/`, `${origin}:443`])(
  'handlers: an origin may be written %s',
  async (written) => {
    const { server, client } = await opened()
    const mock = setupServer(...handlers(server, { origin: written }))
    mock.listen()
    onTestFinished(() => mock.close())
    expect((await client().tenant.retrieve()).name).toBe('Test')
  },
)

test('handlers: what is no origin is refused, rather than never answered', async () => {
  const { server } = await opened()
  expect(() => handlers(server, { origin: 'api.example.com' })).toThrow(/"api\.example\.com" is no origin/)
})

test('handlers: bodies, lists, problems and faults pass as they are', async () => {
  const { server, listen, client } = await opened()
  listen()
  const billing = client()
  for (const name of ['Asha', 'Ravi', 'Meera']) await billing.contacts.create({ name })
  const names = (await billing.contacts.list({ limit: 2 }).toArray({ limit: 10 })).map(({ name }) => name)
  expect(names).toEqual(['Meera', 'Ravi', 'Asha'])
  await expect(billing.contacts.create({ name: '' })).rejects.toMatchObject({ code: 'validation_failed' })
  await expect(client('sk_test_nobody').tenant.retrieve()).rejects.toMatchObject({ code: 'unauthorized' })
  server.faults.next('after_commit')
  await expect(billing.contacts.create({ name: 'Lost' })).rejects.toMatchObject({ outcome: 'unknown' })
  expect(await billing.contacts.list().toArray({ limit: 10 })).toHaveLength(4)
})
