import { monotonicFactory } from 'ulid'
import { onTestFinished } from 'vitest'
import { openStore, type StoreLocation } from '../../src/store/open.ts'
import type { EnvironmentId, Store, StoreOptions, Tx } from '../../src/store/store.ts'
import { testLocation } from '../support/engines.ts'

/** A store of this run's engine, closed when the test is over. */
export async function openTestStore(
  options: Partial<StoreOptions> & { location?: StoreLocation } = {},
): Promise<Store> {
  const { location = await testLocation(), ...rest } = options
  const store = await openStore(location, { ...quietOptions, ...rest })
  onTestFinished(() => store.close())
  return store
}

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

const ulid = monotonicFactory()

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

/** Adds a contact; answers its id. */
export async function addContact(tx: Tx, name: string): Promise<string> {
  const id = tx.newId('ctc')
  const at = tx.now.getTime()
  await tx.db
    .insertInto('contacts')
    .values({ id, name, metadata: '{}', created_at: at, updated_at: at })
    .execute()
  return id
}

/** The names of all contacts, in the order of their making. */
export async function contactNames(tx: Tx): Promise<string[]> {
  const rows = await tx.db.selectFrom('contacts').select('name').orderBy('id').execute()
  return rows.map((row) => row.name ?? '')
}
