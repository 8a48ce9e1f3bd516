import { setTimeout as sleep } from 'node:timers/promises'
import { CURRENT_API_VERSION } from '@bahi/spec'
import { expect, onTestFinished, test } from 'vitest'
import { claimDue } from '../src/delivery/claim.ts'
import { fanOut } from '../src/delivery/fan-out.ts'
import { recordOutcome } from '../src/delivery/outcome.ts'
import { createWorker, type Worker } from '../src/delivery/worker.ts'
import type { WorkerOptions } from '../src/delivery/worker-options.ts'
import type { EnvironmentId } from '../src/kit/environment.ts'
import { createVault } from '../src/kit/vault.ts'
import { listDeliveries, replayDelivery } from '../src/operations/delivery.ts'
import { forUpdate } from '../src/operations/lock.ts'
import { createWebhookEndpoint, disableWebhookEndpoint } from '../src/operations/webhook-endpoint.ts'
import { recordEvent, writePendingEvents } from '../src/outbox.ts'
import { createJournal } from '../src/scheduler/journal.ts'
import type { Store, Tx } from '../src/store/store.ts'
import { createApiVersions } from '../src/versions/api-versions.ts'
import { addTenant, openTestStore } from './store/kit.ts'
import { testLocation } from './support/engines.ts'
import { openReceiver, slowAnswer } from './support/receiver.ts'

const versions = createApiVersions(CURRENT_API_VERSION, [])

const MINUTE = 60_000
const vault = createVault('a key of the operator', 'webhook-secrets')
const firstPage = { limit: 100, after: null }
const succeededResult = { status: 200, latencyMs: 1, responseBody: '', error: null, retryAfterMs: null }

/** A wall clock that a test turns. */
function handClock() {
  let now = Date.now()
  return {
    wall: () => now,
    turn(ms: number) {
      now += ms
    },
  }
}

interface Scene {
  readonly store: Store
  readonly clock: ReturnType<typeof handClock>
  readonly environment: EnvironmentId
  work<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  worker(options?: Partial<WorkerOptions>): Worker
}

async function open({ clockOffsetMs = 0 } = {}): Promise<Scene> {
  const clock = handClock()
  const location = await testLocation({ fresh: true })
  const store = await openTestStore({ clock, location, beforeCommit: writePendingEvents })
  const { test: environment } = await addTenant(store, clockOffsetMs)
  return {
    store,
    clock,
    environment,
    work: (work) => store.transaction(environment, work),
    worker: (options) => workerOf(store, { clock, ...options }),
  }
}

const quiet = { info() {}, warn() {}, error() {} }

function workerOf(store: Store, options: Pick<WorkerOptions, 'clock'> & Partial<WorkerOptions>): Worker {
  const given = {
    store,
    vault,
    logger: quiet,
    versions,
    deliveryTimeoutMs: 1_000,
    allowLoopback: () => true,
    journal: createJournal(),
    handlerOf: () => {
      throw new Error('Nothing is scheduled here.')
    },
  }
  const worker = createWorker({ ...given, ...options })
  onTestFinished(() => worker.stop())
  return worker
}

const endpointTo =
  (url: string, more: { max_in_flight?: number } = {}) =>
  (tx: Tx) =>
    createWebhookEndpoint(tx, { url, event_types: ['*'], ...more }, vault)

const events = (count: number) => async (tx: Tx) => {
  for (let index = 0; index < count; index += 1) {
    recordEvent(tx, { type: 'customer.created', resourceId: `ctc_${index}`, data: { index } })
  }
}

const deliveriesIn = ({ store, environment }: Pick<Scene, 'store' | 'environment'>) =>
  store.read(environment, async (tx) => (await listDeliveries(tx, {}, firstPage)).rows)

const counted = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

