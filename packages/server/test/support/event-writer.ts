import { setTimeout as sleep } from 'node:timers/promises'
import type { EnvironmentId } from '../../src/kit/environment.ts'
import { createContact } from '../../src/operations/contact.ts'
import { writePendingEvents } from '../../src/outbox.ts'
import { openStore } from '../../src/store/open.ts'

export interface WriterOrder {
  readonly databaseUrl: string
  readonly environment: EnvironmentId
  readonly name: string
  readonly count: number
  readonly maxPauseMs: number
}

// A process of its own that fires events and pauses before each commit: at random before their numbers are taken and after.
const order: WriterOrder = JSON.parse(process.argv[2] ?? '{}')
const pause = () => sleep(Math.random() * order.maxPauseMs)
const store = await openStore(
  { databaseUrl: order.databaseUrl },
  {
    clock: { wall: () => Date.now() },
    afterCommit() {},
    async beforeCommit(tx) {
      await pause()
      await writePendingEvents(tx)
      await pause()
    },
  },
)
const writes = Array.from({ length: order.count }, (_, index) =>
  store.transaction(order.environment, (tx) => createContact(tx, { name: `${order.name} ${index}` })),
)
await Promise.all(writes)
await store.close()
