import { Billing } from '@bahi/billing'
import Stripe from 'stripe'
import { withAnswers } from '../lib/answers.ts'
import { inTurns, OURS, ratiosTo, tell } from '../lib/row.ts'

const ROUNDS = 7
const ROWS = 10_000
/** What a caller does with a row, about: an insert, a line of a report. */
const ROW_MICROSECONDS = 40

function use(): void {
  const until = performance.now() + ROW_MICROSECONDS / 1000
  while (performance.now() < until);
}

async function count(rows: AsyncIterable<unknown>): Promise<void> {
  let seen = 0
  for await (const _ of rows) {
    use()
    seen += 1
  }
  if (seen !== ROWS) throw new Error(`${seen} rows were listed, not ${ROWS}.`)
}

/** As one writes it by hand: a page, its rows, the next page. */
async function* byHand(origin: string) {
  for (let cursor: string | null = ''; cursor !== null; ) {
    const answer: Response = await fetch(`${origin}/v1/list?limit=100${cursor && `&cursor=${cursor}`}`)
    const page: { data: unknown[]; next_cursor: string | null } = await answer.json()
    yield* page.data
    cursor = page.next_cursor
  }
}

await withAnswers(async (origin) => {
  const billing = new Billing({ apiKey: 'sk_test_bench', baseUrl: `${origin}/v1` })
  const { hostname: host, port } = new URL(origin)
  const options = { host, port: Number(port), protocol: 'http', telemetry: false } as const
  const stripe = new Stripe('sk_test_bench', options)
  const walks = [
    { name: OURS, rows: () => billing.contacts.list({ limit: 100 }) },
    { name: 'stripe', rows: () => stripe.customers.list({ limit: 100 }) },
    { name: 'fetch', rows: () => byHand(origin) },
  ]
  const rounds = await inTurns(walks, ROUNDS, async ({ rows }) => {
    const began = performance.now()
    await count(rows())
    return ROWS / (performance.now() - began)
  })
  tell(ratiosTo('fetch', rounds, 'rows a second of 10,000 listed / a loop over fetch', '>= 1.3'))
})
