import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import type { Failpoint } from '../src/kit/failpoint.ts'
import { engine, type TestLocation, testLocation } from './support/engines.ts'
import { caller } from './support/harness.ts'
import { openReceiver, type Received } from './support/receiver.ts'

const bin = fileURLToPath(new URL('../dist/main.js', import.meta.url))

/** A dead process's lease: an attempt's 15 s and 5 s to write it down. What it had claimed is free after that. */
const LEASE_MS = 20_000
const TEST_MS = 90_000

interface ServerProcess {
  readonly child: ChildProcess
  /** The keys of the demo tenant, when this start made it. */
  readonly key: string | null
  readonly api: (
    method: string,
    path: string,
    body: object,
    key: string,
  ) => Promise<{ status: number; body: { id: string } }>
  /** The signal or the exit code that ended it. */
  readonly ended: Promise<string | number | null>
}

async function start(location: TestLocation, failpoint?: Failpoint): Promise<ServerProcess> {
  const { data, databaseUrl } = location
  const where = data ? ['--data', data] : databaseUrl ? ['--database-url', databaseUrl] : []
  const child = spawn(process.execPath, [bin, '--port', '0', '--json', '--no-rate-limit', ...where], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...(failpoint === undefined ? {} : { BAHI_FAILPOINT: failpoint }) },
  })
  const ended = once(child, 'exit').then(([code, signal]) => signal ?? code)
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  const lines = createInterface({ input: child.stdout })
  const [line] = await Promise.race([
    once(lines, 'line'),
    ended.then((how) => Promise.reject(new Error(`The server ended before it was ready: ${how}`))),
  ])
  const { url, keys } = JSON.parse(line)
  const call = caller(fetch, url)
  return {
    child,
    ended,
    key: keys?.test.secret ?? null,
    api: (method, path, body, key) => call(method, path, { body, key }),
  }
}

/** A store with an endpoint, whose server has ended in order; answers how to go on. */
async function prepare() {
  const receiver = await openReceiver()
  const location = await testLocation({ fresh: true })
  const server = await start(location)
  const key = server.key
  if (key === null) throw new Error('The first start shows the keys.')
  const endpoint = { url: receiver.url, event_types: ['customer.created'] }
  expect((await server.api('POST', '/webhooks', endpoint, key)).status).toBe(201)
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
  return { receiver, location, key }
}

const contact = { name: 'Asha' }

// In memory there is nothing to come back to; what survives a kill is proved on disk and on PostgreSQL.
if (engine() === 'memory') {
  test('killed, in memory: the next start begins anew', async () => {
    const first = await start({})
    first.child.kill('SIGKILL')
    expect(await first.ended).toBe('SIGKILL')
    const second = await start({})
    expect(second.key).not.toBeNull()
    expect(second.key).not.toBe(first.key)
  })
} else {
  test('killed between commit and delivery: the event is delivered after the restart', {
    timeout: TEST_MS,
  }, async () => {
    const { receiver, location, key } = await prepare()
    const dying = await start(location, 'after_commit')
    await expect(dying.api('POST', '/contacts', contact, key)).rejects.toThrow('fetch failed')
    expect(await dying.ended).toBe('SIGKILL')
    expect(receiver.requests).toHaveLength(0)
    await start(location)
    const [received] = await receiver.received(1)
    expect(received?.event).toMatchObject({ type: 'customer.created', data: contact })
  })

  test('killed before the commit: nothing happened and nothing is delivered', {
    timeout: TEST_MS,
  }, async () => {
    const { receiver, location, key } = await prepare()
    const dying = await start(location, 'before_commit')
    await expect(dying.api('POST', '/contacts', contact, key)).rejects.toThrow('fetch failed')
    expect(await dying.ended).toBe('SIGKILL')
    const next = await start(location)
    expect((await next.api('POST', '/contacts', { name: 'Bina' }, key)).status).toBe(201)
    const [received] = await receiver.received(1)
    expect(received?.event.data).toMatchObject({ name: 'Bina' })
  })

  test('killed while sending: it is sent again under the same id when the lease has run out', {
    timeout: TEST_MS,
  }, async () => {
    // Both wait for their lease: side by side they take half as long.
    const [claimed, sent] = await Promise.all([killedAt('after_claim', 0), killedAt('after_send', 1)])
    expect(claimed[0]?.event).toMatchObject({ type: 'customer.created', data: contact })
    expect(sent[1]?.headers['webhook-id']).toBe(sent[0]?.headers['webhook-id'])
    expect(sent[1]?.body).toBe(sent[0]?.body)
  })
}

/** Kills a server at a point of its delivery, when `before` requests have come in; answers what came until the next. */
async function killedAt(failpoint: Failpoint, before: number): Promise<readonly Received[]> {
  const { receiver, location, key } = await prepare()
  const dying = await start(location, failpoint)
  // It may die before it has answered this.
  await dying.api('POST', '/contacts', contact, key).catch(() => {})
  expect(await dying.ended).toBe('SIGKILL')
  expect(receiver.requests).toHaveLength(before)
  await start(location)
  return receiver.received(before + 1, 2 * LEASE_MS)
}
