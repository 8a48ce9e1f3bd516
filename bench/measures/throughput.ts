import { withAnswers } from '../lib/answers.ts'
import { type Contender, contenders } from '../lib/contenders.ts'
import { inTurns, ratiosTo, tell } from '../lib/row.ts'

const ROUNDS = 11
const CALLS = 1_600
const CONCURRENCY = 32

/** Calls a second with so many under way. */
async function callsASecond({ get }: Contender): Promise<number> {
  const began = performance.now()
  let left = CALLS
  const lane = async () => {
    while (left > 0) {
      left -= 1
      await get()
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, lane))
  return (CALLS * 1000) / (performance.now() - began)
}

await withAnswers(async (origin) => {
  const rounds = await inTurns(contenders(origin), ROUNDS, callsASecond)
  tell(ratiosTo('fetch', rounds, 'calls a second, 32 at once / fetch', '>= 2.0'))
})
