import { z } from '@hono/zod-openapi'
import { example, stamps } from './example.ts'
import { reference, stockChange, stockLevel, text } from './field.ts'
import { listQuery, pageOf } from './list.ts'
import { resource, stamped } from './resource.ts'
import { defineRoute } from './route.ts'

export const Inventory = z
  .strictObject({
    object: z.literal('inventory').openapi({ description: 'The kind of resource.' }),
    product_id: z.string(),
    sku: z.string(),
    name: z.string(),
    stock: stockLevel('In all stores.'),
    low_stock_level: z.int().nullable(),
    is_low: z
      .boolean()
      .openapi({ description: 'Whether the stock of all stores is at its low level or below.' }),
    allow_backorder: z.boolean(),
    stores: z
      .array(
        z
          .strictObject({
            store_id: z.string(),
            name: z.string(),
            is_default: z.boolean(),
            stock: stockLevel('In this store.'),
          })
          .openapi('StoreStock'),
      )
      .openapi({ description: 'Every store, the oldest first: also those where none is.' }),
    livemode: z.boolean().openapi({ description: 'True for live keys, false for test keys.' }),
  })
  .openapi('Inventory')
export type Inventory = z.infer<typeof Inventory>

/** What a stock movement is the trace of. */
export const movementKinds = ['opening', 'sale', 'restock', 'adjustment'] as const
export type MovementKind = (typeof movementKinds)[number]

/** Why stock is adjusted. */
export const adjustmentReasons = ['received', 'damaged', 'lost', 'counted', 'returned', 'correction'] as const
export const AdjustmentReason = z.enum(adjustmentReasons).openapi('AdjustmentReason')
export type AdjustmentReason = z.infer<typeof AdjustmentReason>

export const StockMovement = z
  .strictObject({
    ...resource('stock_movement', 'mov'),
    product_id: z.string(),
    store_id: z.string(),
    kind: z.enum(movementKinds).openapi('StockMovementKind'),
    quantity: z.number().openapi({ description: 'Above 0 what came, below 0 what went.', example: -2 }),
    stock_after: stockLevel('In this store, after it.'),
    reason: z.enum(adjustmentReasons).nullable().openapi({ description: 'Of an adjustment.' }),
    note: z.string().nullable(),
    invoice_id: z.string().nullable().openapi({ description: 'The sale, or the one that was credited.' }),
    invoice_item_id: z.string().nullable(),
    credit_note_id: z.string().nullable().openapi({ description: 'Of a restock.' }),
    ...stamped,
  })
  .openapi('StockMovement')
export type StockMovement = z.infer<typeof StockMovement>

export const InventoryAdjust = z
  .strictObject({
    quantity: stockChange(),
    reason: AdjustmentReason,
    note: text(500).nullable().optional().openapi({ example: 'Two bottles broke' }),
    store_id: reference(example.store).optional().openapi({ description: 'The default store if left out.' }),
  })
  .openapi('InventoryAdjust')
export type InventoryAdjust = z.infer<typeof InventoryAdjust>

export const inventoryExample = {
  object: 'inventory',
  product_id: example.product,
  sku: 'AMUL-MILK-1L',
  name: 'Amul milk, 1 litre',
  stock: 998,
  low_stock_level: 50,
  is_low: false,
  allow_backorder: false,
  stores: [{ store_id: example.store, name: 'Main store', is_default: true, stock: 998 }],
  livemode: false,
}

const adjustmentExample = {
  id: example.movement,
  object: 'stock_movement',
  product_id: example.product,
  store_id: example.store,
  kind: 'adjustment',
  quantity: -2,
  stock_after: 998,
  reason: 'damaged',
  note: 'Two bottles broke',
  invoice_id: null,
  invoice_item_id: null,
  credit_note_id: null,
  ...stamps,
}

const saleExample = {
  ...adjustmentExample,
  kind: 'sale',
  reason: null,
  note: null,
  invoice_id: example.invoice,
  invoice_item_id: example.item,
}

export const retrieveInventory = defineRoute({
  operationId: 'retrieveInventory',
  method: 'get',
  path: '/inventory/{product_id}',
  tag: 'Inventory',
  summary: 'Retrieve the stock of a product',
  description:
    'Current stock across stores: what is in every store and in all. A publishable key reads how much there is in all.',
  scope: 'inventory:read',
  publishable: ['object', 'product_id', 'sku', 'name', 'stock', 'livemode'],
  answers: { 200: { description: 'The stock.', schema: Inventory, example: inventoryExample } },
  problems: [],
})

export const adjustInventory = defineRoute({
  operationId: 'adjustInventory',
  method: 'post',
  path: '/inventory/{product_id}/adjustments',
  tag: 'Inventory',
  summary: 'Adjust the stock of a product',
  description:
    'Puts in a store what came, or takes out what went, other than by a sale. Below 0 only where the product allows backorder.',
  scope: 'inventory:write',
  body: InventoryAdjust,
  bodyExample: { quantity: -2, reason: 'damaged', note: 'Two bottles broke' },
  answers: {
    201: {
      description: 'The movement; `stock.low` is fired when it crosses the low level downward.',
      schema: StockMovement,
      example: adjustmentExample,
    },
  },
  problems: ['unknown_reference', 'insufficient_stock'],
})

export const listStockMovements = defineRoute({
  operationId: 'listStockMovements',
  method: 'get',
  path: '/inventory/{product_id}/history',
  tag: 'Inventory',
  summary: 'List the movements of a product',
  description: 'Every movement of its stock, newest first, with its cause and what it left in the store.',
  scope: 'inventory:read',
  query: z.strictObject({
    store_id: reference(example.store).optional().openapi({ description: 'In this store.' }),
    ...listQuery,
  }),
  answers: {
    200: {
      description: 'A page of movements.',
      schema: pageOf('StockMovementList', StockMovement),
      example: { data: [saleExample], has_more: false, next_cursor: null },
    },
  },
  problems: ['unknown_reference'],
})
