import { withAnswers } from '../lib/answers.ts'
import { type Contender, contenders } from '../lib/contenders.ts'
import { inTurns, ratiosTo, tell } from '../lib/row.ts'

const ROUNDS = 21
const CALLS = 300

/** Microseconds of this process's CPU for a call: the server has its own. */
async function cpuOf({ get }: Contender): Promise<number> {
  const before = process.cpuUsage()
  for (let index = 0; index < CALLS; index += 1) await get()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / CALLS
}

await withAnswers(async (origin) => {
  const rounds = await inTurns(contenders(origin), ROUNDS, cpuOf)
  tell(ratiosTo('fetch', rounds, 'client CPU a call over loopback / fetch', '<= 0.50'))
})
