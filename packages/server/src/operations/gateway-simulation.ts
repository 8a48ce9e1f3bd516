import type { Tx } from '../store/store.ts'
import { forUpdate } from './lock.ts'

/** A record of the simulated gateway, as JSON text: what a real one keeps on its side. */
export interface SimulatedRecord {
  readonly id: string
  readonly kind: 'payment_link' | 'payment' | 'refund'
  /** Unique for its kind. */
  readonly reference: string | null
  readonly payment_id: string | null
  readonly body: string
}

/** The open books of the simulated gateway. */
export interface SimulatedRecords {
  /** Epoch ms of its clock. */
  readonly now: number
  /** Locked until the end. */
  find(id: string): Promise<SimulatedRecord | null>
  findByReference(kind: SimulatedRecord['kind'], reference: string): Promise<SimulatedRecord | null>
  refundsOf(paymentId: string): Promise<readonly SimulatedRecord[]>
  /** False when the reference is taken. */
  insert(record: SimulatedRecord): Promise<boolean>
  update(id: string, body: string): Promise<void>
}

/** Anything may stand in an address, and not every store can be asked for anything. */
const isId = (id: string): boolean => /^\w+$/.test(id)

/** Keeps the simulated gateway's books beside the environment's own, so that they outlive the process. */
export function simulatedRecords(tx: Tx): SimulatedRecords {
  const select = () =>
    tx.db.selectFrom('simulated_records').select(['id', 'kind', 'reference', 'payment_id', 'body'])
  return {
    now: tx.now.getTime(),
    find: async (id) =>
      isId(id) ? ((await forUpdate(tx, select().where('id', '=', id)).executeTakeFirst()) ?? null) : null,
    findByReference: async (kind, reference) =>
      (await select().where('kind', '=', kind).where('reference', '=', reference).executeTakeFirst()) ?? null,
    refundsOf: (paymentId) => select().where('payment_id', '=', paymentId).orderBy('id').execute(),
    async insert(record) {
      const row = await tx.db
        .insertInto('simulated_records')
        .values({ ...record, created_at: tx.now.getTime() })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst()
      return row !== undefined
    },
    async update(id, body) {
      await tx.db.updateTable('simulated_records').set({ body }).where('id', '=', id).execute()
    },
  }
}
