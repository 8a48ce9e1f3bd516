import { type Contender, contenders } from '../lib/contenders.ts'
import { median, quartiles } from '../lib/median.ts'
import { inTurns, OURS, type Rounds, type Row, tell } from '../lib/row.ts'

const ROUNDS = 21
const CALLS = 2_000

/** Answers at once: what is left is the client's own work. */
const text = JSON.stringify({ id: 'cus_1', object: 'customer', name: 'Rahul K.' })
const headers = { 'content-type': 'application/json' }
const mock = async () => new Response(text, { headers })

const timeOf = (act: (contender: Contender) => Promise<unknown>) => async (contender: Contender) => {
  const began = performance.now()
  for (let index = 0; index < CALLS; index += 1) await act(contender)
  return ((performance.now() - began) * 1000) / CALLS
}

/** Microseconds beyond those of calling the mock and reading its JSON. */
function beyond(rounds: Rounds, what: string): Row[] {
  const base = rounds.get('fetch') ?? []
  return [...rounds]
    .filter(([name]) => name !== 'fetch')
    .map(([name, values]) => {
      const added = values.map((value, round) => value - (base[round] ?? 0))
      const measure = `overhead over a mock fetch, ${what}`
      const row = { measure, name, value: median(added), unit: 'µs', spread: quartiles(added) }
      return name === OURS ? { ...row, bar: '<= 9' } : row
    })
}

const all = contenders('http://127.0.0.1:9', mock)
const gets = await inTurns(
  all,
  ROUNDS,
  timeOf(({ get }) => get()),
)
const creates = await inTurns(
  all,
  ROUNDS,
  timeOf(({ create }) => create()),
)
tell([...beyond(gets, 'GET'), ...beyond(creates, 'create')])
