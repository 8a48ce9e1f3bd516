import { afterAll, beforeAll, expect, test } from 'vitest'
import { createServer, type Server } from '../../src/index.ts'
import { engine, type TestLocation, testLocation } from '../support/engines.ts'
import { openTenant } from '../support/harness.ts'
import { expectAgreement, expectEvents } from './agreement.ts'
import { expectCreditedTaxes } from './credited-taxes.ts'
import { createModel } from './model.ts'
import { createRandom } from './random.ts'
import { openShop } from './shop.ts'
import { type Reopen, takeStep } from './step.ts'
import type { World } from './world.ts'

/** `BAHI_SEED=7` runs one seed again; the other two lengthen a run. */
const { BAHI_SEED, BAHI_SIMULATION_SEEDS, BAHI_SIMULATION_STEPS } = process.env
const SEEDS = Number(BAHI_SIMULATION_SEEDS ?? { memory: 20, disk: 8, postgres: 8 }[engine()])
const STEPS = Number(BAHI_SIMULATION_STEPS ?? 50)
const seeds = BAHI_SEED === undefined ? Array.from({ length: SEEDS }, (_, n) => n + 1) : [Number(BAHI_SEED)]
const MS_A_STEP = 1_000
/** Once in so many steps the server is closed and opened again, where its data outlives it. */
const REOPEN_STEPS = 40

/** How many steps there may be for one of each, at the most: a run of refusals would prove nothing. */
const stepsForOne = {
  create: 12,
  send: 15,
  'pay: in part': 18,
  'pay: in full': 36,
  'credit: whole': 120,
  'credit: by line': 48,
  'credit: by line, refunded': 144,
  refund: 60,
  'sale: in full': 30,
  'sale: in part': 90,
  adjust: 36,
  restock: 72,
  'refused: insufficient_stock': 48,
  void: 144,
  mark_uncollectible: 144,
  advance: 72,
  replay: 25,
  'lost answer': 40,
  'lost request': 40,
  'two at once: both': 36,
  'two at once: one refused': 40,
  'one key twice at once': 40,
  'refused: overpayment': 60,
  'refused: invalid_state': 48,
  'refused: credit_exceeds_invoice': 120,
  'refused: refund_exceeds_credit': 72,
}

let location: TestLocation
let server: Server
const counts = new Map<string, number>()
const count = (what: string) => void counts.set(what, (counts.get(what) ?? 0) + 1)

const quiet = { info() {}, warn() {}, error() {} }
const open = () => createServer({ rateLimits: false, logger: quiet, ...location })
beforeAll(async () => {
  location = await testLocation()
  server = await open()
})
afterAll(() => server.close())

test.each(seeds)(
  'seed %i: after every step the server agrees with the model, and its books are clean',
  async (seed) => {
    const world = await openWorld()
    try {
      await run(world, seed)
    } catch (error) {
      throw new Error(story(seed, world), { cause: error })
    }
  },
  STEPS * MS_A_STEP,
)

if (BAHI_SEED === undefined) {
  test('of every act, enough were successful', () => {
    const wanted = { ...stepsForOne, ...(engine() === 'memory' ? {} : { reopen: 2 * REOPEN_STEPS }) }
    const few = Object.entries(wanted)
      .map(([what, steps]) => ({
        what,
        came: counts.get(what) ?? 0,
        wanted: Math.floor((SEEDS * STEPS) / steps),
      }))
      .filter((each) => each.came < each.wanted)
    expect(few, JSON.stringify(Object.fromEntries(counts))).toEqual([])
  })
}

async function openWorld(): Promise<World> {
  const { api, ...tenant } = await openTenant({
    ...server,
    // Requests go to the server of the day: it is closed and opened again.
    fetch: (...request) => server.fetch(...request),
  })
  const model = createModel(await openShop({ api }))
  return { tenant: { ...tenant, api }, model, answered: [], trace: [], count }
}

async function run(world: World, seed: number): Promise<void> {
  const random = createRandom(seed)
  const reopenAt = engine() === 'memory' ? -1 : random.below(Math.min(STEPS, REOPEN_STEPS))
  for (let step = 0; step < STEPS; step += 1) {
    await takeStep(world, random, step % REOPEN_STEPS === reopenAt ? reopen : null)
    await expectAgreement(world.tenant, world.model)
  }
  await expectEvents(world.tenant, world.model)
  await expectCreditedTaxes(world.tenant)
}

const reopen: Reopen = async (underWay) => {
  const sent = underWay()
  await server.close()
  // An answer that never came is as good as lost.
  await sent.catch(() => null)
  server = await open()
}

const TOLD_STEPS = 12

function story(seed: number, { trace }: World): string {
  const last = trace
    .slice(-TOLD_STEPS)
    .map((line, n, all) => `  ${trace.length - all.length + n + 1}. ${line}`)
  return [
    `BAHI_SEED=${seed} BAHI_SIMULATION_STEPS=${STEPS} runs it again; it failed at step ${trace.length} of ${STEPS}:`,
    ...last,
  ].join('\n')
}
