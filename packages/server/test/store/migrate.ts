import type { Migration } from '../../src/tables/migrations/migration.ts'
import { migrations } from '../../src/tables/migrations/migrations.ts'
import { creditNotes, oldCreditNotes } from './migrate-credit-notes.ts'

/** Rows of an environment whose schema is older, and what the migrations must have made of them. */
export interface Stage {
  readonly title: string
  readonly before: readonly Migration[]
  readonly oldRows: readonly string[]
  readonly made: readonly { query: string; rows: readonly object[] }[]
}

/** The schema as it was released before this migration. */
const before = (migration: string): readonly Migration[] =>
  migrations.slice(
    0,
    migrations.findIndex(({ name }) => name === migration),
  )

const product = (letter: string, stock: number) =>
  `INSERT INTO products (id, sku, name, rate_minor, currency, tax_rate, tax_inclusive, stock, allow_backorder,
     archived, metadata, created_at, updated_at)
   VALUES ('itm_${letter}', '${letter}', '${letter}', 1, 'INR', '0', 0, ${stock}, 0, 0, '{}', 8, 9)`

/** A tenant with a product of which there are 12, and one of which there is none. */
const oldProducts = [
  `INSERT INTO tenant (id, name, currency, time_zone, created_at, updated_at)
   VALUES ('tnt_01J9XG6T4S0Q2V8N3M5K7P9R1A', 'Acme', 'INR', 'UTC', 7, 7)`,
  product('A', 12),
  product('B', 0),
]

const store = 'sto_01J9XG6T4S0Q2V8N3M5K7P9R1A'

const stores = {
  query: 'SELECT id, name, is_default, created_at FROM stores',
  rows: [{ id: store, name: 'Main store', is_default: 1, created_at: 7 }],
}
const stocks = {
  query: 'SELECT id, stock, updated_at FROM products ORDER BY id',
  rows: [
    { id: 'itm_A', stock: 12_000, updated_at: 9 },
    { id: 'itm_B', stock: 0, updated_at: 9 },
  ],
}
const levels = {
  query: 'SELECT product_id, store_id, quantity FROM stock_levels',
  rows: [{ product_id: 'itm_A', store_id: store, quantity: 12_000 }],
}
const movements = {
  query:
    'SELECT id, product_id, store_id, number, kind, quantity, stock_after, created_at FROM stock_movements',
  rows: [
    {
      id: 'mov_A',
      product_id: 'itm_A',
      store_id: store,
      number: 1,
      kind: 'opening',
      quantity: 12_000,
      stock_after: 12_000,
      created_at: 8,
    },
  ],
}
const purge = {
  query: 'SELECT kind, subject_id, due_at FROM schedule',
  rows: [{ kind: 'purge.stale', subject_id: 'tnt_01J9XG6T4S0Q2V8N3M5K7P9R1A', due_at: 0 }],
}

/** One that was sent before invoices kept who sold. */
const oldInvoice = `INSERT INTO invoices (id, status, sent_at, currency, subtotal_minor, tax_minor, total_minor, taxes,
     amount_paid_minor, amount_credited_minor, metadata, created_at, updated_at)
   VALUES ('inv_A', 'open', 8, 'INR', 1, 0, 1, '[]', 0, 0, '{}', 8, 8)`
const sellers = {
  query: 'SELECT id, seller_name, customer_tax_id, place_of_supply FROM invoices',
  rows: [{ id: 'inv_A', seller_name: null, customer_tax_id: null, place_of_supply: null }],
}

export const stages: readonly Stage[] = [
  {
    title: 'from before there was inventory gets a store, its stock an opening, and a purge that is due',
    before: before('0005-inventory'),
    oldRows: oldProducts,
    made: [stores, stocks, levels, movements, purge],
  },
  {
    title: 'whose credit notes name no taxes names them as its invoices do',
    before: before('0010-credit-note-taxes'),
    oldRows: oldCreditNotes,
    made: [creditNotes],
  },
  {
    title: 'whose invoices name no seller makes up none',
    before: before('0011-parties'),
    oldRows: [...oldProducts, oldInvoice],
    made: [sellers],
  },
]
