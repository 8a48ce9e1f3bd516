import { MAX_STORES, type Store, type StoreCreate } from '@bahi/spec'
import { notFound, Refusal, unknownReference } from '../kit/errors.ts'
import { isId } from '../kit/id.ts'
import type { PageRequest, PageRows } from '../kit/page.ts'
import { newestPage } from '../store/newest-page.ts'
import type { Tx } from '../store/store.ts'
import type { Row } from '../tables/row.ts'
import { toStore } from '../tables/store.ts'
import { forNoKeyUpdate } from './lock.ts'

/** What every environment begins with: the store that is meant where none is named. */
export async function createDefaultStore(tx: Tx): Promise<void> {
  await insertStore(tx, { name: 'Main store', is_default: 1, metadata: '{}' })
}

/** One after the other, so that they stay within their bound. */
export async function createStore(tx: Tx, body: StoreCreate): Promise<Store> {
  await forNoKeyUpdate(tx, defaultStore(tx)).execute()
  const { count } = await tx.db
    .selectFrom('stores')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  if (count >= MAX_STORES) throw new Refusal('too_many_stores', { max_stores: MAX_STORES })
  const metadata = JSON.stringify(body.metadata ?? {})
  return toStore(await insertStore(tx, { name: body.name, is_default: null, metadata }), tx)
}

export async function retrieveStore(tx: Tx, id: string): Promise<Store> {
  const row = await findStore(tx, id)
  if (row === undefined) throw notFound()
  return toStore(row, tx)
}

export async function listStores(tx: Tx, request: PageRequest): Promise<PageRows<Store>> {
  const page = await newestPage(tx.db.selectFrom('stores').selectAll(), request)
  return { ...page, rows: page.rows.map((row) => toStore(row, tx)) }
}

/** Every store, the oldest first: as many as there may be. */
export const loadStores = (tx: Tx): Promise<Row<'stores'>[]> =>
  tx.db.selectFrom('stores').selectAll().orderBy('id').execute()

/** The store that a body names, or the default one. */
export async function requireStore(tx: Tx, id: string | undefined): Promise<Row<'stores'>> {
  if (id === undefined) return defaultStore(tx).executeTakeFirstOrThrow()
  const row = await findStore(tx, id)
  if (row === undefined) throw unknownReference('/store_id')
  return row
}

/** Nothing when there is none: ids in a path and ids in a query are told of in other words. */
export const findStore = async (tx: Tx, id: string): Promise<Row<'stores'> | undefined> =>
  isId('sto', id) ? tx.db.selectFrom('stores').selectAll().where('id', '=', id).executeTakeFirst() : undefined

const defaultStore = (tx: Tx) => tx.db.selectFrom('stores').selectAll().where('is_default', '=', 1)

const insertStore = (tx: Tx, store: Pick<Row<'stores'>, 'name' | 'is_default' | 'metadata'>) =>
  tx.db
    .insertInto('stores')
    .values({
      id: tx.newId('sto'),
      ...store,
      created_at: tx.now.getTime(),
      updated_at: tx.now.getTime(),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
