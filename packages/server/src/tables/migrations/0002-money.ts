import type { Migration, TableDefinition } from './migration.ts'

/** The ledger, and what comes in, goes back and is taken back. */
export const money: Migration = {
  name: '0002-money',
  up: (schema) => [
    ...schema.addColumns('invoices', {
      sent_entry_id: 'text null',
      uncollectible_at: 'int null',
      payment_link_id: 'text null',
    }),
    ...moneyTables.flatMap((table) => schema.createTable(table)),
    ...schema.sealEntries({ entries: 'ledger_entries', postings: 'ledger_postings' }),
  ],
}

const moneyTables: readonly TableDefinition[] = [
  {
    name: 'ledger_entries',
    columns: {
      id: 'text',
      kind: 'text',
      posting_count: 'int',
      invoice_id: 'text null',
      payment_id: 'text null',
      payment_link_id: 'text null',
      credit_note_id: 'text null',
      refund_id: 'text null',
      reverses_entry_id: 'text null',
      created_at: 'int',
    },
    key: ['id'],
    unique: [['id', 'posting_count']],
    indexes: [
      ['invoice_id', 'id'],
      ['payment_id', 'id'],
      ['credit_note_id', 'id'],
    ],
    references: [
      { column: 'invoice_id', table: 'invoices' },
      { column: 'reverses_entry_id', table: 'ledger_entries' },
    ],
    appendOnly: true,
  },
  {
    // Posting n of m: with the entry's m in the foreign key there is no room for one more, whoever writes at the same time.
    name: 'ledger_postings',
    columns: {
      entry_id: 'text',
      number: 'int',
      posting_count: 'int',
      account: 'text',
      currency: 'text',
      amount_minor: 'int',
    },
    key: ['entry_id', 'number'],
    checks: ['number BETWEEN 1 AND posting_count', 'amount_minor <> 0'],
    // The trial balance reads this index alone.
    indexes: [['account', 'currency', 'amount_minor']],
    references: [
      { column: 'entry_id', table: 'ledger_entries', withColumn: 'posting_count', isDeferred: true },
    ],
    appendOnly: true,
  },
  {
    name: 'payments',
    columns: {
      id: 'text',
      invoice_id: 'text null',
      payment_link_id: 'text null',
      mode: 'text',
      amount_minor: 'int',
      currency: 'text',
      reference: 'text null',
      gateway_payment_id: 'text null',
      received_at: 'int',
      entry_id: 'text',
      metadata: 'text',
      created_at: 'int',
      updated_at: 'int',
    },
    key: ['id'],
    unique: [['gateway_payment_id']],
    indexes: [
      ['invoice_id', 'id'],
      ['payment_link_id', 'id'],
      ['mode', 'id'],
    ],
    checks: ['amount_minor > 0'],
    references: [
      { column: 'invoice_id', table: 'invoices' },
      // A payment of the gateway claims its id first, and is posted then.
      { column: 'entry_id', table: 'ledger_entries', isDeferred: true },
    ],
  },
  {
    name: 'credit_notes',
    columns: {
      id: 'text',
      credit_note_no: 'text',
      invoice_id: 'text',
      reason: 'text',
      currency: 'text',
      subtotal_minor: 'int',
      tax_minor: 'int',
      total_minor: 'int',
      entry_id: 'text',
      reverses_entry_id: 'text',
      metadata: 'text',
      created_at: 'int',
      updated_at: 'int',
    },
    key: ['id'],
    unique: [['credit_note_no']],
    indexes: [['invoice_id', 'id']],
    checks: ['total_minor > 0', 'total_minor = subtotal_minor + tax_minor'],
    references: [
      { column: 'invoice_id', table: 'invoices' },
      { column: 'entry_id', table: 'ledger_entries' },
      { column: 'reverses_entry_id', table: 'ledger_entries' },
    ],
  },
  {
    name: 'credit_note_items',
    columns: {
      id: 'text',
      credit_note_id: 'text',
      position: 'int',
      invoice_item_id: 'text',
      description: 'text',
      qty: 'text',
      subtotal_minor: 'int',
      tax_minor: 'int',
      total_minor: 'int',
    },
    key: ['id'],
    indexes: [
      ['credit_note_id', 'position'],
      ['invoice_item_id', 'id'],
    ],
    references: [
      { column: 'credit_note_id', table: 'credit_notes' },
      { column: 'invoice_item_id', table: 'invoice_items' },
    ],
  },
  {
    name: 'refunds',
    columns: {
      id: 'text',
      payment_id: 'text',
      invoice_id: 'text null',
      credit_note_id: 'text null',
      amount_minor: 'int',
      currency: 'text',
      status: 'text',
      reason: 'text null',
      failure_reason: 'text null',
      gateway_refund_id: 'text null',
      entry_id: 'text null',
      created_at: 'int',
      updated_at: 'int',
    },
    key: ['id'],
    unique: [['gateway_refund_id']],
    indexes: [
      ['payment_id', 'id'],
      ['invoice_id', 'status'],
      ['credit_note_id', 'id'],
    ],
    checks: ['amount_minor > 0'],
    references: [
      { column: 'payment_id', table: 'payments' },
      { column: 'invoice_id', table: 'invoices' },
      { column: 'credit_note_id', table: 'credit_notes' },
      { column: 'entry_id', table: 'ledger_entries' },
    ],
  },
]
