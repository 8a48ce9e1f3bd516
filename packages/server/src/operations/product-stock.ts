import type { AdjustmentReason, MovementKind } from '@bahi/spec'
import { sql } from 'kysely'
import { isId } from '../kit/id.ts'
import { fallsLow } from '../rules/inventory.ts'
import type { Tx } from '../store/store.ts'
import type { NewRow, Row } from '../tables/row.ts'
import { forNoKeyUpdate } from './lock.ts'

/** What comes into a store or goes out of it, with its cause. */
export interface StockChange {
  readonly productId: string
  readonly storeId: string
  readonly kind: MovementKind
  /** In thousandths, not 0. */
  readonly quantity: number
  readonly reason?: AdjustmentReason
  readonly note?: string | null
  readonly invoiceId?: string | null
  readonly invoiceItemId?: string | null
  readonly creditNoteId?: string | null
}

export type LockedProducts = ReadonlyMap<string, Row<'products'>>

/**
 * The products by id, those that are there, with their stock locked in all stores until the end. Taken in the order of
 * their ids and before any invoice, so that no two acts wait for one another.
 */
export async function lockStock(tx: Tx, productIds: readonly string[]): Promise<LockedProducts> {
  const ids = [...new Set(productIds)].filter((id) => isId('itm', id))
  if (ids.length === 0) return new Map()
  const query = tx.db.selectFrom('products').selectAll().where('id', 'in', ids).orderBy('id')
  const rows = await forNoKeyUpdate(tx, query).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** What is there of products, in these stores or in all where some ever was. */
export async function loadLevels(
  tx: Tx,
  productIds: readonly string[],
  storeIds?: readonly string[],
): Promise<Row<'stock_levels'>[]> {
  if (productIds.length === 0) return []
  return tx.db
    .selectFrom('stock_levels')
    .selectAll()
    .where('product_id', 'in', productIds)
    .$if(storeIds !== undefined, (query) => query.where('store_id', 'in', storeIds ?? []))
    .execute()
}

export interface StockMoved {
  /** In the order of the changes. */
  readonly movements: readonly Row<'stock_movements'>[]
  /** The products whose stock fell to its low level. */
  readonly fallen: readonly string[]
}

/** Writes changes of stock that is locked: levels, totals and history, which agree from then on. */
export async function moveStock(
  tx: Tx,
  products: LockedProducts,
  changes: readonly StockChange[],
): Promise<StockMoved> {
  if (changes.length === 0) return { movements: [], fallen: [] }
  const ids = [...new Set(changes.map(({ productId }) => productId))]
  const storeIds = [...new Set(changes.map(({ storeId }) => storeId))]
  const before = await loadLevels(tx, ids, storeIds)
  const levels = new Map(before.map((row) => [placeOf(row), row.quantity]))
  const numbers = await lastNumbers(tx, ids)
  const rows = changes.map((change): NewRow<'stock_movements'> => {
    const { productId: product_id, storeId: store_id } = change
    const place = placeOf({ product_id, store_id })
    const stock_after = (levels.get(place) ?? 0) + change.quantity
    const number = (numbers.get(product_id) ?? 0) + 1
    levels.set(place, stock_after)
    numbers.set(product_id, number)
    return { ...movementOf(tx, change), number, stock_after }
  })
  await saveLevels(tx, rows, levels)
  const after = await saveTotals(tx, ids)
  const movements = await tx.db.insertInto('stock_movements').values(rows).returningAll().execute()
  return {
    movements: inOrder(rows, movements),
    fallen: ids.filter((id) => falls(products.get(id), after.get(id))),
  }
}

/** What a new product has from the start lies in the default store. */
export async function openStock(
  tx: Tx,
  product: Row<'products'>,
  quantity: number,
): Promise<Row<'products'>> {
  const { id: storeId } = await tx.db
    .selectFrom('stores')
    .select('id')
    .where('is_default', '=', 1)
    .executeTakeFirstOrThrow()
  const change = { productId: product.id, storeId, kind: 'opening', quantity } as const
  await moveStock(tx, new Map([[product.id, product]]), [change])
  return { ...product, stock: quantity }
}

const placeOf = ({ product_id, store_id }: Pick<Row<'stock_levels'>, 'product_id' | 'store_id'>) =>
  `${product_id} ${store_id}`

const movementOf = (tx: Tx, change: StockChange) => ({
  id: tx.newId('mov'),
  product_id: change.productId,
  store_id: change.storeId,
  kind: change.kind,
  quantity: change.quantity,
  reason: change.reason ?? null,
  note: change.note ?? null,
  invoice_id: change.invoiceId ?? null,
  invoice_item_id: change.invoiceItemId ?? null,
  credit_note_id: change.creditNoteId ?? null,
  created_at: tx.now.getTime(),
})

async function lastNumbers(tx: Tx, productIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.db
    .selectFrom('stock_movements')
    .select((eb) => ['product_id', eb.fn.max('number').as('last')])
    .where('product_id', 'in', productIds)
    .groupBy('product_id')
    .execute()
  return new Map(rows.map(({ product_id, last }) => [product_id, last]))
}

async function saveLevels(
  tx: Tx,
  moved: readonly NewRow<'stock_movements'>[],
  levels: ReadonlyMap<string, number>,
): Promise<void> {
  const places = new Map(moved.map((row) => [placeOf(row), row]))
  const rows = [...places].map(([place, { product_id, store_id }]) => ({
    product_id,
    store_id,
    quantity: levels.get(place) ?? 0,
  }))
  await tx.db
    .insertInto('stock_levels')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['environment', 'product_id', 'store_id'])
        .doUpdateSet((eb) => ({ quantity: eb.ref('excluded.quantity') })),
    )
    .execute()
}

/** The stock of products in all stores, as it is now. */
async function saveTotals(tx: Tx, productIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.db
    .updateTable('products')
    .set({
      stock: sql`(select coalesce(sum(quantity), 0) from stock_levels where product_id = products.id)`,
    })
    .where('id', 'in', productIds)
    .returning(['id', 'stock'])
    .execute()
  return new Map(rows.map(({ id, stock }) => [id, stock]))
}

/** Rows come back in any order. */
function inOrder(
  rows: readonly NewRow<'stock_movements'>[],
  written: readonly Row<'stock_movements'>[],
): Row<'stock_movements'>[] {
  const byId = new Map(written.map((row) => [row.id, row]))
  return rows.flatMap(({ id }) => byId.get(id) ?? [])
}

const falls = (before: Row<'products'> | undefined, after: number | undefined): boolean =>
  before !== undefined &&
  after !== undefined &&
  fallsLow({ before: before.stock, after }, before.low_stock_level)
