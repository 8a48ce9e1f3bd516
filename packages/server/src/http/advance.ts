import { advanceTestClock, type TestClockAdvanceRequest } from '@bahi/spec'
import { isClockHeldBy, releaseClock, takeClock, targetOf, toAdvance } from '../operations/test-clock.ts'
import type { Tx } from '../store/store.ts'
import type { Outcome } from './bind.ts'
import type { Exchange, Services } from './exchange.ts'
import { faultAfterCommit, faultBeforeCommit, faultDelay } from './fault.ts'
import { claimLongKey, completeKey, keyInUse, noteProgress } from './idempotency.ts'
import type { MutationOutcome } from './mutate.ts'
import { type Asked, performSpanning } from './spanning.ts'

/**
 * `POST /test/clock/advance`: the first transaction takes the clock and claims the key, the last answers it; a call that
 * died between them is carried on by the next one with its key (docs/decisions/0006).
 */
export const performAdvance = performSpanning(advanceTestClock, advanceKeyed)

/** What is left of a call for the one that carries on after it. */
interface Progress {
  readonly holder: string
  readonly from: number
  readonly target: number
}

async function advanceKeyed(
  services: Services,
  c: Exchange,
  asked: Asked<TestClockAdvanceRequest>,
): Promise<MutationOutcome> {
  const environment = c.get('environment')
  const holder = c.get('requestId')
  const begun = await services.store.transaction(environment, (tx) => begin(tx, asked, holder), {
    waitMs: asked.waitMs,
  })
  if ('before' in begun) return { ...begun.before, replayed: true }
  const fault = c.get('fault')
  try {
    await faultDelay(fault)
    const outcome = await services.advance({ environment, ...begun }, async (tx, reached) => {
      const result: Outcome = { status: 200, body: toAdvance({ from: begun.from, ...reached }) }
      if (asked.keyed !== null) await completeKey(tx, asked.keyed, result, reached.now)
      faultBeforeCommit(fault)
      return result
    })
    faultAfterCommit(fault)
    return { ...outcome, replayed: false }
  } catch (error) {
    await services.store.transaction(environment, (tx) => releaseClock(tx, holder))
    throw error
  }
}

async function begin(
  tx: Tx,
  { body, keyed }: Asked<TestClockAdvanceRequest>,
  holder: string,
): Promise<Progress | { before: Outcome }> {
  const claim = keyed === null ? { progress: null } : await claimLongKey(tx, keyed)
  if ('before' in claim) return claim
  // written by this function alone
  const earlier = claim.progress as Progress | null
  if (earlier !== null && (await isClockHeldBy(tx, earlier.holder))) throw keyInUse()
  await takeClock(tx, holder)
  const { from, target } = earlier ?? { from: tx.now.getTime(), target: targetOf(tx, body) }
  const progress = { holder, from, target }
  if (keyed !== null) await noteProgress(tx, keyed, { progress, until: target })
  return progress
}
