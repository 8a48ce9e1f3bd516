import type { Migration, TableDefinition } from './migration.ts'

/** Payment links, what the gateway reported, and the books of the simulated one. */
export const paymentLinks: Migration = {
  name: '0004-payment-links',
  up: (schema) => paymentLinkTables.flatMap((table) => schema.createTable(table)),
}

const paymentLinkTables: readonly TableDefinition[] = [
  {
    name: 'payment_links',
    columns: {
      id: 'text',
      invoice_id: 'text null',
      contact_id: 'text null',
      amount_minor: 'int',
      amount_paid_minor: 'int',
      currency: 'text',
      description: 'text null',
      accept_partial: 'int',
      expires_at: 'int null',
      callback_url: 'text null',
      cancelled_at: 'int null',
      paid_at: 'int null',
      gateway_link_id: 'text null',
      gateway_url: 'text null',
      gateway_due_minor: 'int null',
      gateway_count: 'int default 0',
      metadata: 'text',
      created_at: 'int',
      updated_at: 'int',
    },
    key: ['id'],
    indexes: [
      ['invoice_id', 'id'],
      ['contact_id', 'id'],
    ],
    references: [
      { column: 'invoice_id', table: 'invoices' },
      { column: 'contact_id', table: 'contacts' },
    ],
  },
  {
    name: 'gateway_events',
    columns: { id: 'text', type: 'text', received_at: 'int' },
    key: ['id'],
  },
  {
    name: 'simulated_records',
    columns: {
      id: 'text',
      kind: 'text',
      reference: 'text null',
      payment_id: 'text null',
      body: 'text',
      created_at: 'int',
    },
    key: ['id'],
    unique: [['kind', 'reference']],
    indexes: [['payment_id', 'id']],
  },
]
