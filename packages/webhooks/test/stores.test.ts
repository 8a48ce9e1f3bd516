import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { webhookHandler } from '../src/fetch.ts'
import { memoryStore, type WebhookClaim, type WebhookStore } from '../src/store.ts'
import { body, signed } from './deliveries.ts'
import { gate, recorder } from './receiver.ts'
import { type Client, type OpenStore, openStore } from './stores/open.ts'
import { startPostgres } from './stores/postgres.ts'
import { redisName, startRedis } from './stores/redis.ts'

interface Shared {
  name: string
  client: Client
  start(): Promise<{ address: string; stop(): Promise<void> }>
}

const shared: Shared[] = [
  { name: 'sqliteStore on node:sqlite', client: 'node:sqlite', start: startSqlite },
  { name: 'postgresStore on pg', client: 'pg', start: startPostgres },
  { name: `redisStore on redis and ${redisName}`, client: 'redis', start: startRedis },
  { name: `redisStore on ioredis and ${redisName}`, client: 'ioredis', start: startRedis },
]

describe('memoryStore', () => promises(() => memoryStore()))

describe.each(shared)('$name', ({ client, start }) => {
  const opened: OpenStore[] = []
  let running: Awaited<ReturnType<Shared['start']>>
  const another = async (prefix?: string) => {
    const open = await openStore(client, running.address, prefix)
    opened.push(open)
    return open.store
  }
  beforeAll(async () => {
    running = await start()
  }, 60_000)
  afterAll(async () => {
    for (const { close } of opened) await close()
    await running.stop()
  })

  promises(() => another())

  test('stores: of two receivers at once, each with a connection of its own, one handles the event', async () => {
    const finished = gate()
    const { handled, options } = recorder()
    const payload = body(fresh(), 'moon.landed')
    const receivers = [await another(), await another()].map((store) =>
      webhookHandler({ ...options, store, onUnknown: (event) => handled.push(event) && finished.opened }),
    )
    const answers = Promise.all(receivers.flatMap((receive) => times(10, () => receive(delivery(payload)))))
    setTimeout(finished.open, 100)
    const statuses = (await answers).map(({ status }) => status)
    expect([handled.length, statuses.filter((status) => ![200, 503].includes(status))]).toEqual([1, []])
    const again = await receivers[1]?.(delivery(payload))
    expect(await again?.json()).toEqual({ status: 'duplicate' })
  })

  test('stores: an event whose process was killed within its handler is handled after the lease', async () => {
    const store = await another()
    const eventId = fresh()
    const holder = spawn(process.execPath, [
      join(import.meta.dirname, 'stores', 'holder.ts'),
      client,
      running.address,
      eventId,
    ])
    const [said] = await once(holder.stdout, 'data')
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    expect(String(said).trim()).toBe('claimed')
    const claim = claimOf(eventId, 'the next process')
    expect(await eventually(() => store.claim(claim))).toBe('claimed')
  })

  test('stores: receivers with other prefixes each have the event', async () => {
    const eventId = fresh()
    const [one, other] = [await another('one:'), await another('other:')]
    expect(await one.claim(claimOf(eventId, 'a'))).toBe('claimed')
    expect(await other.claim(claimOf(eventId, 'b'))).toBe('claimed')
  })
})

/** What every store promises. */
function promises(open: () => WebhookStore | Promise<WebhookStore>): void {
  test('stores: an event has one holder until it is released or completed', async () => {
    const store = await open()
    const eventId = fresh()
    const [a, b] = [claimOf(eventId, 'a'), claimOf(eventId, 'b')]
    expect(await store.claim(a)).toBe('claimed')
    expect(await store.claim(b)).toBe('in_progress')
    await store.release(b)
    expect(await store.claim(b)).toBe('in_progress')
    await store.release(a)
    expect(await store.claim(b)).toBe('claimed')
    await store.complete(b)
    expect(await store.claim(a)).toBe('completed')
    await store.release(b)
    expect(await store.claim(a)).toBe('completed')
  })

  test('stores: a claim lapses after its lease, and its late holder frees nothing', async () => {
    const store = await open()
    const late = { ...claimOf(fresh(), 'late'), leaseSeconds: 0.05 }
    const next = { ...late, holder: 'next', leaseSeconds: 180 }
    expect(await store.claim(late)).toBe('claimed')
    expect(await eventually(() => store.claim(next))).toBe('claimed')
    await store.release(late)
    expect(await store.claim({ ...next, holder: 'third' })).toBe('in_progress')
  })

  test('stores: a late holder that finished is believed, since the work is done', async () => {
    const store = await open()
    const late = { ...claimOf(fresh(), 'late'), leaseSeconds: 0.05 }
    await store.claim(late)
    await wait(60)
    await store.complete(late)
    expect(await store.claim({ ...late, holder: 'next' })).toBe('completed')
  })

  test('stores: a completed event is forgotten after keepSeconds', async () => {
    const store = await open()
    const claim = { ...claimOf(fresh(), 'a'), keepSeconds: 0.05 }
    await store.claim(claim)
    await store.complete(claim)
    expect(await eventually(() => store.claim(claim))).toBe('claimed')
  })

  test('stores: of thirty claims at once one is given', async () => {
    const store = await open()
    const eventId = fresh()
    const given = await Promise.all(times(30, (index) => store.claim(claimOf(eventId, `holder ${index}`))))
    expect(given.sort()).toEqual(['claimed', ...times(29, () => 'in_progress')])
  })

  test('stores: an id is only a text, whatever is in it', async () => {
    const store = await open()
    for (const eventId of ["'; DROP TABLE bahi_webhook_event; --", '%', '*', 'é•', '__proto__']) {
      const claim = claimOf(`${fresh()}${eventId}`, 'a')
      expect(await store.claim(claim)).toBe('claimed')
      expect(await store.claim({ ...claim, holder: 'b' })).toBe('in_progress')
    }
  })
}

let count = 0
function fresh(): string {
  count += 1
  return `evt_${process.pid}_${count}`
}

function claimOf(eventId: string, holder: string): WebhookClaim {
  return { eventId, holder, leaseSeconds: 180, keepSeconds: 1000 }
}

/** Asks until the answer is another than `in_progress` and `completed`, or time is up. */
async function eventually<Answer>(ask: () => Answer | Promise<Answer>): Promise<Answer> {
  let answer = await ask()
  for (let tries = 0; tries < 500 && answer !== 'claimed'; tries += 1) {
    await wait(20)
    answer = await ask()
  }
  return answer
}

function delivery(payload: string): Request {
  return new Request('https://app.example/webhooks', {
    method: 'POST',
    headers: signed(payload),
    body: payload,
  })
}

function times<Result>(length: number, make: (index: number) => Result): Result[] {
  return Array.from({ length }, (_, index) => make(index))
}

async function startSqlite() {
  const folder = await mkdtemp(join(tmpdir(), 'bahi-webhooks-sqlite-'))
  return {
    address: join(folder, 'events.db'),
    stop: () => rm(folder, { recursive: true, force: true }),
  }
}
