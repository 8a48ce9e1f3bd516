import { isList, routes } from '@bahi/spec'
import { beforeAll, describe, expect, test } from 'vitest'
import { createServer } from '../../src/index.ts'
import type { Answer } from '../support/contract.ts'
import { engine, testLocation } from '../support/engines.ts'
import { caller, openTenant, type TestTenant, useServer } from '../support/harness.ts'

const use = useServer()
const quiet = { rateLimits: false, logger: { info() {}, warn() {}, error() {} } } as const
let tenant: TestTenant

const addContacts = async (to: TestTenant, count: number) => {
  for (let n = 0; n < count; n += 1) await to.api('POST', '/contacts', { body: { name: `Contact ${n}` } })
}
const ids = ({ body }: Answer): string[] => body.data.map(({ id }: { id: string }) => id)
const list = (query: string, options = {}) => tenant.api('GET', `/contacts?${query}`, options)
const codeOf = async (answer: Promise<Answer>) => {
  const { status, body } = await answer
  return [status, body.code]
}

beforeAll(async () => {
  tenant = await use.openTenant()
  await addContacts(tenant, 5)
})

describe('a page', () => {
  test('has 20 rows unless told otherwise, newest first', async () => {
    const crowded = await use.openTenant()
    await addContacts(crowded, 22)
    const first = await crowded.api('GET', '/contacts')
    expect(first.body).toMatchObject({ has_more: true, next_cursor: expect.any(String) })
    expect(ids(first)).toHaveLength(20)
    const second = await crowded.api('GET', `/contacts?cursor=${first.body.next_cursor}`)
    expect(second.body).toMatchObject({ has_more: false, next_cursor: null })
    const all = [...ids(first), ...ids(second)]
    expect(all).toEqual([...all].sort().reverse())
    expect(new Set(all).size).toBe(22)
  })

  test('says whether another one follows, also when it is exactly full', async () => {
    for (const [limit, more] of [
      [4, true],
      [5, false],
      [6, false],
    ] as const) {
      const { body } = await list(`limit=${limit}`)
      expect([body.has_more, body.next_cursor !== null]).toEqual([more, more])
    }
  })

  test.each(['1', '100', '007'])('takes limit=%s', async (limit) => {
    expect((await list(`limit=${limit}`)).status).toBe(200)
  })

  test.each(['0', '101', '-1', '1.5', '1e1', '', ' 5', '+5', '0x10', 'all', '5%00', '9'.repeat(400)])(
    'does not take limit=%s',
    async (limit) => {
      const { status, body } = await list(`limit=${limit}`)
      expect([status, body.code]).toEqual([422, 'validation_failed'])
      expect(body.errors).toMatchObject([{ pointer: '/limit', in: 'query' }])
    },
  )
})

