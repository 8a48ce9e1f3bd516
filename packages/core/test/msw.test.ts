import { http as http3 } from 'msw'
import { setupServer as setupServer3 } from 'msw/node'
import { http as http2 } from 'msw-2'
import { setupServer as setupServer2 } from 'msw-2/node'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { contact, KEY } from './scripted.ts'
import { json, wired } from './wire.ts'

const real = json(201, { id: 'ctc_real' })

/** Answers in the server's place; undefined lets the request pass. */
type Resolve = (call: { readonly request: Request }) => Response | undefined

const versions = [
  {
    version: 3,
    mockOf(url: string, resolve: Resolve) {
      const mock = setupServer3(http3.post(url, resolve))
      return { listen: () => mock.listen({ onUnhandledFrame: 'bypass' }), close: () => mock.close() }
    },
  },
  {
    version: 2,
    mockOf(url: string, resolve: Resolve) {
      const mock = setupServer2(http2.post(url, resolve))
      return { listen: () => mock.listen({ onUnhandledRequest: 'bypass' }), close: () => mock.close() }
    },
  },
]

afterEach(() => vi.resetModules())

describe.each(versions)('msw $version', ({ mockOf }) => {
  /** A server on a port, and msw's handlers, which answer in its place unless told to let pass. */
  async function scene() {
    const server = await wired([real])
    const seen: Request[] = []
    let passes = false
    const mock = mockOf(`http://127.0.0.1:${server.port}/v1/contacts`, ({ request }) => {
      if (passes) return undefined
      seen.push(request.clone())
      return Response.json({ id: 'ctc_mocked' }, { status: 201 })
    })
    const create = (client = server.client) => client.request('post', '/contacts', contact)
    return {
      seen,
      create,
      received: server.received,
      listen: mock.listen,
      stop: mock.close,
      letPass: (pass: boolean) => {
        passes = pass
      },
      /** A client of a copy of the package that is imported now. */
      imported: async () => {
        vi.resetModules()
        const { createClient } = await import('../src/index.ts')
        return createClient({ apiKey: KEY, baseUrl: `http://127.0.0.1:${server.port}/v1` })
      },
      async [Symbol.asyncDispose]() {
        mock.close()
        await server[Symbol.asyncDispose]()
      },
    }
  }

  test('intercepts a client that called before, over a connection that is kept', async () => {
    await using mocked = await scene()
    await expect(mocked.create()).resolves.toEqual({ id: 'ctc_real' })
    await expect(mocked.create()).resolves.toEqual({ id: 'ctc_real' })
    mocked.listen()
    await expect(mocked.create()).resolves.toEqual({ id: 'ctc_mocked' })
    await expect(mocked.create()).resolves.toEqual({ id: 'ctc_mocked' })
    expect(mocked.received).toHaveLength(2)
  })

  test('intercepts a client that makes its first call after, and lets go of it', async () => {
    await using mocked = await scene()
    mocked.listen()
    await expect(mocked.create()).resolves.toEqual({ id: 'ctc_mocked' })
    mocked.stop()
    await expect(mocked.create()).resolves.toEqual({ id: 'ctc_real' })
    mocked.listen()
    await expect(mocked.create()).resolves.toEqual({ id: 'ctc_mocked' })
    expect(mocked.received).toHaveLength(1)
  })

  test('intercepts a package that is imported after it began, also over a connection that is kept', async () => {
    await using mocked = await scene()
    mocked.listen()
    const client = await mocked.imported()
    mocked.letPass(true)
    await expect(mocked.create(client)).resolves.toEqual({ id: 'ctc_real' })
    mocked.letPass(false)
    await expect(mocked.create(client)).resolves.toEqual({ id: 'ctc_mocked' })
    mocked.stop()
    await expect(mocked.create(client)).resolves.toEqual({ id: 'ctc_real' })
    mocked.listen()
    await expect(mocked.create(client)).resolves.toEqual({ id: 'ctc_mocked' })
    expect(mocked.received).toHaveLength(2)
  })

  test('is given the request as it was made', async () => {
    await using mocked = await scene()
    mocked.listen()
    await mocked.create()
    const [request] = mocked.seen
    expect(request?.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/)
    await expect(request?.json()).resolves.toEqual(contact.body)
  })
})
