import { withAnswers } from '../lib/answers.ts'
import { contenders } from '../lib/contenders.ts'
import { type Apart, withProcesses } from '../lib/own-process.ts'
import { inTurns, ratiosTo, tell } from '../lib/row.ts'

const ROUNDS = 15
const AT_ONCE = 32

const cpu = (concurrency: number) => async (client: Apart) => (await client.run({ concurrency })).cpu
const aSecond = async (client: Apart) => 1e6 / (await client.run({ concurrency: AT_ONCE, calls: 4_000 })).wall

await withAnswers((origin) =>
  withProcesses(
    contenders(origin).map(({ name }) => name),
    origin,
    async (clients) => {
      const one = await inTurns(clients, ROUNDS, cpu(1))
      const many = await inTurns(clients, ROUNDS, cpu(AT_ONCE))
      const rate = await inTurns(clients, ROUNDS, aSecond)
      tell([
        ...ratiosTo('fetch', one, 'client CPU a call over loopback, one at a time / fetch', '<= 0.50'),
        ...ratiosTo('fetch', many, `client CPU a call over loopback, ${AT_ONCE} at once / fetch`, '<= 0.50'),
        ...ratiosTo('fetch', rate, `calls a second, ${AT_ONCE} at once / fetch`, '>= 2.0'),
      ])
    },
  ),
)