test('retries come after 4 min, 17 min, 1 h 8 min, 4 h 30 min and 18 h 1 min, then it is a dead letter', async () => {
  const scene = await open()
  const receiver = await openReceiver()
  receiver.answer(...Array.from({ length: 6 }, () => ({ status: 503 })))
  await scene.work(endpointTo(receiver.url))
  await scene.work(events(1))
  const worker = scene.worker()
  await worker.drain(scene.environment)
  for (const [index, minutes] of [4, 17, 68, 270, 1081].entries()) {
    scene.clock.turn(minutes * MINUTE - 1)
    await worker.drain()
    expect(receiver.requests).toHaveLength(index + 1)
    scene.clock.turn(1)
    await worker.drain()
    expect(receiver.requests).toHaveLength(index + 2)
  }
  scene.clock.turn(100 * 24 * 60 * MINUTE)
  await worker.drain()
  const [delivery] = await deliveriesIn(scene)
  expect(delivery).toMatchObject({ status: 'dead_letter', next_attempt_at: null })
  expect(delivery?.attempts.map((attempt) => attempt.status)).toEqual([503, 503, 503, 503, 503, 503])
  expect(new Set(receiver.requests.map((one) => one.body)).size).toBe(1)
  expect(new Set(receiver.requests.map((one) => one.headers['webhook-id'])).size).toBe(1)
  const times = receiver.requests.map((one) => Number(one.headers['webhook-timestamp']))
  expect(times.map((time) => time - (times[0] ?? 0))).toEqual([0, 240, 1260, 5340, 21540, 86400])
})

test('a dead letter that is replayed has its whole schedule again, and keeps its history', async () => {
  const scene = await open()
  const receiver = await openReceiver()
  receiver.answer(...Array.from({ length: 7 }, () => ({ status: 500 })))
  await scene.work(endpointTo(receiver.url))
  await scene.work(events(1))
  const worker = scene.worker()
  await worker.drain(scene.environment)
  for (const minutes of [4, 17, 68, 270, 1081]) {
    scene.clock.turn(minutes * MINUTE)
    await worker.drain()
  }
  const [dead] = await deliveriesIn(scene)
  await scene.work((tx) => replayDelivery(tx, dead?.id ?? ''))
  await worker.drain()
  const [again] = await deliveriesIn(scene)
  expect(again).toMatchObject({ status: 'pending' })
  expect(Date.parse(again?.next_attempt_at ?? '')).toBe(scene.clock.wall() + 4 * MINUTE)
  scene.clock.turn(4 * MINUTE)
  await worker.drain()
  const [done] = await deliveriesIn(scene)
  expect(done?.status).toBe('succeeded')
  expect(done?.attempts.map((attempt) => attempt.status)).toEqual([500, 500, 500, 500, 500, 500, 500, 200])
})

test('an environment ahead of the wall keeps its own time, and signs by the wall', async () => {
  const ahead = 400 * 24 * 60 * MINUTE
  const scene = await open({ clockOffsetMs: ahead })
  const receiver = await openReceiver()
  receiver.answer({ status: 500 })
  await scene.work(endpointTo(receiver.url))
  await scene.work(events(1))
  const worker = scene.worker()
  await worker.drain(scene.environment)
  const [delivery] = await deliveriesIn(scene)
  expect(Date.parse(delivery?.next_attempt_at ?? '')).toBe(scene.clock.wall() + ahead + 4 * MINUTE)
  expect(Number(receiver.requests[0]?.headers['webhook-timestamp'])).toBe(
    Math.floor(scene.clock.wall() / 1000),
  )
  scene.clock.turn(4 * MINUTE)
  await worker.drain()
  expect(receiver.requests).toHaveLength(2)
})

test('hundreds of events recorded at once are all delivered, once each', async () => {
  const scene = await open()
  const receiver = await openReceiver()
  await scene.work(endpointTo(receiver.url, { max_in_flight: 20 }))
  await scene.work(events(450))
  await scene.worker().drain(scene.environment)
  const sequences = receiver.requests.map((one) => one.event.sequence).sort((a, b) => a - b)
  expect(sequences).toEqual(counted(450))
})

