import type { EnvironmentId } from '../kit/environment.ts'
import { Refusal } from '../kit/errors.ts'
import type { Advancing, Reached } from '../kit/happening.ts'
import { releaseClock, takeClock, targetOf } from '../operations/test-clock.ts'
import type { Store, Tx } from '../store/store.ts'

/** The clock of one tenant's test environment. */
export interface TestClock {
  /** The time there. */
  now(): Promise<Date>
  /**
   * Lets everything that falls due within `by` (`8 days`, `90 seconds`) happen, in order, before it resolves. Throws a
   * TypeError for anything that is no length of time, and while another call advances the same clock.
   */
  advance(by: string): Promise<TestClockAdvanced>
}

/** What came of advancing a clock. */
export interface TestClockAdvanced {
  readonly tenantId: string
  readonly now: Date
  /** What fell due, in order: `{ at, what: 'invoice.overdue', id }`. */
  readonly happened: readonly { readonly at: Date; readonly what: string; readonly id: string }[]
}

export interface TestClocksOptions {
  readonly store: Store
  newRequestId(): string
  advance<T>(advancing: Advancing, end: (tx: Tx, reached: Reached) => Promise<T>): Promise<T>
}

export function createTestClocks(options: TestClocksOptions) {
  const { store } = options
  return {
    of: (tenantId: string): TestClock => ({
      now: () => store.read(`${tenantId}/test`, async (tx) => tx.now),
      advance: (by) => advanceOne(tenantId, by, options),
    }),
    /** One tenant after the other. */
    async advanceAll(by: string): Promise<TestClockAdvanced[]> {
      const all: TestClockAdvanced[] = []
      for (const { id } of await store.platform.listTenants()) all.push(await advanceOne(id, by, options))
      return all
    },
  }
}

async function advanceOne(
  tenantId: string,
  by: string,
  { store, newRequestId, advance }: TestClocksOptions,
): Promise<TestClockAdvanced> {
  const environment: EnvironmentId = `${tenantId}/test`
  const target = await store.read(environment, async (tx) => readable(() => targetOf(tx, { by })))
  const happened: Reached['happened'][number][] = []
  // A call over HTTP has bounds; here the caller waits for as long as it takes.
  for (;;) {
    const holder = newRequestId()
    const reached = await turn(store, { environment, holder, target }, advance)
    happened.push(...reached.happened)
    if (!reached.done) continue
    const told = happened.map(({ at, what, id }) => ({ at: new Date(at), what, id }))
    return { tenantId, now: new Date(reached.now), happened: told }
  }
}

async function turn(
  store: Store,
  advancing: Advancing,
  advance: TestClocksOptions['advance'],
): Promise<Reached> {
  const { environment, holder } = advancing
  try {
    await store.transaction(environment, (tx) => takeClock(tx, holder))
    return await advance(advancing, async (_, reached) => reached)
  } catch (error) {
    await store.transaction(environment, (tx) => releaseClock(tx, holder))
    throw asTypeError(error)
  }
}

function readable<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw asTypeError(error)
  }
}

function asTypeError(error: unknown): unknown {
  if (!(error instanceof Refusal)) return error
  const detail =
    error.facts.errors?.[0]?.detail ?? 'Another call advances this clock: wait until it has ended.'
  return new TypeError(`clock.advance: ${detail}`, { cause: error })
}
