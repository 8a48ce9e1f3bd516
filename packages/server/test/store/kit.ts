import { onTestFinished } from 'vitest'
import { openStore, type StoreLocation } from '../../src/store/open.ts'
import type { Store, StoreOptions, Tx } from '../../src/store/store.ts'
import { testLocation } from '../support/engines.ts'
import { quietOptions } from './tenant.ts'

export { addTenant, insertTenant, quietOptions, type TestTenant } from './tenant.ts'

/** A store of this run's engine, closed when the test is over. */
export async function openTestStore(
  options: Partial<StoreOptions> & { location?: StoreLocation } = {},
): Promise<Store> {
  const { location = await testLocation(), ...rest } = options
  const store = await openStore(location, { ...quietOptions, ...rest })
  onTestFinished(() => store.close())
  return store
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
