import { describe, expect, test, vi } from 'vitest'
import { ConnectionError, createClient } from '../src/index.ts'
import { proxyFor } from '../src/transport/proxy.ts'
import { ca, environment, plainServer, proxyServer, secureServer } from './proxied.ts'
import { failureOf, KEY } from './scripted.ts'

const answers = () => vi.fn((_, response) => response.end('{"id":"tnt_1"}'))
const clientOf = (baseUrl: string, more = {}) =>
  createClient({ apiKey: KEY, baseUrl, maxRetries: 0, timeoutMs: 5_000, ...more })
const tenant = (client: ReturnType<typeof createClient>) => client.request('get', '/tenant', {})

describe('a proxy of the environment', () => {
  test('is asked for the whole address of a plain-text server, with its own credentials', async () => {
    await using server = await plainServer(answers())
    await using proxy = await proxyServer()
    using _ = environment({ HTTP_PROXY: `http://ann:s%40cret@127.0.0.1:${proxy.port}` })
    const client = clientOf(`http://api.bahi.test:${server.port}/v1`)
    await expect(tenant(client)).resolves.toEqual({ id: 'tnt_1' })
    await tenant(client)
    const what = `GET http://api.bahi.test:${server.port}/v1/tenant`
    const authorization = `Basic ${Buffer.from('ann:s@cret').toString('base64')}`
    const once = { what, authorization, apiKey: `Bearer ${KEY}` }
    expect(proxy.asked).toEqual([once, once])
  })

  test.each([
    ['ann:100%', 'ann:100%'],
    ['ann:%zz%25', 'ann:%zz%'],
    ['ann:%C3%A9é', 'ann:éé'],
    [':token', ':token'],
  ])('is told the credentials of its address, whatever they are made of: %s', async (given, told) => {
    await using server = await plainServer(answers())
    await using proxy = await proxyServer()
    using _ = environment({ HTTP_PROXY: `http://${given}@127.0.0.1:${proxy.port}` })
    await tenant(clientOf(`http://api.bahi.test:${server.port}/v1`))
    const authorization = `Basic ${Buffer.from(told).toString('base64')}`
    expect(proxy.asked).toMatchObject([{ authorization }])
  })

  test.each([{ secure: false }, { secure: true }])(
    'opens a tunnel to an HTTPS server, kept between calls, and sees no key (itself secure: $secure)',
    async ({ secure }) => {
      const respond = answers()
      await using server = await secureServer(respond)
      await using proxy = await proxyServer({ secure })
      using _ = environment({ https_proxy: `${secure ? 'https' : 'http'}://ann:x@127.0.0.1:${proxy.port}` })
      const client = clientOf(`https://api.bahi.test:${server.port}/v1`, { ca })
      await expect(tenant(client)).resolves.toEqual({ id: 'tnt_1' })
      await tenant(client)
      expect(respond).toHaveBeenCalledTimes(2)
      const authorization = `Basic ${Buffer.from('ann:x').toString('base64')}`
      const what = `CONNECT api.bahi.test:${server.port}`
      expect(proxy.asked).toEqual([{ what, authorization, apiKey: undefined }])
    },
  )

  test('that refuses the tunnel means that nothing was sent', async () => {
    await using proxy = await proxyServer({ refuses: 407 })
    using _ = environment({ HTTPS_PROXY: `127.0.0.1:${proxy.port}` })
    const error = await failureOf(tenant(clientOf('https://api.bahi.test/v1')))
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error).toMatchObject({ outcome: 'not_sent', message: expect.stringContaining('ERR_PROXY') })
    expect(String((error as Error).cause)).toContain('answered 407 to CONNECT')
  })

  test('that is not there, or is no address, is said', async () => {
    using _ = environment({ HTTPS_PROXY: 'socks://secret@127.0.0.1:1' })
    const wrong = await failureOf(tenant(clientOf('https://api.bahi.test/v1')))
    expect(wrong).toMatchObject({ outcome: 'not_sent', code: 'connection_failed' })
    expect(String((wrong as Error).cause)).toMatch(/HTTPS_PROXY must be/)
    expect(String((wrong as Error).cause)).not.toContain('secret')
    using __ = environment({ HTTPS_PROXY: 'http://127.0.0.1:1' })
    const absent = await failureOf(tenant(clientOf('https://api.bahi.test/v1')))
    expect(absent).toMatchObject({ outcome: 'not_sent' })
  })

  const proxy = 'http://proxy.test:3128/'
  test.each<[string, string, Record<string, string>, string | undefined]>([
    ['is none when none is named', 'http://a.test', {}, undefined],
    ['is by scheme', 'https://a.test', { HTTP_PROXY: proxy }, undefined],
    ['may leave the scheme out', 'http://a.test', { HTTP_PROXY: 'proxy.test:3128' }, proxy],
    [
      'is read in lower case first',
      'http://a.test',
      { http_proxy: proxy, HTTP_PROXY: 'http://b.test' },
      proxy,
    ],
    [
      'is no header of a CGI request',
      'http://a.test',
      { HTTP_PROXY: proxy, REQUEST_METHOD: 'GET' },
      undefined,
    ],
    ['is left out for all', 'http://a.test', { HTTP_PROXY: proxy, NO_PROXY: '*' }, undefined],
    ['is left out for a host', 'http://a.test', { HTTP_PROXY: proxy, NO_PROXY: 'x, A.test' }, undefined],
    ['is left out below a domain', 'http://b.a.test', { HTTP_PROXY: proxy, NO_PROXY: '.a.test' }, undefined],
    ['is left out by a wildcard', 'http://b.a.test', { HTTP_PROXY: proxy, NO_PROXY: '*.a.test' }, undefined],
    ['is used for what only ends alike', 'http://ba.test', { HTTP_PROXY: proxy, NO_PROXY: 'a.test' }, proxy],
    ['is left out for a port', 'http://a.test', { HTTP_PROXY: proxy, NO_PROXY: 'a.test:80' }, undefined],
    ['is used for another port', 'http://a.test:81', { HTTP_PROXY: proxy, NO_PROXY: 'a.test:80' }, proxy],
    ['is left out for IPv6', 'http://[::1]:81', { HTTP_PROXY: proxy, NO_PROXY: '::1' }, undefined],
    [
      'is left out for IPv6 and a port',
      'http://[::1]:81',
      { HTTP_PROXY: proxy, NO_PROXY: '[::1]:81' },
      undefined,
    ],
  ])('%s', (_, url, variables, expected) => {
    expect(proxyFor(new URL(url), variables)?.href).toBe(expected)
  })
})

describe('an authority of your own', () => {
  test('is trusted by `ca`, and is not by a client without it', async () => {
    await using server = await secureServer(answers())
    using _ = environment({})
    const baseUrl = `https://127.0.0.1:${server.port}/v1`
    await expect(tenant(clientOf(baseUrl, { ca }))).resolves.toEqual({ id: 'tnt_1' })
    await expect(tenant(clientOf(baseUrl, { ca: [Buffer.from(ca)] }))).resolves.toEqual({ id: 'tnt_1' })
    expect(await failureOf(tenant(clientOf(baseUrl)))).toMatchObject({
      name: 'ConnectionError',
      outcome: 'not_sent',
      retryable: false,
      message: expect.stringMatching(/SELF_SIGNED|UNABLE_TO_VERIFY/),
    })
  })

  test('cannot be given beside a fetch, which has its own', () => {
    const fetch = async () => Response.json({})
    expect(() => clientOf('https://127.0.0.1/v1', { ca, fetch })).toThrow(/ca is for the default transport/)
  })
})
