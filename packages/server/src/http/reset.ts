import { resetTestEnvironment } from '@bahi/spec'
import { beginGeneration, type Kept, keepForReset } from '../operations/test-reset.ts'
import type { Reset } from '../store/store.ts'
import type { Exchange, Services } from './exchange.ts'
import { faultAfterCommit, faultBeforeCommit, faultDelay } from './fault.ts'
import { answerBefore, claimKey, completeKey } from './idempotency.ts'
import type { MutationOutcome } from './mutate.ts'
import { type Asked, performSpanning } from './spanning.ts'

/** `POST /test/reset`: the key is claimed in the environment that begins, where it outlives the one that ends. */
export const performReset = performSpanning(resetTestEnvironment, resetKeyed)

async function resetKeyed(
  { store }: Services,
  c: Exchange,
  { keyed, waitMs }: Asked<unknown>,
): Promise<MutationOutcome> {
  const fault = c.get('fault')
  await faultDelay(fault)
  const act: Reset<MutationOutcome, Kept> = {
    async leave(old) {
      const before = keyed === null ? null : await answerBefore(old, keyed)
      return before === null ? { kept: await keepForReset(old) } : { answer: { ...before, replayed: true } }
    },
    async begin(fresh, kept) {
      const result = { status: 200, body: await beginGeneration(fresh, kept) }
      if (keyed !== null) {
        await claimKey(fresh, keyed)
        await completeKey(fresh, keyed, result)
      }
      faultBeforeCommit(fault)
      return { ...result, replayed: false }
    },
  }
  const outcome = await store.reset(c.get('environment'), act, { waitMs })
  faultAfterCommit(fault)
  return outcome
}
