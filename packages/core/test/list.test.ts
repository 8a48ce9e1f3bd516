import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, expectTypeOf, test, vi } from 'vitest'
import { AbortedError, BahiError, type components, Page } from '../src/index.ts'
import { ids, rowsOf, upTo } from './rows.ts'
import { failureOf, ok, scripted } from './scripted.ts'
import { VirtualClock } from './virtual-clock.ts'

type Contact = components['schemas']['Contact']

describe('a list', () => {
  test('sends nothing until it is asked', async () => {
    const { list, requests } = rowsOf(3)
    list()
    list()[Symbol.asyncIterator]()
    await turn()
    expect(requests).toHaveLength(0)
  })

  test('keeps the filters that it was made with', async () => {
    const { client, requests } = rowsOf(6)
    const query = { limit: 10 }
    const list = client.list('/contacts', { query })
    query.limit = 20
    for await (const _ of list) query.limit += 1
    expect(requests.map(({ limit }) => limit)).toEqual(['10', '10'])
  })

  test('awaited is its first page, which leads to the next', async () => {
    const { list, requests } = rowsOf(5)
    const page = await list({}, { limit: 3 })
    expectTypeOf(page).toEqualTypeOf<Page<Contact>>()
    expect(page).toBeInstanceOf(Page)
    expect(ids(page.data)).toEqual(['r0', 'r1', 'r2'])
    expect([page.hasMore, page.nextCursor]).toEqual([true, '1.3'])
    const last = await page.nextPage()
    expect(ids(last?.data ?? [])).toEqual(['r3', 'r4'])
    expect([last?.hasMore, last?.nextCursor, await last?.nextPage()]).toEqual([false, null, null])
    expect(requests).toMatchObject([
      { cursor: null, limit: '3' },
      { cursor: '1.3', limit: '3' },
    ])
  })

  test('awaited twice is fetched once, as a promise is', async () => {
    const { list, requests } = rowsOf(5)
    const rows = list()
    expect(await rows).toBe(await rows)
    expect(requests).toHaveLength(1)
  })

  test('with response', async () => {
    const { list } = rowsOf(5)
    const { data, response, attempts } = await list().withResponse()
    expect([ids(data.data), response.status, attempts.length]).toEqual([['r0', 'r1', 'r2'], 200, 1])
  })

  test('iterates its items, and afresh each time', async () => {
    const { list } = rowsOf(7)
    const rows = list()
    for (const _ of [1, 2]) expect(await collected(rows)).toEqual(upTo(7))
  })

  test('iterates its pages', async () => {
    const { list } = rowsOf(7)
    const pages: string[][] = []
    for await (const page of list().pages()) pages.push(ids(page.data))
    expect(pages).toEqual([['r0', 'r1', 'r2'], ['r3', 'r4', 'r5'], ['r6']])
  })

  test('goes on past an empty page with a cursor', async () => {
    const { list } = rowsOf(4, { sizes: [2, 0, 0, 2] })
    expect(await collected(list())).toEqual(upTo(4))
    const leading = rowsOf(2, { sizes: [0, 2] })
    expect(await collected(leading.list())).toEqual(upTo(2))
    expect(await collected(rowsOf(0).list())).toEqual([])
  })

  test('toArray takes as many as it may, in as few requests as it takes', async () => {
    const { list, requests } = rowsOf(100)
    expect(ids(await list().toArray({ limit: 6 }))).toEqual(upTo(6))
    expect(requests).toHaveLength(2)
    expect(await list().toArray({ limit: 1000 })).toHaveLength(100)
    for (const limit of [0, -1, Number.NaN]) {
      expect(await failureOf(list().toArray({ limit }))).toMatchObject({ code: 'invalid_option' })
    }
  })

  test('toArray asks for no page beyond a limit with a fraction', async () => {
    const { list, requests } = rowsOf(9)
    expect(await list().toArray({ limit: 1.5 })).toHaveLength(1)
    expect(requests).toHaveLength(1)
  })

  test('toArray takes a page that is longer than it asked for', async () => {
    const body = { data: Array.from({ length: 500_000 }, () => 0), has_more: false, next_cursor: null }
    const { client } = scripted([{ status: 200, body }])
    expect(await client.list('/contacts', {}).toArray({ limit: 7 })).toHaveLength(7)
    expect(await client.list('/contacts', {}).toArray({ limit: 1e6 })).toHaveLength(500_000)
  })

  test('is resumed from a saved cursor', async () => {
    const { list } = rowsOf(7)
    const { nextCursor } = await list()
    expect(await collected(list({}, { cursor: nextCursor }))).toEqual(upTo(7).slice(3))
  })

  test("resume() of a failed page gives that page, not the server's", async () => {
    const { list } = rowsOf(7, { fails: (n) => n < 2 || n === 3 })
    const resumed = async (error: unknown) => {
      if (!(error instanceof BahiError)) throw error
      return (await error.resume?.()) as Page<Contact> // what the list that failed is awaited for
    }
    const again = await failureOf(resumed(await failureOf(list())))
    const first = await resumed(again)
    expect([first.nextCursor, ids(first.data)]).toEqual(['1.3', ['r0', 'r1', 'r2']])
    const second = await resumed(await failureOf(first.nextPage()))
    expect(ids((await second.nextPage())?.data ?? [])).toEqual(['r6'])
  })

  test('that stands still is a fault, not an endless walk', async () => {
    const { client } = scripted([{ status: 200, body: { data: [], has_more: true, next_cursor: 'same' } }])
    expect(await failureOf(client.list('/contacts', {}).toArray({ limit: 9 }))).toMatchObject({
      code: 'bad_response',
    })
  })

  test('that is no list is a fault', async () => {
    const { client } = scripted([ok])
    const attempts = [{ status: 201, requestId: 'req_ok' }]
    expect(await failureOf(client.list('/contacts', {}))).toMatchObject({ name: 'ResponseError', attempts })
  })
})

