import type { Migration } from './migration.ts'

/** With each deleted row the database looks for what refers to it: as soon in a long history as in a short one. */
export const referred: Migration = {
  name: '0012-referred',
  up: (schema) => [
    ...schema.addIndex('invoice_items', ['catalog_item_id']),
    ...schema.addIndex('stock_movements', ['invoice_item_id']),
  ],
}
