import type { EnvironmentId } from '../kit/environment.ts'
import { failpoint } from '../kit/failpoint.ts'
import { nextGeneration } from './postgres-generations.ts'
import { type Patience, patiently } from './postgres-patience.ts'
import {
  commit,
  enterEnvironment,
  type PostgresEngine,
  wake,
  withTx,
  writeIn,
} from './postgres-transaction.ts'
import type { Reset } from './store.ts'

/** One transaction: it waits for the environment's writers, counts the generation on, and enters the new one. */
export async function resetPostgres<T, K>(
  engine: PostgresEngine,
  environment: EnvironmentId,
  act: Reset<T, K>,
  patience: Patience,
): Promise<T> {
  const opening = (lockTimeoutMs: number) =>
    `BEGIN ISOLATION LEVEL READ COMMITTED; ${enterEnvironment(environment, 'resets', lockTimeoutMs)}`
  return patiently(engine.pool, patience, opening, async (client, entered) => {
    const left = await withTx(engine, { client, entered }, environment, act.leave)
    if ('answer' in left) {
      await commit(client, '')
      return left.answer
    }
    const fresh = await client.script(
      `${nextGeneration(environment)}; ${enterEnvironment(environment, 'resets', patience.leftMs)}`,
    )
    const session = { client, entered: fresh }
    const done = await writeIn(engine, session, environment, (tx) => act.begin(tx, left.kept))
    failpoint('before_reset')
    await commit(client, wake(done.wake))
    failpoint('after_reset')
    return done.result
  })
}