describe('prefetch', () => {
  test('the next page is under way while rows are worked on without a wait', async () => {
    const written: number[] = []
    // Node writes a request in a next tick, for which a chain of promises leaves no room.
    const before = (n: number) =>
      new Promise<void>((resolve) => {
        process.nextTick(() => resolve(void written.push(n)))
      })
    const { list } = rowsOf(10, { sizes: [5], before })
    const underWay: number[][] = []
    for await (const { id } of list()) underWay[Number(id.slice(1))] = [...written]
    expect([underWay[0], underWay[3]]).toEqual([[0], [0, 1]])
  })

  test('fetches the next page while one is read, once a second item is asked for', async () => {
    const { list, requests } = rowsOf(9)
    const rows = list()[Symbol.asyncIterator]()
    await rows.next()
    await turn()
    expect(requests).toHaveLength(1)
    await rows.next()
    await turn()
    expect(requests).toHaveLength(2)
    await rows.next()
    await rows.next()
    await turn()
    expect(requests).toHaveLength(2)
  })

  test('0 fetches each page when it is asked for', async () => {
    const { list, requests } = rowsOf(9)
    const rows = list({ prefetch: 0 })[Symbol.asyncIterator]()
    for (const _ of [1, 2, 3]) await rows.next()
    await turn()
    expect(requests).toHaveLength(1)
  })

  test('that failed is told by the next() that wants it, and is tried again by the one after', async () => {
    const { list, requests } = rowsOf(6, { fails: (n) => n === 1 })
    const rows = list()[Symbol.asyncIterator]()
    for (const id of ['r0', 'r1', 'r2']) expect(await rows.next()).toMatchObject({ value: { id } })
    expect(await failureOf(rows.next())).toBeInstanceOf(BahiError)
    for (const id of ['r3', 'r4', 'r5']) expect(await rows.next()).toMatchObject({ value: { id } })
    expect(await rows.next()).toEqual({ value: undefined, done: true })
    expect(requests).toHaveLength(3)
  })

  test('that failed for several who wait at once ends no process when only the first of them looks', async () => {
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    const { list, requests } = rowsOf(6, { fails: () => true })
    const rows = list()[Symbol.asyncIterator]()
    const [first] = [rows.next(), rows.next(), rows.next()]
    expect(await failureOf(first)).toBeInstanceOf(BahiError)
    for (const _ of [1, 2, 3]) await turn()
    process.off('unhandledRejection', unhandled)
    expect(requests).toHaveLength(3)
    expect(unhandled).not.toHaveBeenCalled()
  })
})

