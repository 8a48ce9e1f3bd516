import { expect, test } from 'vitest'
import { type Act, type Api, type BillingClient, createBillingClient } from './support/billing-client.ts'
import { expectCleanBooks, untilDecided } from './support/books.ts'
import { engine, type TestLocation, testLocation } from './support/engines.ts'
import { openReceiver, type Receiver } from './support/receiver.ts'
import { DELIVERY_TIMEOUT_MS, EndedBeforeReady, startProcess } from './support/server-process.ts'

/** Deaths at each point; `BAHI_CRASH_ROUNDS=100` for a long run. */
const ROUNDS = Number(process.env.BAHI_CRASH_ROUNDS ?? 2)
const MS_A_ROUND = 30_000
const LEASE_MS = DELIVERY_TIMEOUT_MS + 5_000

/** A death comes at one of so many passings: early in the acts or late, another one in each round. */
const PASSINGS = { before_commit: 23, after_commit: 23, after_claim: 7, after_send: 11 }
type Point = keyof typeof PASSINGS
const points = Object.keys(PASSINGS) as Point[] // the keys of a closed literal
const passingOf = (point: Point, round: number) => 1 + ((3 + round * 5) % PASSINGS[point])

// In memory nothing survives, and nothing is promised to.
if (engine() !== 'memory') {
  test('killed at each point in turn: a key has one effect and its answer, all is kept, every event arrives', {
    timeout: (ROUNDS + 1) * points.length * MS_A_ROUND,
  }, async () => {
    const world = await openWorld()
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const point of points) await dieAndComeBack(world, point, passingOf(point, round))
    }
    await expectAllKept(world)
  })
}

interface World {
  readonly location: TestLocation
  readonly receiver: Receiver
  readonly key: string
  readonly client: BillingClient
  /** What the demo tenant came with. */
  readonly before: ReadonlySet<string>
}

/** A store with an endpoint, whose server has ended in order. */
async function openWorld(): Promise<World> {
  const [receiver, location] = [await openReceiver(), await testLocation({ fresh: true })]
  const { api, key, kill, ended } = await startProcess(location)
  if (key === null) throw new Error('The first start shows the keys.')
  const before = new Set((await everything(api, key)).map(({ id }) => id))
  // Room beside what dead processes had claimed.
  const body = { url: receiver.url, event_types: ['*'], max_in_flight: 20 }
  expect((await api('POST', '/webhooks', { key, body })).status).toBe(201)
  kill('SIGTERM')
  expect(await ended).toBe(0)
  return { location, receiver, key, before, client: createBillingClient(key) }
}

async function dieAndComeBack(world: World, point: Point, passing: number) {
  const { location, key, client } = world
  const acts = await actsUntilDeath(world, `${point}:${passing}`)
  const { api, kill, ended } = await startProcess(location)
  const replayed = await resendUnanswered(api, client, acts)
  if (point === 'before_commit') expect(replayed, `${point}:${passing}`).toContain(false)
  if (point === 'after_commit') expect(replayed, `${point}:${passing}`).toContain(true)
  await expectSameAnswers(api, client, acts)
  await expectCleanBooks({ api: (method, path) => api(method, path, { key }) })
  kill('SIGTERM')
  expect(await ended).toBe(0)
}

/** What it was asked before it died: nothing, when it died of a delivery that had waited for its start. */
async function actsUntilDeath(
  { location, client }: World,
  failpoint: `${Point}:${number}`,
): Promise<readonly Act[]> {
  try {
    const dying = await startProcess(location, failpoint)
    const acts = await client.bill(dying.api)
    expect(await dying.ended).toBe('SIGKILL')
    return acts
  } catch (error) {
    if (error instanceof EndedBeforeReady && error.how === 'SIGKILL') return []
    throw error
  }
}

/** Returns for each whether the effect was there already. */
async function resendUnanswered(api: Api, { resend }: BillingClient, acts: readonly Act[]) {
  const replayed: boolean[] = []
  for (const act of acts.filter(({ answer }) => answer === null)) {
    const answer = await untilDecided(() => resend(api, act))
    replayed.push(answer.headers.get('idempotent-replayed') === 'true')
    act.answer = answer
  }
  return replayed
}

async function expectSameAnswers(api: Api, { resend }: BillingClient, acts: readonly Act[]) {
  for (const act of acts) {
    const { status, headers, text } = await resend(api, act)
    expect(status, text).toBeLessThan(300)
    expect(headers.get('idempotent-replayed')).toBe('true')
    expect({ status, text }).toEqual({ status: act.answer?.status, text: act.answer?.text })
  }
}

/** What the last server has is what was answered, once each, and its receiver was told of all. */
async function expectAllKept({ location, receiver, key, before, client }: World): Promise<void> {
  const { api } = await startProcess(location)
  const found = (await everything(api, key)).filter(({ id }) => !before.has(id))
  const of = (object: string) => found.filter((one) => one.object === object)
  for (const [object, fires] of made) {
    expect(idsOf(of(object))).toEqual(idsOf(client.acts.filter((act) => act.fires === fires).map(answered)))
  }
  expect(
    of('event')
      .map(({ type, data }) => `${type} ${data.id}`)
      .sort(),
  ).toEqual(client.acts.map((act) => `${act.fires} ${answered(act).id}`).sort())
  const numbers = of('invoice')
    .flatMap(({ invoice_no }) => invoice_no ?? [])
    .sort()
  expect(numbers.map((text) => Number(text.split('-').at(-1)))).toEqual(numbers.map((_, n) => n + 1))
  expect(numbers).toHaveLength(client.acts.filter(({ fires }) => fires === 'invoice.sent').length)
  await expectDelivered(receiver, idsOf(of('event')))
}

async function expectDelivered({ requests }: Receiver, eventIds: readonly string[]): Promise<void> {
  const undelivered = () => {
    const arrived = new Set(requests.map(({ event }) => event.id))
    return eventIds.filter((id) => !arrived.has(id))
  }
  await expect.poll(undelivered, { timeout: 2 * LEASE_MS, interval: 200 }).toEqual([])
  const bodies = new Set(requests.map(({ body }) => body))
  expect(bodies.size, 'an event is the same bytes each time').toBe(eventIds.length)
}

const made = [
  ['contact', 'customer.created'],
  ['invoice', 'invoice.created'],
  ['payment', 'payment.recorded'],
  ['credit_note', 'credit_note.issued'],
] as const

const answered = (act: Act) => act.answer?.body
const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id).sort()

const lists = ['/contacts', '/invoices', '/payments', '/credit-notes', '/events']

const everything = async (api: Api, key: string) =>
  (await Promise.all(lists.map((path) => listAll(api, key, path)))).flat()

async function listAll(api: Api, key: string, path: string) {
  const rows = []
  for (let cursor = ''; ; ) {
    const { body } = await api('GET', `${path}?limit=100${cursor}`, { key })
    rows.push(...body.data)
    if (body.next_cursor === null) return rows
    cursor = `&cursor=${body.next_cursor}`
  }
}