describe('a cursor', () => {
  const cursorOf = async (query = 'limit=2'): Promise<string> => (await list(query)).body.next_cursor

  test('is good for its list, again and again, with another limit too', async () => {
    const cursor = await cursorOf()
    const rest = ids(await list(`cursor=${cursor}`))
    expect(rest).toHaveLength(3)
    expect(ids(await list(`cursor=${cursor}`))).toEqual(rest)
    expect(ids(await list(`cursor=${cursor}&limit=1`))).toEqual(rest.slice(0, 1))
  })

  test('is good through every mount and in both inflections', async () => {
    const cursor = await cursorOf()
    const { body } = await list(`cursor=${cursor}&limit=1`, { mount: '/api/v1' })
    expect(body).toMatchObject({ hasMore: true, nextCursor: expect.any(String) })
    const onwards = await list(`cursor=${body.nextCursor}`, { mount: '/billing/v1' })
    expect(ids(onwards)).toHaveLength(2)
  })

  test('is refused when one character of it is changed, added or left out', async () => {
    const cursor = await cursorOf()
    const forged = [...cursor].flatMap((char, at) => {
      const other = char === 'A' ? 'B' : 'A'
      return [cursor.slice(0, at) + other + cursor.slice(at + 1), cursor.slice(0, at) + cursor.slice(at + 1)]
    })
    const padded = ['=', '%3D', '.', '%20', '%00', 'A', '%0A'].map((more) => cursor + more)
    for (const wrong of [...forged, ...padded]) {
      expect([wrong, ...(await codeOf(list(`cursor=${wrong}`)))]).toEqual([wrong, 400, 'invalid_cursor'])
    }
  })

  test.each(['x', '..', 'a.b.c', '%F0%9F%A7%BE', '__proto__.constructor.x', 'x'.repeat(1024)])(
    'is refused when it was made up: %s',
    async (cursor) => {
      expect(await codeOf(list(`cursor=${cursor}`))).toEqual([400, 'invalid_cursor'])
    },
  )

  test('is refused with another filter than it was issued for', async () => {
    const filtered = 'email=a%40example.com'
    const email = 'a@example.com'
    for (const name of ['A', 'B', 'C']) await tenant.api('POST', '/contacts', { body: { name, email } })
    const cursor = await cursorOf(`limit=1&${filtered}`)
    expect((await list(`cursor=${cursor}&${filtered}`)).status).toBe(200)
    for (const query of ['', '&email=b%40example.com', `&${filtered}&phone=%2B919876543210`]) {
      expect(await codeOf(list(`cursor=${cursor}${query}`))).toEqual([400, 'invalid_cursor'])
    }
    expect(await codeOf(list(`cursor=${await cursorOf()}&${filtered}`))).toEqual([400, 'invalid_cursor'])
  })

  test('is refused for another tenant and in the other mode', async () => {
    const cursor = await cursorOf()
    const other = await use.openTenant()
    const path = `/contacts?cursor=${cursor}`
    expect(await codeOf(other.api('GET', path))).toEqual([400, 'invalid_cursor'])
    expect(await codeOf(tenant.live('GET', path))).toEqual([400, 'invalid_cursor'])
  })

  test.for(routes.filter((route) => isList(route) && route.operationId !== 'listContacts'))(
    'of one list is refused by another: $operationId',
    async ({ path }) => {
      expect(await codeOf(tenant.api('GET', `${path}?cursor=${await cursorOf()}`))).toEqual([
        400,
        'invalid_cursor',
      ])
    },
  )

  test('says nothing of the data but its place', async () => {
    const [key, position, mac] = (await cursorOf()).split('.')
    expect(Buffer.from(position ?? '', 'base64url').toString()).toMatch(/^ctc_[0-9A-Z]{26}$/)
    expect(key).toMatch(/^[\w-]+$/)
    expect(mac).toMatch(/^[\w-]{22}$/)
  })
})

if (engine() !== 'memory') {
  test('a cursor is good after a restart, as are the keys', async () => {
    const location = await testLocation()
    const before = await createServer({ ...quiet, ...location })
    const lasting = await openTenant(before)
    await addContacts(lasting, 3)
    const first = await lasting.api('GET', '/contacts?limit=1')
    await before.close()
    const after = await createServer({ ...quiet, ...location })
    const call = caller((request) => after.fetch(request))
    const path = `/contacts?cursor=${first.body.next_cursor}`
    const second = await call('GET', path, { key: lasting.keys.test.secret })
    expect(ids(second)).toHaveLength(2)
    await after.close()
  })
}

if (engine() === 'postgres') {
  test('a cursor of one server is good on another one over the same database', async () => {
    const location = await testLocation()
    const [one, other] = [
      await createServer({ ...quiet, ...location }),
      await createServer({ ...quiet, ...location }),
    ]
    const shared = await openTenant(one)
    await addContacts(shared, 3)
    const first = await shared.api('GET', '/contacts?limit=1')
    const call = caller((request) => other.fetch(request))
    const path = `/contacts?cursor=${first.body.next_cursor}`
    expect(ids(await call('GET', path, { key: shared.keys.test.secret }))).toHaveLength(2)
    await Promise.all([one.close(), other.close()])
  })
}
