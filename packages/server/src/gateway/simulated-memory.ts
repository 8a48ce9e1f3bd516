import type { SimulatedRecord, SimulatedRecords } from '../operations/gateway-simulation.ts'
import type { SimulatedBook } from './simulated.ts'

/** Books that last as long as the process: for a simulated gateway that stands by itself. `now` answers epoch ms. */
export function createMemoryBook(now: () => number): SimulatedBook {
  const records = new Map<string, SimulatedRecord>()
  let last: Promise<unknown> = Promise.resolve()
  const all = () => [...records.values()]
  const open = (): SimulatedRecords => ({
    now: now(),
    find: async (id) => records.get(id) ?? null,
    findByReference: async (kind, reference) =>
      all().find((record) => record.kind === kind && record.reference === reference) ?? null,
    refundsOf: async (paymentId) => all().filter(({ payment_id }) => payment_id === paymentId),
    async insert(record) {
      const isTaken = all().some(
        ({ kind, reference }) => kind === record.kind && reference !== null && reference === record.reference,
      )
      if (!isTaken) records.set(record.id, record)
      return !isTaken
    },
    async update(id, body) {
      const record = records.get(id)
      if (record !== undefined) records.set(id, { ...record, body })
    },
  })
  return {
    transaction(work) {
      const done = last.then(() => work(open()))
      last = done.catch(() => {})
      return done
    },
  }
}
