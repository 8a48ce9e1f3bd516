import type { AdjustmentReason, Inventory, MovementKind, StockMovement } from '@bahi/spec'
import type { Selectable } from 'kysely'
import type { InEnvironment, Thousandths, Time } from './column.ts'
import type { ProductTable } from './product.ts'
import type { StoreTable } from './store.ts'
import { type InMode, stampsOf, stockOf } from './wire.ts'

/** What is there of a product in a store; no row where none ever was. */
export interface StockLevelTable extends InEnvironment {
  product_id: string
  store_id: string
  quantity: Thousandths
}

export interface StockMovementTable extends InEnvironment {
  id: string
  product_id: string
  store_id: string
  /** Of the product's movements in all stores: 1, 2, 3, … */
  number: number
  kind: MovementKind
  quantity: Thousandths
  /** In this store. */
  stock_after: Thousandths
  reason: AdjustmentReason | null
  note: string | null
  invoice_id: string | null
  invoice_item_id: string | null
  credit_note_id: string | null
  created_at: Time
}

export const toStockMovement = (row: Selectable<StockMovementTable>, tx: InMode): StockMovement => ({
  id: row.id,
  object: 'stock_movement',
  product_id: row.product_id,
  store_id: row.store_id,
  kind: row.kind,
  quantity: stockOf(row.quantity),
  stock_after: stockOf(row.stock_after),
  reason: row.reason,
  note: row.note,
  invoice_id: row.invoice_id,
  invoice_item_id: row.invoice_item_id,
  credit_note_id: row.credit_note_id,
  ...stampsOf({ ...row, updated_at: row.created_at }, tx),
})

export interface InventoryView {
  readonly product: Selectable<ProductTable>
  /** All of them, the oldest first. */
  readonly stores: readonly Selectable<StoreTable>[]
  /** By store. */
  readonly levels: ReadonlyMap<string, Thousandths>
  readonly isLow: boolean
}

export const toInventory = ({ product, stores, levels, isLow }: InventoryView, tx: InMode): Inventory => ({
  object: 'inventory',
  product_id: product.id,
  sku: product.sku,
  name: product.name,
  stock: stockOf(product.stock),
  low_stock_level: product.low_stock_level,
  is_low: isLow,
  allow_backorder: product.allow_backorder === 1,
  stores: stores.map(({ id, name, is_default }) => ({
    store_id: id,
    name,
    is_default: is_default === 1,
    stock: stockOf(levels.get(id) ?? 0),
  })),
  livemode: tx.livemode,
})
