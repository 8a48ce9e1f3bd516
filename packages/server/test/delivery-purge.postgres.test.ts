import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { forUpdate } from '../src/operations/lock.ts'
import { deleteWebhookEndpoint } from '../src/operations/webhook-endpoint.ts'
import { schedule, unschedule } from '../src/schedule.ts'
import type { Tx } from '../src/store/store.ts'
import { openParts } from './convention/support/parts.ts'
import { openTenant } from './support/harness.ts'

/** A tenant with one dead letter, of an endpoint that is disabled. */
async function withDeadLetter() {
  const { server, store } = await openParts()
  const tenant = await openTenant(server)
  const endpoint = { url: 'http://127.0.0.1:9/', event_types: ['customer.created'] }
  const { id: endpointId } = (await tenant.api('POST', '/webhooks', { body: endpoint })).body
  await tenant.api('POST', `/webhooks/${endpointId}/disable`)
  await tenant.api('POST', '/contacts', { body: { name: 'Asha' } })
  await server.settle()
  const [delivery] = (await tenant.api('GET', '/deliveries')).body.data
  const inStore = <T>(work: (tx: Tx) => Promise<T>) => store.transaction(`${tenant.tenantId}/test`, work)
  await inStore((tx) =>
    tx.db.updateTable('deliveries').set({ status: 'dead_letter', next_attempt_at: null }).execute(),
  )
  return { tenant, endpointId, delivery, inStore }
}

test('replay: a dead letter that is purged at the same moment is not there', async () => {
  const { tenant, delivery, inStore } = await withDeadLetter()
  const purging = inStore(async (tx) => {
    await tx.db.deleteFrom('deliveries').where('id', '=', delivery.id).execute()
    await sleep(800)
  })
  await sleep(200)
  const replayed = await tenant.api('POST', `/deliveries/${delivery.id}/replay`)
  await purging
  expect(replayed.status).toBe(404)
})

test('replay of many: leaves out what is for an endpoint that is deleted at the same moment', async () => {
  const { tenant, endpointId, delivery, inStore } = await withDeadLetter()
  const deleting = inStore(async (tx) => {
    await deleteWebhookEndpoint(tx, endpointId)
    await sleep(800)
  })
  await sleep(200)
  const { body } = await tenant.api('POST', '/deliveries/replay', { body: {} })
  await deleting
  expect(body.replayed).toBe(0)
  expect((await tenant.api('GET', `/deliveries/${delivery.id}`)).body.status).toBe('dead_letter')
})

test('replay and purge of one dead letter wait for each other, and never in a circle', async () => {
  const { delivery, inStore } = await withDeadLetter()
  let runs = 0
  let unscheduledAfterMs = 0
  const replaying = inStore(async (tx) => {
    runs += 1
    await forUpdate(tx, tx.db.selectFrom('deliveries').selectAll().where('id', '=', delivery.id)).execute()
    await sleep(600)
    const began = performance.now()
    await unschedule(tx, 'purge', delivery.id)
    unscheduledAfterMs = performance.now() - began
  })
  await sleep(200)
  await inStore((tx) => schedule(tx, { kind: 'purge', subjectId: delivery.id, dueAt: tx.now.getTime() }))
  await replaying
  expect(runs).toBe(1)
  // PostgreSQL looks for circles after a second.
  expect(unscheduledAfterMs).toBeLessThan(500)
})
