import {
  type Inventory,
  type InventoryAdjust,
  MAX_STOCK,
  type Shortage,
  type StockMovement,
} from '@bahi/spec'
import { invalidField, notFound, Refusal, unknownReference } from '../kit/errors.ts'
import { isId } from '../kit/id.ts'
import { cutPage, type PageRequest, type PageRows } from '../kit/page.ts'
import { fromThousandths, inThousandths } from '../kit/quantity.ts'
import { recordEvent } from '../outbox.ts'
import { type Demand, isLow, type Lack, lacksOf, MAX_STOCK_THOUSANDTHS } from '../rules/inventory.ts'
import type { Tx } from '../store/store.ts'
import { toInventory, toStockMovement } from '../tables/inventory.ts'
import type { Row } from '../tables/row.ts'
import { type LockedProducts, loadLevels, lockStock, moveStock } from './product-stock.ts'
import { findStore, loadStores, requireStore } from './store.ts'

export async function retrieveInventory(tx: Tx, productId: string): Promise<Inventory> {
  const product = await requireProduct(tx, productId)
  const [inventory] = await viewInventories(tx, [product])
  if (inventory === undefined) throw notFound()
  return inventory
}

/** Puts in what came, or takes out what went: both are seen whole, or not at all. */
export async function adjustInventory(
  tx: Tx,
  productId: string,
  body: InventoryAdjust,
): Promise<StockMovement> {
  const products = await lockStock(tx, [productId])
  if (!products.has(productId)) throw notFound()
  const { id: storeId } = await requireStore(tx, body.store_id)
  const quantity = Number(inThousandths(body.quantity))
  if (quantity < 0) {
    await requireStock(tx, { products, storeId }, [{ pointer: '/quantity', productId, quantity: -quantity }])
  } else {
    await requireRoom(tx, { productId, storeId, quantity })
  }
  const { reason, note = null } = body
  const change = { productId, storeId, kind: 'adjustment', quantity, reason, note } as const
  const { movements, fallen } = await moveStock(tx, products, [change])
  await announceLow(tx, fallen)
  const [movement] = movements
  if (movement === undefined) throw new Error('An adjustment left no movement.')
  return toStockMovement(movement, tx)
}

export interface MovementFilters {
  readonly store_id?: string | undefined
}

export async function listStockMovements(
  tx: Tx,
  productId: string,
  { store_id }: MovementFilters,
  { limit, after }: PageRequest,
): Promise<PageRows<StockMovement>> {
  await requireProduct(tx, productId)
  if (store_id !== undefined && (await findStore(tx, store_id)) === undefined) {
    throw unknownReference('/store_id', { in: 'query' })
  }
  const rows = await tx.db
    .selectFrom('stock_movements')
    .selectAll()
    .where('product_id', '=', productId)
    .$if(store_id !== undefined, (query) => query.where('store_id', '=', store_id ?? ''))
    .$if(after !== null, (query) => query.where('number', '<', Number(after)))
    .orderBy('number', 'desc')
    .limit(limit + 1)
    .execute()
  const page = cutPage(rows, limit, ({ number }) => String(number))
  return { ...page, rows: page.rows.map((row) => toStockMovement(row, tx)) }
}

export interface StockDemand extends Demand {
  /** Where the quantity stands in the body. */
  readonly pointer: string
}

/** Refused with every line for which too little is in the store. The stock is locked. */
export async function requireStock(
  tx: Tx,
  { products, storeId }: { readonly products: LockedProducts; readonly storeId: string },
  demands: readonly StockDemand[],
): Promise<void> {
  const levels = await loadLevels(tx, [...products.keys()], [storeId])
  const here = new Map(levels.map((row) => [row.product_id, row.quantity]))
  const lacks = lacksOf(demands, (id) => ({
    stock: here.get(id) ?? 0,
    allowBackorder: products.get(id)?.allow_backorder === 1,
  }))
  if (lacks.length === 0) return
  const shortages = lacks.map((lack) => shortageOf(lack, products, storeId))
  throw new Refusal('insufficient_stock', { shortages, errors: shortages.map(faultOf) })
}

/** Tells of products whose stock fell to its low level, with what is there now. */
export async function announceLow(tx: Tx, productIds: readonly string[]): Promise<void> {
  if (productIds.length === 0) return
  const rows = await tx.db
    .selectFrom('products')
    .selectAll()
    .where('id', 'in', productIds)
    .orderBy('id')
    .execute()
  for (const data of await viewInventories(tx, rows)) {
    recordEvent(tx, { type: 'stock.low', resourceId: data.product_id, data })
  }
}

async function requireProduct(tx: Tx, id: string): Promise<Row<'products'>> {
  const row = isId('itm', id)
    ? await tx.db.selectFrom('products').selectAll().where('id', '=', id).executeTakeFirst()
    : undefined
  if (row === undefined) throw notFound()
  return row
}

/** What is in a store stays within what a sum keeps whole. */
async function requireRoom(
  tx: Tx,
  { productId, storeId, quantity }: { productId: string; storeId: string; quantity: number },
): Promise<void> {
  const [level] = await loadLevels(tx, [productId], [storeId])
  if ((level?.quantity ?? 0) + quantity > MAX_STOCK_THOUSANDTHS)
    throw invalidField('/quantity', 'too_big', `A store holds ${MAX_STOCK} of a product at most.`)
}

function shortageOf(
  { demand, available }: Lack<StockDemand>,
  products: LockedProducts,
  storeId: string,
): Shortage {
  return {
    pointer: demand.pointer,
    product_id: demand.productId,
    sku: products.get(demand.productId)?.sku ?? '',
    store_id: storeId,
    available: fromThousandths(BigInt(available)),
    requested: fromThousandths(BigInt(demand.quantity)),
  }
}

const faultOf = ({ pointer, sku, available, requested }: Shortage) => ({
  pointer,
  code: 'insufficient_stock',
  detail: `Of ${sku}, ${available} is there and ${requested} is asked for.`,
})

/** In the order of the rows: two queries, however many. */
async function viewInventories(tx: Tx, rows: readonly Row<'products'>[]): Promise<Inventory[]> {
  const stores = await loadStores(tx)
  const levels = await loadLevels(
    tx,
    rows.map(({ id }) => id),
  )
  const levelsOf = Map.groupBy(levels, ({ product_id }) => product_id)
  return rows.map((product) => {
    const own = (levelsOf.get(product.id) ?? []).map((row): [string, number] => [row.store_id, row.quantity])
    const low = isLow(product.stock, product.low_stock_level)
    return toInventory({ product, stores, levels: new Map(own), isLow: low }, tx)
  })
}
