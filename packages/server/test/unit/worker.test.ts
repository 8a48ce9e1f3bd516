import { expect, test } from 'vitest'
import { createWorker } from '../../src/delivery/worker.ts'
import type { WorkerOptions } from '../../src/delivery/worker-options.ts'
import type { EnvironmentId } from '../../src/kit/environment.ts'

/** A store in which environments are due and have nothing to do. */
function idleStore(due: Set<EnvironmentId>) {
  return {
    transaction: async () => nothing,
    platform: {
      dueEnvironments: async (_now: number, limit: number) =>
        [...due].slice(0, limit).map((environment) => ({ environment, version: 1 })),
      settleDue: async ({ environment }: { environment: EnvironmentId }) => void due.delete(environment),
    },
  }
}

const nothing = { jobs: [], more: false, passedOver: false, appointments: false, next: null }

const workerOver = (store: object) => {
  const options = { store, clock: { wall: () => 0 }, logger: console, journal: { holder: () => null } }
  return createWorker(options as unknown as WorkerOptions)
}

test('drain: looks at every environment that is due, also behind a hundred that have nothing to do', async () => {
  const due = new Set(Array.from({ length: 250 }, (_, n) => `tnt_${n}:test` as EnvironmentId))
  await workerOver(idleStore(due)).drain()
  expect(due.size).toBe(0)
})

test('drain: waits for a look that is under way, and for those that it asks for: none of them is due meanwhile', async () => {
  const due = new Set(['tnt_1:test' as EnvironmentId])
  const begun = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  let looks = 0
  const transaction = async () => {
    due.clear() // as a look puts the next one off, which it will ask for itself
    begun.resolve()
    await gate.promise
    looks += 1
    return { ...nothing, more: looks < 3 }
  }
  const worker = workerOver({ ...idleStore(due), transaction })
  worker.start()
  await begun.promise
  const drained = worker.drain().then(() => looks)
  gate.resolve()
  expect(await drained).toBeGreaterThanOrEqual(3)
  await worker.stop()
})
