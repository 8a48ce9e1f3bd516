import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openParts } from './convention/support/parts.ts'
import type { Answer } from './support/contract.ts'
import { testLocation } from './support/engines.ts'
import { openTenant, type TestTenant } from './support/harness.ts'
import { HOUR, purgeOnce } from './support/stale.ts'

const KEEP = 72 * HOUR
const RUNS = 12

/** Time stands still here but for what the test advances, so that a bound can be hit to the millisecond. */
async function open() {
  // A database of its own: the worker of another test purges by the wall clock.
  const location = await testLocation({ fresh: true })
  const { server, store } = await openParts({ ...location, now: new Date('2026-03-01T00:00:00Z') })
  const openOne = async () => {
    const tenant = await openTenant(server)
    return { tenant, purge: () => purgeOnce(store, tenant.tenantId) }
  }
  return { openOne }
}

const make = ({ api }: TestTenant, idempotencyKey: string) =>
  api('POST', '/contacts', { body: { name: 'Asha' }, idempotencyKey })

async function wait({ api }: TestTenant, ms: number): Promise<void> {
  const { now } = (await api('GET', '/test/clock')).body
  const to = new Date(Date.parse(now) + ms).toISOString()
  expect((await api('POST', '/test/clock/advance', { body: { to } })).body).toMatchObject({
    now: to,
    done: true,
  })
}

const isReplay = ({ headers }: Answer) => headers.get('idempotent-replayed') === 'true'

const cases = [
  { age: '71:59:59', ms: KEEP - 1000, replays: true },
  { age: '72:00:01', ms: KEEP + 1000, replays: false },
].flatMap((one) => [
  { ...one, when: 'purged meanwhile' },
  { ...one, when: 'not purged' },
])

test.for(cases)('a key sent again after $age, $when: replays: $replays', async ({ ms, replays, when }) => {
  const { openOne } = await open()
  const { tenant, purge } = await openOne()
  const first = await make(tenant, 'one')
  await wait(tenant, ms)
  if (when === 'purged meanwhile') await purge()
  const again = await make(tenant, 'one')
  expect([again.status, isReplay(again)]).toEqual([201, replays])
  expect(again.body.id === first.body.id).toBe(replays)
})

/** Around the bound to the millisecond, around the hour after it that a row stays, and anywhere. */
const anAge = fc.oneof(
  fc.integer({ min: KEEP - 2, max: KEEP + 2 }),
  fc.integer({ min: KEEP + HOUR - 2, max: KEEP + HOUR + 2 }),
  fc.integer({ min: 1, max: 2 * KEEP }),
)
const anAct = fc.oneof(
  { weight: 3, arbitrary: fc.record({ send: fc.constantFrom('one', 'two', 'three') }) },
  { weight: 2, arbitrary: fc.record({ wait: anAge }) },
  { weight: 2, arbitrary: fc.constant({ purge: true as const }) },
)

/** What a tenant's keys must answer, by a clock that counts from 0. */
class Model {
  readonly #made = new Map<string, { id: string; until: number }>()
  #now = 0

  wait(ms: number): void {
    this.#now += ms
  }

  check(key: string, answer: Answer): void {
    const before = this.#made.get(key)
    const replays = before !== undefined && this.#now < before.until
    expect([answer.status, isReplay(answer)]).toEqual([201, replays])
    if (replays) expect(answer.body.id).toBe(before.id)
    else this.#made.set(key, { id: answer.body.id, until: this.#now + KEEP })
  }
}

test('a key replays for 72 hours by its environment’s clock, whenever and however often the purge runs', async () => {
  const { openOne } = await open()
  const ahead = fc.integer({ min: 0, max: 4000 * HOUR })
  const acts = fc.array(anAct, { minLength: 4, maxLength: 16 })
  await fc.assert(
    fc.asyncProperty(ahead, acts, async (ahead, acts) => {
      const { tenant, purge } = await openOne()
      const model = new Model()
      await wait(tenant, ahead)
      for (const act of acts) {
        if ('send' in act) model.check(act.send, await make(tenant, act.send))
        else if ('purge' in act) await purge()
        else {
          await wait(tenant, act.wait)
          model.wait(act.wait)
        }
      }
    }),
    { numRuns: RUNS },
  )
})
