import { inspect } from 'node:util'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { BahiError, ConnectionError, createClient, servers } from '../src/index.ts'
import { contact, failureOf, KEY, ok, problem, type Step, scripted } from './scripted.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
})

const list = (client: ReturnType<typeof createClient>) => client.list('/contacts', {})

describe('what is missing', () => {
  test('a key: constructing is fine, the first call says where to get one', async () => {
    const client = createClient({ baseUrl: 'http://bahi.test/v1' })
    const error = await failureOf(client.request('get', '/tenant', {}))
    expect(error).toMatchObject({
      code: 'missing_api_key',
      outcome: 'not_sent',
      message: expect.stringMatching(/BAHI_API_KEY.*first start/),
    })
    expect(await failureOf(list(client))).toBeInstanceOf(BahiError)
  })

  test('an address: none is guessed', async () => {
    const client = createClient({ apiKey: KEY })
    const error = await failureOf(client.request('get', '/tenant', {}))
    expect(error).toMatchObject({
      code: 'missing_base_url',
      message: expect.stringContaining('BAHI_BASE_URL'),
    })
  })

  test('is taken from the environment, where empty means missing', async () => {
    vi.stubEnv('BAHI_API_KEY', `${KEY}\n`)
    vi.stubEnv('BAHI_BASE_URL', 'http://env.test/v1/')
    const { client, sent } = scripted([ok], { apiKey: undefined, baseUrl: undefined })
    await client.request('get', '/tenant', {})
    expect(sent[0]).toMatchObject({
      url: 'http://env.test/v1/tenant',
      headers: { authorization: `Bearer ${KEY}` },
    })
    vi.stubEnv('BAHI_API_KEY', '')
    const none = createClient({ baseUrl: 'http://bahi.test/v1' })
    expect(await failureOf(none.request('get', '/tenant', {}))).toMatchObject({ code: 'missing_api_key' })
  })

  test('is missing where an empty text was passed: the environment may have another account', async () => {
    vi.stubEnv('BAHI_API_KEY', KEY)
    vi.stubEnv('BAHI_BASE_URL', 'http://env.test/v1')
    const { client, sent } = scripted([ok], { apiKey: ' ' })
    expect(await failureOf(client.request('get', '/tenant', {}))).toMatchObject({ code: 'missing_api_key' })
    const lost = scripted([ok], { baseUrl: '' })
    expect(await failureOf(lost.client.request('get', '/tenant', {}))).toMatchObject({
      code: 'missing_base_url',
    })
    expect([...sent, ...lost.sent]).toEqual([])
  })

  test('is written as URLs are, whatever way it was given', async () => {
    const { client, sent } = scripted([ok], { baseUrl: 'HTTP://BAHI.test:80/old/../möunt/v1//' })
    await client.request('get', '/tenant', {})
    expect(sent[0]?.url).toBe('http://bahi.test/m%C3%B6unt/v1/tenant')
  })

  test('the three documented hosts can be named', () => {
    expect(Object.values(servers)).toEqual([
      'https://api.softknack.com/billing/v1',
      'https://api.saathix.com/v1',
      'https://api.contracting.kukkingu.software/api/v1',
    ])
  })
})

describe('what is wrong', () => {
  test.each([
    'bahi.test/v1',
    'ftp://bahi.test',
    'http://me:pw@bahi.test/v1',
    'http://bahi.test/v1?a=1',
    'http://',
    'http://bahi.test:99999/v1',
    'http://bahi[.test/v1',
    '/v1',
  ])('baseUrl %s is refused at once', (baseUrl) => {
    expect(() => createClient({ apiKey: KEY, baseUrl })).toThrow(/baseUrl must be/)
  })

  test('a key with a space or a line break inside is refused without being shown', () => {
    const error = caught(() => createClient({ apiKey: 'sk_test_se\ncret', baseUrl: 'http://bahi.test' }))
    expect(error).toMatchObject({ code: 'invalid_option' })
    expect(inspect(error)).not.toContain('sk_test')
  })

  test.each(['', '.', '..', 'ctc_\ud800', 7, null, undefined])(
    'an id of %j is refused: it would call another path, or none',
    async (id) => {
      const { client, sent } = scripted([ok])
      const path = { id: id as string } // as plain JavaScript may
      expect(await failureOf(client.request('delete', '/contacts/{id}', { path }))).toMatchObject({
        code: 'invalid_argument',
      })
      expect(sent).toHaveLength(0)
    },
  )

  test('an id is escaped', async () => {
    const { client, sent } = scripted([ok])
    await client.request('get', '/contacts/{id}', { path: { id: 'a/../b?c#d' } })
    expect(sent[0]?.url).toBe('http://bahi.test/v1/contacts/a%2F..%2Fb%3Fc%23d')
  })
})

