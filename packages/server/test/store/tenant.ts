import { monotonicFactory } from 'ulid'
import type { EnvironmentId } from '../../src/kit/environment.ts'
import type { Store, StoreOptions, Tx } from '../../src/store/store.ts'

export const quietOptions: StoreOptions = {
  clock: { wall: () => Date.now() },
  beforeCommit: async () => {},
  afterCommit() {},
}

export interface TestTenant {
  readonly id: string
  readonly test: EnvironmentId
  readonly live: EnvironmentId
}

export const ulid = monotonicFactory()

export async function addTenant(store: Store, clockOffsetMs = 0): Promise<TestTenant> {
  const id = `tnt_${ulid()}`
  await store.platform.createTenant({ id, name: 'Acme', createdAt: 1 }, (tx) =>
    insertTenant(tx, id, clockOffsetMs),
  )
  return { id, test: `${id}/test`, live: `${id}/live` }
}

export async function insertTenant(tx: Tx, id: string, clockOffsetMs = 0): Promise<void> {
  await tx.db
    .insertInto('tenant')
    .values({
      id,
      name: 'Acme',
      state: null,
      currency: 'INR',
      time_zone: 'Asia/Kolkata',
      clock_offset_ms: clockOffsetMs,
      created_at: tx.now.getTime(),
      updated_at: tx.now.getTime(),
    })
    .execute()
}
