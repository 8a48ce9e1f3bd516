import type { Migration, TableDefinition } from './migration.ts'

/** Stores, what is in them, and every movement of stock. */
export const inventory: Migration = {
  name: '0005-inventory',
  up: (schema) => [
    ...inventoryTables.flatMap((table) => schema.createTable(table)),
    ...schema.addColumns('credit_notes', { restock: 'int null' }),
    ...schema.inEveryEnvironment(openStores),
  ],
}

const inventoryTables: readonly TableDefinition[] = [
  {
    name: 'stores',
    columns: {
      id: 'text',
      name: 'text',
      // 1 for the default store, null for all others: so there is one.
      is_default: 'int null',
      metadata: 'text',
      created_at: 'int',
      updated_at: 'int',
    },
    key: ['id'],
    unique: [['is_default']],
    checks: ['is_default = 1'],
  },
  {
    // In thousandths, as movements are.
    name: 'stock_levels',
    columns: { product_id: 'text', store_id: 'text', quantity: 'int' },
    key: ['product_id', 'store_id'],
    references: [
      { column: 'product_id', table: 'products' },
      { column: 'store_id', table: 'stores' },
    ],
  },
  {
    // Number n of its product: in the order in which they happened, which ids of several processes can't promise.
    name: 'stock_movements',
    columns: {
      id: 'text',
      product_id: 'text',
      store_id: 'text',
      number: 'int',
      kind: 'text',
      quantity: 'int',
      stock_after: 'int',
      reason: 'text null',
      note: 'text null',
      invoice_id: 'text null',
      invoice_item_id: 'text null',
      credit_note_id: 'text null',
      created_at: 'int',
    },
    key: ['id'],
    unique: [['product_id', 'number']],
    indexes: [
      ['product_id', 'store_id', 'number'],
      ['invoice_id', 'id'],
    ],
    checks: ['quantity <> 0'],
    references: [
      { column: 'product_id', table: 'products' },
      { column: 'store_id', table: 'stores' },
      { column: 'invoice_id', table: 'invoices' },
      { column: 'invoice_item_id', table: 'invoice_items' },
      { column: 'credit_note_id', table: 'credit_notes' },
    ],
    appendOnly: true,
  },
]

/** What was there becomes an opening movement in the default store. Their ids end as those of the tenant and the product do. */
const openStores = [
  `INSERT INTO stores (id, name, is_default, metadata, created_at, updated_at)
     SELECT 'sto_' || substr(id, 5), 'Main store', 1, '{}', created_at, created_at FROM tenant`,
  `INSERT INTO stock_levels (product_id, store_id, quantity)
     SELECT products.id, stores.id, stock * 1000 FROM products CROSS JOIN stores WHERE stock <> 0`,
  `INSERT INTO stock_movements
     (id, product_id, store_id, number, kind, quantity, stock_after, created_at)
     SELECT 'mov_' || substr(products.id, 5), products.id, stores.id, 1, 'opening', stock * 1000, stock * 1000,
       products.created_at FROM products CROSS JOIN stores WHERE stock <> 0`,
  'UPDATE products SET stock = stock * 1000 WHERE stock <> 0',
]
