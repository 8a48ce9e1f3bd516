import { Billing } from '@bahi/billing'
import { createTestServer } from '@bahi/testing'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'

const origin = 'https://api.example.com'

/** Each major that users have, in the place of `msw` for our handlers too. */
const versions = [
  { version: 3, load: () => import('msw'), loadNode: () => import('msw/node') },
  { version: 2, load: () => import('msw-2'), loadNode: () => import('msw-2/node') },
]

afterEach(() => {
  vi.doUnmock('msw')
  vi.resetModules()
})

describe.each(versions)('msw $version', ({ load, loadNode }) => {
  async function opened(written = origin) {
    vi.doMock('msw', load)
    const { handlers } = await import('@bahi/testing/msw')
    const { setupServer } = await loadNode()
    const server = await createTestServer()
    onTestFinished(() => server.close())
    // One major's types are not the other's.
    const mock = setupServer(...(handlers(server, { origin: written }) as never[]))
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

  test.each([`${origin}/`, `${origin}/v1/`, `${origin}:443`, 'HTTPS://API.example.com:443/'])(
    'handlers: an origin may be written %s',
    async (written) => {
      const { listen, client } = await opened(written)
      listen()
      expect((await client().tenant.retrieve()).name).toBe('Test')
    },
  )

  test('handlers: refuses what no request would match, and would go out to the network', async () => {
    for (const wrong of ['api.example.com', '/v1', 'https://a.example?x', 'https://a.example/#v1', ''])
      await expect(opened(wrong)).rejects.toThrow(`handlers: "${wrong}" is no origin`)
    const { handlers } = await import('@bahi/testing/msw')
    const { server } = await opened()
    expect(() => handlers(server, { orgin: origin } as object)).toThrow(
      'there is no option orgin; there is origin.',
    )
    expect(() => handlers(undefined as unknown as typeof server)).toThrow(
      'handlers takes a test server first',
    )
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
})