test('what a dead process had claimed is sent by another when the lease runs out', async () => {
  const scene = await open()
  const receiver = await openReceiver()
  await scene.work(endpointTo(receiver.url))
  await scene.work(events(2))
  const claim = (tx: Tx) => claimDue(tx, { wall: scene.clock.wall(), leaseMs: 20_000, room: 10, versions })
  const [claimed, ...more] = await scene.work(async (tx) => {
    await fanOut(tx)
    return (await claim(tx)).jobs
  })
  expect(more).toEqual([])
  const worker = scene.worker()
  await worker.drain()
  scene.clock.turn(19_999)
  await worker.drain()
  expect(receiver.requests).toHaveLength(0)
  scene.clock.turn(1)
  await worker.drain()
  expect(receiver.requests.map((one) => one.event.sequence)).toEqual([1, 2])
  if (claimed === undefined) throw new Error('Nothing was claimed.')
  // The dead one was only slow: its attempt is kept, and changes nothing.
  const late = { ...succeededResult, status: 500 }
  expect(await scene.work((tx) => recordOutcome(tx, claimed, late))).toBe('lost')
  const first = (await deliveriesIn(scene)).find((one) => one.id === claimed.deliveryId)
  expect(first).toMatchObject({ status: 'succeeded', attempts: [{ status: 200 }, { status: 500 }] })
})

test('a line that somebody else is looking at is not passed over', async () => {
  const scene = await open()
  const receiver = await openReceiver()
  await scene.work(endpointTo(receiver.url))
  await scene.work(async (tx) => {
    await events(1)(tx)
    await writePendingEvents(tx)
    await fanOut(tx)
  })
  const held = Promise.withResolvers<void>()
  const looking = scene.work(async (tx) => {
    await forUpdate(tx, tx.db.selectFrom('webhook_endpoints').selectAll()).execute()
    held.resolve()
    await sleep(200)
  })
  await held.promise
  await scene.worker().drain(scene.environment)
  await looking
  expect(receiver.requests).toHaveLength(1)
})

test('lines that are full hold up no other, however many they are', async () => {
  const scene = await open()
  const [slow, other] = [await openReceiver(), await openReceiver()]
  slow.answer(...counted(100).map(() => 'hang' as const))
  await scene.work(async (tx) => {
    for (const _ of counted(100)) await endpointTo(slow.url)(tx)
    await endpointTo(other.url)(tx)
  })
  await scene.work(events(2))
  const worker = scene.worker({ deliveryTimeoutMs: 5_000 })
  worker.start()
  for (const _ of counted(10)) {
    worker.wake(scene.environment)
    await sleep(200)
  }
  expect(other.requests).toHaveLength(2)
  await slow.close()
})

test('workers side by side send each delivery once, in sequence and one at a time', async () => {
  const clock = handClock()
  const location = await testLocation({ fresh: true })
  const first = await openTestStore({ clock, location, beforeCommit: writePendingEvents })
  // Several processes are for PostgreSQL; on SQLite two workers share the store.
  const second =
    first.engine === 'sqlite'
      ? first
      : await openTestStore({ clock, location, beforeCommit: writePendingEvents })
  const { test: environment } = await addTenant(first)
  const receiver = await openReceiver()
  const slow = slowAnswer(2)
  receiver.answer(...counted(40).map(() => slow.script))
  await first.transaction(environment, endpointTo(receiver.url))
  const workers = [first, second].map((store) => workerOf(store, { clock }))
  for (const worker of workers) worker.start()
  for (let index = 0; index < 40; index += 1) {
    await first.transaction(environment, events(1))
    for (const worker of workers) worker.wake(environment)
  }
  // On a busy disk each takes a while; a line that waits a second for each would take longer than this.
  await receiver.received(40, 25_000)
  await sleep(300)
  expect(receiver.requests.map((one) => one.event.sequence)).toEqual(counted(40))
  expect(slow.most()).toBe(1)
})

test('a started worker finds by itself what another process committed', async () => {
  const scene = await open()
  const receiver = await openReceiver()
  await scene.work(endpointTo(receiver.url))
  scene.worker().start()
  await scene.work(events(1))
  expect(await receiver.received(1, 2_000)).toHaveLength(1)
})

