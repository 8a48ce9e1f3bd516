import { openStore } from '../../src/store/open.ts'
import { addTenant, quietOptions } from './tenant.ts'

// A process of its own: opens the store given as JSON, makes a tenant with work that is due, says so, and stays until it is killed.
const store = await openStore(JSON.parse(process.argv[2] ?? '{}'), quietOptions)
const tenant = await addTenant(store)
await store.transaction(tenant.test, async (tx) => tx.wakeAt(tx.now.getTime()))
await store.transaction(tenant.live, async (tx) => {
  const event = {
    type: 'invoice.created',
    resource_id: 'inv_1',
    api_version: '1.4',
    data: '{}',
    created_at: 1,
  }
  await tx.db
    .insertInto('events')
    .values({ id: 'evt_1', sequence: 1, ...event })
    .execute()
  await tx.db.insertInto('outbox').values({ event_id: 'evt_1', sequence: 1 }).execute()
})
process.stdout.write(`${JSON.stringify(tenant)}\n`)
setInterval(() => {}, 1_000)
