import { describe, expect, onTestFinished, test } from 'vitest'
import { createServer } from '../src/index.ts'
import { keepClock, releaseClock, takeClock } from '../src/operations/test-clock.ts'
import { schedule } from '../src/schedule.ts'
import { advance } from '../src/scheduler/advance.ts'
import { createJournal } from '../src/scheduler/journal.ts'
import { addTenant, openTestStore } from './store/kit.ts'
import { engine, testLocation } from './support/engines.ts'
import { caller, openTenant } from './support/harness.ts'
import { openReceiver } from './support/receiver.ts'

const DAY = 86_400_000

async function scene() {
  let ahead = 0
  const clock = { wall: () => Date.now() + ahead }
  const store = await openTestStore({ clock })
  const { test: environment } = await addTenant(store)
  const run = <T>(work: Parameters<typeof store.transaction<T>>[1]) => store.transaction(environment, work)
  const turn = (ms: number) => {
    ahead += ms
  }
  return { store, clock, environment, run, turn }
}

describe('one call', () => {
  const begun = async () => {
    const one = await scene()
    await one.run((tx) => takeClock(tx, 'req_1'))
    const journal = createJournal()
    const target = Date.now() + DAY
    const go = (work: () => Promise<boolean>) =>
      advance(
        { environment: one.environment, holder: 'req_1', target },
        { ...one, journal, work },
        async (_, reached) => reached,
      )
    const note = () => journal.note(one.environment, { at: 0, what: 'delivery.attempted', id: 'dlv_1' })
    return { ...one, go, note, target }
  }

  test('does 10,000 steps at the most, then says that it is not done', async () => {
    const { go, note, run } = await begun()
    // nobody does it, so it stays due for ever
    await run((tx) => schedule(tx, { kind: 'purge', subjectId: 'dlv_1', dueAt: 0 }))
    const { done, happened } = await go(async () => {
      for (let index = 0; index < 99; index += 1) note()
      return true
    })
    expect(done).toBe(false)
    expect(happened.length).toBeGreaterThan(9_900)
    expect(happened.length).toBeLessThanOrEqual(10_000)
  })

  test('lasts 50 seconds of the wall clock at the most', async () => {
    const { go, turn, target } = await begun()
    const { done, now } = await go(async () => {
      turn(50_000)
      return true
    })
    expect(done).toBe(false)
    expect(now).toBeLessThan(target)
  })
})

describe('the lease', () => {
  test('is one holder’s, until it is given back', async () => {
    const { run } = await scene()
    await run((tx) => takeClock(tx, 'req_1'))
    await expect(run((tx) => takeClock(tx, 'req_2'))).rejects.toMatchObject({ code: 'clock_busy' })
    await run((tx) => releaseClock(tx, 'req_2'))
    await expect(run((tx) => takeClock(tx, 'req_2'))).rejects.toMatchObject({ code: 'clock_busy' })
    await run((tx) => releaseClock(tx, 'req_1'))
    await run((tx) => takeClock(tx, 'req_2'))
  })

  test('of a process that died is free after a minute; one that keeps asking keeps it', async () => {
    const { run, turn } = await scene()
    await run((tx) => takeClock(tx, 'req_1'))
    turn(59_000)
    await run((tx) => keepClock(tx, 'req_1'))
    turn(59_000)
    await expect(run((tx) => takeClock(tx, 'req_2'))).rejects.toMatchObject({ code: 'clock_busy' })
    turn(1_001)
    await run((tx) => takeClock(tx, 'req_2'))
    await expect(run((tx) => keepClock(tx, 'req_1'))).rejects.toMatchObject({ code: 'clock_busy' })
  })
})

if (engine() === 'postgres')
  describe('two processes', () => {
    const quiet = { info() {}, warn() {}, error() {} }
    const open = async (location: object) => {
      const server = await createServer({ ...location, rateLimits: false, logger: quiet })
      onTestFinished(() => server.close())
      return server
    }

    test('share the clock: the other is refused meanwhile, does nothing of it, and sees the time after', async () => {
      const location = await testLocation({ fresh: true })
      const first = await open(location)
      const second = await open(location)
      const tenant = await openTenant(first)
      const there = caller((request) => second.fetch(request))
      const elsewhere = (method: string, path: string, body?: unknown) =>
        there(method, path, { key: tenant.keys.test.secret, ...(body === undefined ? {} : { body }) })
      const receiver = await openReceiver()
      await tenant.api('POST', '/webhooks', { body: { url: receiver.url, event_types: ['invoice.overdue'] } })
      receiver.answer({ status: 500, delayMs: 400 })
      const items = [{ description: 'Work', qty: 1, rate: 1 }]
      const draft = await elsewhere('POST', '/invoices', { items, due_in_days: 1 })
      await elsewhere('POST', `/invoices/${draft.body.id}/send`)
      const advancing = tenant.api('POST', '/test/clock/advance', { body: { by: '2 days' } })
      await receiver.received(1)
      const refused = await elsewhere('POST', '/test/clock/advance', { by: '1 day' })
      expect(refused.body.code).toBe('clock_busy')
      const { happened } = (await advancing).body
      const what = happened.map((one: { what: string }) => one.what)
      expect(what).toEqual(['reminder.sent', 'invoice.overdue', 'delivery.attempted', 'delivery.attempted'])
      expect(receiver.requests).toHaveLength(2)
      expect((await elsewhere('GET', '/test/clock')).body.ahead_ms).toBeGreaterThan(2 * DAY - 5_000)
      expect((await elsewhere('POST', '/test/clock/advance', { by: '1 day' })).status).toBe(200)
    })
  })