test('it may be woken from within a transaction', async () => {
  const scene = await open()
  const receiver = await openReceiver()
  await scene.work(endpointTo(receiver.url))
  await scene.work(events(1))
  const worker = scene.worker()
  worker.start()
  await scene.work(async () => {
    worker.wake(scene.environment)
    await sleep(50)
  })
  await receiver.received(1)
})

test('an environment that fails does not hold up the others', async () => {
  const scene = await open()
  const { test: broken } = await addTenant(scene.store)
  const receiver = await openReceiver()
  for (const environment of [broken, scene.environment]) {
    await scene.store.transaction(environment, endpointTo(receiver.url))
    await scene.store.transaction(environment, events(1))
  }
  const failing: Store = {
    ...scene.store,
    async transaction(environment, work) {
      if (environment === broken) throw new Error('This file is broken.')
      return scene.store.transaction(environment, work)
    },
  }
  const errors: unknown[] = []
  const logger = { ...quiet, error: (_: string, facts?: object) => void errors.push(facts) }
  const worker = workerOf(failing, { clock: scene.clock, logger })
  await worker.drain()
  expect(receiver.requests).toHaveLength(1)
  expect(errors).toMatchObject([{ environment: broken }])
  expect((await scene.store.platform.dueEnvironments(scene.clock.wall(), 10)).length).toBe(0)
  scene.clock.turn(5_000)
  await scene.worker().drain()
  expect(receiver.requests).toHaveLength(2)
})

test('stop waits for what is being sent and writes it down; nothing new begins', async () => {
  const scene = await open()
  const receiver = await openReceiver()
  receiver.answer({ status: 200, delayMs: 200 })
  await scene.work(endpointTo(receiver.url))
  await scene.work(events(2))
  const worker = scene.worker()
  worker.start()
  await receiver.received(1)
  await worker.stop()
  expect((await deliveriesIn(scene)).map((one) => one.status)).toEqual(['pending', 'succeeded'])
  worker.wake(scene.environment)
  await worker.drain()
  expect(receiver.requests).toHaveLength(1)
})

test('a disabled endpoint leaves nothing due while its deliveries are kept', async () => {
  const scene = await open()
  const endpoint = await scene.work(endpointTo('http://127.0.0.1:9/'))
  await scene.work((tx) => disableWebhookEndpoint(tx, endpoint.id))
  await scene.work(events(3))
  await scene.worker().drain()
  scene.clock.turn(29 * 24 * 60 * MINUTE)
  expect(await scene.store.platform.dueEnvironments(scene.clock.wall(), 10)).toEqual([])
})

test('secrets are sealed at rest; one that cannot be opened fails its own delivery only', async () => {
  const scene = await open()
  const [broken, receiver] = [await openReceiver(), await openReceiver()]
  const first = await scene.work(endpointTo(broken.url))
  await scene.work(endpointTo(receiver.url))
  const sealed = await scene.work((tx) => tx.db.selectFrom('webhook_secrets').selectAll().execute())
  expect(JSON.stringify(sealed)).not.toContain(first.secret?.slice('whsec_'.length))
  const other = sealed.find((row) => row.endpoint_id !== first.id)?.sealed ?? ''
  await scene.work((tx) =>
    tx.db.updateTable('webhook_secrets').set({ sealed: other }).where('endpoint_id', '=', first.id).execute(),
  )
  await scene.work(events(1))
  await scene.worker().drain()
  expect([broken.requests.length, receiver.requests.length]).toEqual([0, 1])
  const failed = (await deliveriesIn(scene)).find((one) => one.endpoint_id === first.id)
  expect(failed?.attempts).toMatchObject([
    { status: null, error: 'The server could not sign this delivery.' },
  ])
})

test('a server that is offered to others sends to no machine-local receiver', async () => {
  const scene = await open()
  const receiver = await openReceiver()
  await scene.work(endpointTo(receiver.url))
  await scene.work(events(1))
  await scene.worker({ allowLoopback: () => false }).drain()
  expect(receiver.requests).toHaveLength(0)
  expect((await deliveriesIn(scene))[0]?.attempts[0]?.error).toContain('loopback')
})
