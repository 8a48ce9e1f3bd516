import { expect, test } from 'vitest'
import type { Failpoint } from '../src/kit/failpoint.ts'
import { engine, testLocation } from './support/engines.ts'
import { openReceiver, type Received } from './support/receiver.ts'
import { DELIVERY_TIMEOUT_MS, startProcess } from './support/server-process.ts'

/** A dead process's lease: an attempt's time and 5 s to write it down. What it had claimed is free after that. */
const LEASE_MS = DELIVERY_TIMEOUT_MS + 5_000
const TEST_MS = 90_000

/** A store with an endpoint, whose server has ended in order; answers how to go on. */
async function prepare() {
  const receiver = await openReceiver()
  const location = await testLocation({ fresh: true })
  const server = await startProcess(location)
  const key = server.key
  if (key === null) throw new Error('The first start shows the keys.')
  const endpoint = { url: receiver.url, event_types: ['customer.created'] }
  expect((await server.api('POST', '/webhooks', { body: endpoint, key })).status).toBe(201)
  server.kill('SIGTERM')
  expect(await server.ended).toBe(0)
  return { receiver, location, key }
}

const contact = { name: 'Asha' }

// In memory there is nothing to come back to; what survives a kill is proved on disk and on PostgreSQL.
if (engine() === 'memory') {
  test('killed, in memory: the next start begins anew', async () => {
    const first = await startProcess({})
    first.kill('SIGKILL')
    expect(await first.ended).toBe('SIGKILL')
    const second = await startProcess({})
    expect(second.key).not.toBeNull()
    expect(second.key).not.toBe(first.key)
  })
} else {
  test('killed between commit and delivery: the event is delivered after the restart', {
    timeout: TEST_MS,
  }, async () => {
    const { receiver, location, key } = await prepare()
    const dying = await startProcess(location, 'after_commit')
    await expect(dying.api('POST', '/contacts', { body: contact, key })).rejects.toThrow('fetch failed')
    expect(await dying.ended).toBe('SIGKILL')
    expect(receiver.requests).toHaveLength(0)
    await startProcess(location)
    const [received] = await receiver.received(1)
    expect(received?.event).toMatchObject({ type: 'customer.created', data: contact })
  })

  test('killed before the commit: nothing happened and nothing is delivered', {
    timeout: TEST_MS,
  }, async () => {
    const { receiver, location, key } = await prepare()
    const dying = await startProcess(location, 'before_commit')
    await expect(dying.api('POST', '/contacts', { body: contact, key })).rejects.toThrow('fetch failed')
    expect(await dying.ended).toBe('SIGKILL')
    const next = await startProcess(location)
    expect((await next.api('POST', '/contacts', { body: { name: 'Bina' }, key })).status).toBe(201)
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
  const dying = await startProcess(location, failpoint)
  // It may die before it has answered this.
  await dying.api('POST', '/contacts', { body: contact, key }).catch(() => {})
  expect(await dying.ended).toBe('SIGKILL')
  expect(receiver.requests).toHaveLength(before)
  await startProcess(location)
  return receiver.received(before + 1, 2 * LEASE_MS)
}
