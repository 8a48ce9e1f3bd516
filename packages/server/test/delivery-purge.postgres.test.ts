import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openParts } from './convention/support/parts.ts'
import { openTenant } from './support/harness.ts'

test('replay: a dead letter that is purged at the same moment is not there', async () => {
  const { server, store } = await openParts()
  const tenant = await openTenant(server)
  const endpoint = { url: 'http://127.0.0.1:9/', event_types: ['customer.created'] }
  const { id: endpointId } = (await tenant.api('POST', '/webhooks', { body: endpoint })).body
  await tenant.api('POST', `/webhooks/${endpointId}/disable`)
  await tenant.api('POST', '/contacts', { body: { name: 'Asha' } })
  await server.settle()
  const [delivery] = (await tenant.api('GET', '/deliveries')).body.data
  await store.transaction(`${tenant.tenantId}/test`, (tx) =>
    tx.db.updateTable('deliveries').set({ status: 'dead_letter', next_attempt_at: null }).execute(),
  )
  const purging = store.transaction(`${tenant.tenantId}/test`, async (tx) => {
    await tx.db.deleteFrom('deliveries').where('id', '=', delivery.id).execute()
    await sleep(800)
  })
  await sleep(200)
  const replayed = await tenant.api('POST', `/deliveries/${delivery.id}/replay`)
  await purging
  expect(replayed.status).toBe(404)
})
