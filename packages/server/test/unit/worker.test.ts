import { expect, test } from 'vitest'
import { createWorker } from '../../src/delivery/worker.ts'
import type { WorkerOptions } from '../../src/delivery/worker-options.ts'
import type { EnvironmentId } from '../../src/kit/environment.ts'

/** A store in which environments are due and have nothing to do. */
function idleStore(due: Set<EnvironmentId>) {
  return {
    transaction: async () => ({ jobs: [], more: false, passedOver: false, appointments: false, next: null }),
    platform: {
      dueEnvironments: async (_now: number, limit: number) =>
        [...due].slice(0, limit).map((environment) => ({ environment, version: 1 })),
      settleDue: async ({ environment }: { environment: EnvironmentId }) => void due.delete(environment),
    },
  }
}

test('drain: looks at every environment that is due, also behind a hundred that have nothing to do', async () => {
  const due = new Set(Array.from({ length: 250 }, (_, n) => `tnt_${n}:test` as EnvironmentId))
  const options = {
    store: idleStore(due),
    clock: { wall: () => 0 },
    logger: console,
    journal: { holder: () => null },
  }
  await createWorker(options as unknown as WorkerOptions).drain()
  expect(due.size).toBe(0)
})