describe('leaving', () => {
  test('a for await aborts what is in flight', async () => {
    const { list, requests } = rowsOf(9, { before: (n) => (n === 1 ? new Promise(() => {}) : undefined) })
    for await (const row of list()) if (row.id === 'r1') break
    expect(requests).toMatchObject([{ aborted: false }, { aborted: true }])
  })

  test('ends the iterator, also for a next() that waits', async () => {
    const { list } = rowsOf(9, { before: () => new Promise(() => {}) })
    for (const rows of [list()[Symbol.asyncIterator](), list().pages()]) {
      const waiting = [rows.next(), rows.next()]
      await turn()
      expect(await rows.return()).toEqual({ value: undefined, done: true })
      expect(await Promise.all([...waiting, rows.next()])).toEqual(
        Array(3).fill({ value: undefined, done: true }),
      )
    }
  })

  test('ends the iterator in whichever moment: no item comes after it', async () => {
    for (let moments = 0; moments < 50; moments++) {
      const items = rowsOf(9).list()[Symbol.asyncIterator]()
      const first = items.next()
      for (let n = 0; n < moments; n++) await null
      await items.return()
      await first
      expect(await items.next()).toEqual({ value: undefined, done: true })
    }
  })

  test("by the caller's signal fails, and says that it was the caller", async () => {
    const controller = new AbortController()
    const { list } = rowsOf(9)
    const rows = list({ signal: controller.signal, prefetch: 0 })[Symbol.asyncIterator]()
    await rows.next()
    controller.abort()
    for (const _ of [1, 2]) await rows.next()
    expect(await failureOf(rows.next())).toBeInstanceOf(AbortedError)
  })
})

describe('a deadline', () => {
  test('bounds each page when it is the default', async () => {
    const clock = new VirtualClock()
    const wait = () => new Promise<void>((resolve) => clock.setTimeout(resolve, 40_000))
    const { list } = rowsOf(9, { clock, timeoutMs: 50_000, before: wait })
    expect(await collected(list())).toEqual(upTo(9))
    expect(clock.now()).toBe(120_000)
  })

  test.each([Number.NaN, '5 s'])('of %j is refused by a walk as it is by a page', async (deadlineMs) => {
    const { client, sent } = scripted([ok])
    const list = client.list('/contacts', {}, { deadlineMs: deadlineMs as number })
    for (const asked of [list, list.toArray({ limit: 1 }), list.pages().next()]) {
      expect(await failureOf(asked)).toMatchObject({ code: 'invalid_option', outcome: 'not_sent' })
    }
    expect(sent).toEqual([])
  })

  test('bounds the whole walk when it is given', async () => {
    const clock = new VirtualClock()
    const wait = () => new Promise<void>((resolve) => clock.setTimeout(resolve, 40_000))
    const { list } = rowsOf(9, { clock, timeoutMs: 50_000, before: wait })
    const error = await failureOf(collected(list({ deadlineMs: 100_000 })))
    expect(error).toMatchObject({ code: 'deadline_exceeded', attempts: [{ durationMs: 20_000 }] })
    const late = list({ deadlineMs: 50_000, prefetch: 0 })[Symbol.asyncIterator]()
    for (const _ of [1, 2, 3]) await late.next()
    await wait()
    const over = await failureOf(late.next())
    // Nothing of this walk can be sent again: what is retryable has a resume().
    expect(over).toMatchObject({ code: 'deadline_exceeded', outcome: 'not_sent', retryable: false })
  })
})

async function collected(rows: AsyncIterable<{ readonly id: string }>): Promise<string[]> {
  const seen: string[] = []
  for await (const { id } of rows) {
    seen.push(id)
    await turn()
  }
  return seen
}
