import { inspect } from 'node:util'
import { describe, expect, test, vi } from 'vitest'
import { createClient, ResponseError } from '../src/index.ts'
import { ids, rowsOf, upTo } from './rows.ts'
import { contact, failureOf, KEY, ok, problem, scripted } from './scripted.ts'

const html = '<html>502 Bad Gateway</html>'

// Each of these is done otherwise by a client that many people use. Here it is a promise.
describe('what others get wrong', () => {
  test('a mutation is never sent without its key, nor sent again with another', async () => {
    const { client, sent } = scripted([{ fail: new Error('reset') }, problem(503, 'unavailable'), ok])
    await client.request('post', '/contacts', contact)
    await client.request('delete', '/contacts/{id}', { path: { id: 'ctc_1' } })
    await client.request('patch', '/contacts/{id}', { path: { id: 'ctc_1' }, body: { name: 'R' } })
    const keys = sent.map(({ headers }) => headers['idempotency-key'])
    expect(keys).toHaveLength(5)
    expect(keys.every((key) => key !== undefined && key.length > 30)).toBe(true)
    expect(new Set(keys.slice(0, 3)).size).toBe(1)
    expect(new Set(keys).size).toBe(3)
  })

  test('the wait that the server asks for is kept, not shortened by a bound of ours', async () => {
    const { create, sent } = scripted([problem(429, 'rate_limited', {}, { 'retry-after': '30' }), ok])
    await create()
    expect(sent.map(({ at }) => at)).toEqual([0, 30_000])
  })

  test('jitter is whole: a wait may be anything from nothing to its bound', async () => {
    const chances = [0, 0.25, 0.999]
    const waits = await Promise.all(
      chances.map(async (chance) => {
        const { create, sent } = scripted([problem(503, 'unavailable'), ok], { random: () => chance })
        await create()
        return sent[1]?.at
      }),
    )
    expect(waits).toEqual([0, 125, 499.5])
  })

  test('retries are on without being asked for', async () => {
    const { create, sent } = scripted([problem(503, 'unavailable')])
    await failureOf(create())
    expect(sent).toHaveLength(3)
  })

  test('the HTML of a gateway is a ResponseError with its beginning, never a SyntaxError', async () => {
    const { create } = scripted([{ status: 502, body: html }], { maxRetries: 0 })
    const error = await failureOf(create())
    expect(error).toBeInstanceOf(ResponseError)
    expect(error).toMatchObject({ status: 502, excerpt: html, outcome: 'unknown', retryable: true })
    const { create: succeeding } = scripted([{ status: 200, body: html }])
    expect(await failureOf(succeeding())).toBeInstanceOf(ResponseError)
  })

  test('a client that is printed shows no key, however deep one looks', () => {
    const options = { apiKey: KEY, baseUrl: 'http://bahi.test/v1' }
    const client = createClient(options)
    for (const shown of [
      inspect(client, { depth: 20, showHidden: true, getters: true }),
      JSON.stringify(client),
      String(client),
      Object.entries(client).join(),
      Reflect.ownKeys(client).map(String).join(),
    ]) {
      expect(shown).not.toContain(KEY.slice(-20))
    }
  })

  test('an iterator goes on after a failure, from the page that failed', async () => {
    const { list } = rowsOf(6, { fails: (n) => n === 1 })
    const rows = list({ prefetch: 0 })[Symbol.asyncIterator]()
    const seen = []
    for (let n = 0; n < 3; n++) seen.push((await rows.next()).value)
    await expect(rows.next()).rejects.toThrow()
    for (let row = await rows.next(); !row.done; row = await rows.next()) seen.push(row.value)
    expect(ids(seen.filter((row) => row !== undefined))).toEqual(upTo(6))
  })

  test('parallel next() gives each item once', async () => {
    const { list } = rowsOf(9, { sizes: [2] })
    const rows = list()[Symbol.asyncIterator]()
    const all = await Promise.all(Array.from({ length: 12 }, () => rows.next()))
    expect(ids(all.flatMap(({ value }) => value ?? []))).toEqual(upTo(9))
  })

  test('an empty page with a cursor is not the end', async () => {
    const { list } = rowsOf(3, { sizes: [1, 0, 0, 2] })
    expect(ids(await list().toArray({ limit: 10 }))).toEqual(upTo(3))
  })

  test('what is newer than the client passes: members, values, kinds of events', async () => {
    const newer = {
      id: 'evt_1',
      object: 'event',
      type: 'invoice.melted',
      mood: 'good',
      data: { status: 'frozen' },
    }
    const { client } = scripted([{ status: 200, body: newer }])
    expect(await client.request('get', '/events/{id}', { path: { id: 'evt_1' } })).toEqual(newer)
  })

  test('nothing is stripped from what is sent, nor renamed', async () => {
    const { client, sent } = scripted([ok])
    const body = { ...contact.body, newer_than_us: { camelCase: 1 } }
    await client.request('post', '/contacts', { body })
    expect(JSON.parse(sent[0]?.body ?? '')).toEqual(body)
  })

  test('a build without a key succeeds, and a key goes to no host that nobody named', async () => {
    vi.stubEnv('BAHI_API_KEY', '')
    vi.stubEnv('BAHI_BASE_URL', '')
    try {
      const fetch = vi.fn()
      expect(await failureOf(createClient({ fetch }).request('get', '/tenant', {}))).toMatchObject({
        outcome: 'not_sent',
      })
      expect(
        await failureOf(createClient({ apiKey: KEY, fetch }).request('get', '/tenant', {})),
      ).toMatchObject({ code: 'missing_base_url' })
      expect(fetch).not.toHaveBeenCalled()
    } finally {
      vi.unstubAllEnvs()
    }
  })

  test('a fetch is called with a URL and plain values, so that any mock will do', async () => {
    const { create, sent } = scripted([ok])
    await create()
    expect(typeof sent[0]?.url).toBe('string')
    expect(Object.getPrototypeOf(sent[0]?.headers)).toBe(Object.prototype)
    expect(typeof sent[0]?.body).toBe('string')
  })

  test('a fetch that is replaced after the client was made is the one that is called', async () => {
    const client = createClient({ apiKey: KEY, baseUrl: 'http://bahi.test/v1' })
    vi.stubGlobal('fetch', async () => Response.json({ id: 'tnt_replaced' }))
    try {
      await expect(client.request('get', '/tenant', {})).resolves.toEqual({ id: 'tnt_replaced' })
    } finally {
      vi.unstubAllGlobals()
    }
  })
})