describe('a browser', () => {
  const inBrowser = () => {
    vi.stubGlobal('document', {})
    vi.stubGlobal('process', undefined)
  }

  test('may not hold a secret key', () => {
    inBrowser()
    const error = caught(() => createClient({ apiKey: KEY, baseUrl: 'http://bahi.test' }))
    expect(error).toMatchObject({ code: 'secret_key_in_browser' })
    expect(inspect(error)).not.toContain(KEY)
  })

  test('may hold a publishable one, or a secret one that was allowed by name', () => {
    inBrowser()
    expect(createClient({ apiKey: 'pk_test_1', baseUrl: 'http://bahi.test' })).toBeDefined()
    const options = { apiKey: KEY, baseUrl: 'http://bahi.test', dangerouslyAllowSecretKeyInBrowser: true }
    expect(createClient(options)).toBeDefined()
  })

  test("is not jsdom: a document on Node is a test's", () => {
    vi.stubGlobal('document', {})
    expect(createClient({ apiKey: KEY, baseUrl: 'http://bahi.test' })).toBeDefined()
  })
})

describe('headers', () => {
  test.each([
    { 'x-note': 'two\nlines' },
    { 'x-note': 'nul\0' },
    { 'x-note': '₹' },
    { 'x note': 'a' },
    { 'x-note:': 'a' },
    { '': 'a' },
  ])('that no request can carry are refused before it is sent: %j', async (headers) => {
    const { create, sent } = scripted([ok])
    const error = await failureOf(create({ headers }))
    const message = expect.stringMatching(/^headers: .* can't be sent\.$/)
    expect(error).toMatchObject({ code: 'invalid_option', outcome: 'not_sent', attempts: [], message })
    expect(sent).toEqual([])
  })

  test('of one line of Latin 1 are sent as they are', async () => {
    const { create, sent } = scripted([ok])
    await create({ headers: { "X-It's_1": '\tRáhul "K."', 'x-empty': '' } })
    expect(sent[0]?.headers).toMatchObject({ "x-it's_1": '\tRáhul "K."', 'x-empty': '' })
  })

  test('say who asks, for what version, and nothing that was not asked for', async () => {
    const { create, sent } = scripted([ok])
    await create({ idempotencyKey: 'k' })
    expect(sent[0]?.headers).toEqual({
      accept: 'application/json, application/problem+json',
      'api-version': '1.4',
      authorization: `Bearer ${KEY}`,
      'content-type': 'application/json',
      'idempotency-key': 'k',
    })
  })

  test('may be added to, in any case, but not over who asks', async () => {
    const { create, sent } = scripted([ok], { tenantId: 'tnt_1' })
    const headers = { 'X-Test-Fault': 'before_commit', AUTHORIZATION: 'Bearer other', 'X-None': undefined }
    await create({ headers })
    await create({ tenantId: 'tnt_2' })
    expect(sent[0]?.headers).toMatchObject({
      'x-test-fault': 'before_commit',
      authorization: `Bearer ${KEY}`,
    })
    expect(sent.map(({ headers }) => headers['tenant-id'])).toEqual(['tnt_1', 'tnt_2'])
    expect(sent[0]?.headers).not.toHaveProperty('x-none')
  })

  test('ask the camelCase mount for snake_case, which the types are in', async () => {
    const { create, sent } = scripted([ok], { baseUrl: 'http://bahi.test/api/v1' })
    await create()
    expect(sent[0]?.headers).toMatchObject({ 'key-inflection': 'snake' })
  })

  test('a given fetch is called with a URL and plain values, and follows no redirect', async () => {
    const { create, sent } = scripted([ok])
    await create()
    expect(sent[0]?.url).toBe('http://bahi.test/v1/contacts')
    expect(sent[0]).toMatchObject({ method: 'POST', redirect: 'manual', body: JSON.stringify(contact.body) })
    expect(sent[0]?.signal).toBeInstanceOf(AbortSignal)
    expect(Object.getPrototypeOf(sent[0]?.headers)).toBe(Object.prototype)
  })

  test('a given fetch may answer with no more than a status, headers and a text', async () => {
    const least = {
      status: 200,
      headers: new Map([['request-id', 'req_1']]),
      text: async () => '{"id":"tnt_1"}',
    }
    const fetch = async () => ({
      ...least,
      headers: { get: (name: string) => least.headers.get(name) ?? null },
    })
    const { client } = scripted([ok], { fetch })
    const { data, requestId } = await client.request('get', '/tenant', {}).withResponse()
    expect([data, requestId]).toEqual([{ id: 'tnt_1' }, 'req_1'])
  })

  test('a query has a replacement for half a character, as every address that is written has', async () => {
    const { client, sent } = scripted([
      { status: 200, body: { data: [], has_more: false, next_cursor: null } },
    ])
    await client.list('/contacts', { query: { email: 'a\ud800b\u{1f600}' } })
    expect(sent[0]?.url).toBe('http://bahi.test/v1/contacts?email=a%EF%BF%BDb%F0%9F%98%80')
  })

  test('a query leaves out what is undefined and repeats what is many', async () => {
    const { client, sent } = scripted([
      { status: 200, body: { data: [], has_more: false, next_cursor: null } },
    ])
    await client.list('/contacts', { query: { phone: '+91 1', email: undefined, limit: 5 } as object })
    expect(sent[0]?.url).toBe('http://bahi.test/v1/contacts?phone=%2B91%201&limit=5')
  })
})

describe('the key is never shown', () => {
  const shown = (value: unknown) =>
    `${inspect(value, { depth: 20, showHidden: true, getters: true })} ${JSON.stringify(value)} ${String(value)}`

  test('by a client, a list, a page, a result or a call', async () => {
    const { client, create } = scripted([
      ok,
      { status: 200, body: { data: [], has_more: true, next_cursor: 'c' } },
    ])
    const call = create()
    const things = [client, call, await call.withResponse(), list(client), await list(client)]
    for (const thing of things) expect(shown(thing)).not.toContain('verysecret')
  })

  test('by an error, also when a fetch speaks of it', async () => {
    const steps: Step[] = [
      problem(401, 'unauthorized'),
      { fail: new TypeError(`invalid header value Bearer ${KEY}`) },
      { fail: KEY },
      { fail: Object.assign(new Error('failed'), { config: { headers: { authorization: KEY } } }) },
      {
        fail: Object.assign(new Error('failed'), {
          request: new Request('http://a.test', { headers: { a: KEY } }),
        }),
      },
      { fail: new Error('failed', { cause: new AggregateError([new Error(`Bearer ${KEY}`)]) }) },
    ]
    for (const step of steps) {
      const { create } = scripted([step])
      const error = await failureOf(create({ maxRetries: 0 }))
      expect(shown(error)).not.toContain('verysecret')
      if (step !== steps[0]) expect(error).toBeInstanceOf(ConnectionError)
    }
  })

  test.each<[string, Step]>([
    ['no JSON', { status: 200, body: `authorization: Bearer ${KEY}` }],
    ['a page, cut within the key', { status: 502, body: `${'-'.repeat(150)} Bearer ${KEY}` }],
    ['a problem', problem(404, 'not_found', { detail: `Bearer ${KEY}`, headers: { authorization: KEY } })],
  ])('by an error of a server that answers with what it was asked: %s', async (_, step) => {
    const error = await failureOf(scripted([step]).create({ maxRetries: 0 }))
    expect(shown(error)).not.toContain(KEY.slice(0, 20))
    expect(shown(error)).toContain('Bearer …')
  })

  test('by the logger, which hears of each attempt', async () => {
    const lines: unknown[] = []
    const logger = {
      debug: (...line: unknown[]) => lines.push(line),
      warn: (...line: unknown[]) => lines.push(line),
    }
    const { create } = scripted([problem(503, 'unavailable'), ok], { logger })
    await create()
    expect(lines).toMatchObject([
      ['POST /contacts unavailable', { attempt: 1, status: 503, requestId: 'req_p', error: 'unavailable' }],
      ['POST /contacts 201', { attempt: 2, status: 201, requestId: 'req_ok', error: null }],
    ])
    expect(JSON.stringify(lines)).not.toMatch(/verysecret|Rahul|98765/)
  })
})

function caught(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  throw new Error('it did not throw')
}

describe('what there is not', () => {
  const plain = <T>(options: Record<string, unknown>) => options as T // as JavaScript passes it

  test.each([
    [{ apikey: KEY }, 'A client: there is no option apikey; perhaps apiKey is meant.'],
    [{ baseURL: 'http://bahi.test/v1' }, 'A client: there is no option baseURL; perhaps baseUrl is meant.'],
    [{ timeout: 5 }, 'A client: there is no option timeout; perhaps timeoutMs is meant.'],
    [{ maxRetry: 1 }, /no option maxRetry; there are apiKey, .*maxRetries/],
    [{ constructor: 1 }, /no option constructor/],
  ])('an option of a client: %o', (options, message) => {
    expect(() => createClient(plain(options))).toThrow(message)
  })

  test('options that are none, and a key is not repeated', () => {
    const made = (options: unknown) => () => createClient(options as object)
    expect(made('sk_test_secret')).toThrow(/^A client is given as an object, not as a string\.$/)
    expect(made(null)).toThrow('not as null')
    expect(made([KEY])).toThrow('not as a list')
  })

  test('an option of a call: a key that is misspelt would let a payment happen twice', async () => {
    const { client, sent } = scripted([ok])
    const create = (options: Record<string, unknown>) =>
      client.request('post', '/contacts', contact, plain(options))
    const error = await failureOf(create({ idempotency_key: 'k-1' }))
    const message = 'A call: there is no option idempotency_key; perhaps idempotencyKey is meant.'
    expect(error).toMatchObject({ code: 'invalid_option', outcome: 'not_sent', message })
    expect(await failureOf(create({ maxRetry: 1 }))).toMatchObject({
      message: expect.stringContaining('maxRetries'),
    })
    expect(await failureOf(client.list('/contacts', {}, plain({ pageSize: 5 })))).toBeInstanceOf(BahiError)
    expect(sent).toEqual([])
  })

  test('the options of a list may be shared with calls', async () => {
    const { client } = scripted([ok])
    await client.request('get', '/tenant', {}, plain({ prefetch: 0, signal: undefined }))
  })

  test.each([[null], ['k-1'], [['k-1']]])('the options of a call that are %j', async (options) => {
    const { create, sent } = scripted([ok])
    expect(await failureOf(create(options as never))).toMatchObject({
      code: 'invalid_option',
      message: expect.stringMatching(/^A call is given as an object, not as /),
    })
    expect(sent).toEqual([])
  })

  test.each([{}, new AbortController(), 'aborted', 5])('a signal that is none: %o', async (signal) => {
    const { client, create, sent } = scripted([{ status: 503 }, ok])
    const refused = {
      code: 'invalid_option',
      outcome: 'not_sent',
      message: expect.stringContaining('signal'),
    }
    expect(await failureOf(create(plain({ signal })))).toMatchObject(refused)
    expect(await failureOf(client.list('/contacts', {}, plain({ signal })))).toMatchObject(refused)
    expect(sent).toEqual([])
    const error = await failureOf(create({ maxRetries: 0 }))
    if (!(error instanceof BahiError)) throw error
    expect(await failureOf(error.resume?.(plain({ signal })) ?? Promise.reject(error))).toMatchObject(refused)
  })

  test('a query that is an id', () => {
    const { client, sent } = scripted([ok])
    expect(() => client.list('/contacts', { query: 'ctc_1' as never })).toThrow(/query.* object.* a string/)
    expect(sent).toEqual([])
  })

  test('headers and queries that are lists of pairs, of which nothing would be sent', async () => {
    const { client, create, sent } = scripted([ok])
    const lists = [new Headers({ 'idempotency-key': 'k-1' }), new Map([['a', 'b']]), [['a', 'b']]]
    for (const headers of lists) {
      expect(await failureOf(create(plain({ headers })))).toMatchObject({
        code: 'invalid_option',
        message: 'headers is given as an object, not as a list.',
      })
    }
    const query = new URLSearchParams({ phone: '+919876543210' }) as never
    expect(() => client.list('/contacts', { query })).toThrow('not as a list')
    expect(await failureOf(client.request('get', '/contacts', { query }))).toMatchObject({
      message: 'The query of a call is given as an object, not as a list.',
    })
    expect(sent).toEqual([])
  })

  test('a body of which no JSON can be made', async () => {
    const { client, sent } = scripted([ok])
    const call = client.request('post', '/contacts', { body: { name: 1n as never } })
    expect(await failureOf(call)).toMatchObject({
      code: 'invalid_argument',
      outcome: 'not_sent',
      message: expect.stringMatching(/^POST \/contacts: .*BigInt/),
    })
    expect(sent).toEqual([])
  })
})
