import type { Tx } from '../../src/store/store.ts'
import type { NewRow } from '../../src/tables/row.ts'
import type { Tables } from '../../src/tables/tables.ts'

/** Puts a row, or as few as it takes, into every table but `tenant`, which has its own. The same ids in each environment: they may not collide. */
export async function fillEveryTable(tx: Tx): Promise<void> {
  for (const [table, row] of Object.entries(rows)) {
    // The map is typed by table; the builder can't follow a loop over it.
    await tx.db
      .insertInto(table as 'contacts')
      .values(row as NewRow<'contacts'> | NewRow<'contacts'>[])
      .execute()
  }
}

const stamps = { created_at: 1, updated_at: 1 }
const money = { subtotal_minor: 1, tax_minor: 0, total_minor: 1 }

const refund = { amount_minor: 1, currency: 'INR', status: 'succeeded' as const }
const posting = { entry_id: 'ent_1', posting_count: 2, currency: 'INR' }

/** Parents before children; but an entry comes after its postings. */
const rows: { [T in Exclude<keyof Tables, 'tenant'>]: NewRow<T> | NewRow<T>[] } = {
  api_keys: {
    id: 'key_1',
    kind: 'secret',
    hash: 'h',
    prefix: 'sk_test_',
    last4: 'abcd',
    scopes: '["*"]',
    tenant_ids: '[]',
    metadata: '{}',
    ...stamps,
  },
  contacts: { id: 'ctc_1', name: 'Asha', phone: '+919876543210', metadata: '{}', ...stamps },
  products: {
    id: 'itm_1',
    sku: 'MILK',
    name: 'Milk',
    rate_minor: 6800,
    currency: 'INR',
    tax_rate: '5',
    tax_inclusive: 0,
    stock: 1000,
    allow_backorder: 0,
    archived: 0,
    metadata: '{}',
    ...stamps,
  },
  stores: { id: 'sto_1', name: 'Main store', is_default: 1, metadata: '{}', ...stamps },
  stock_levels: { product_id: 'itm_1', store_id: 'sto_1', quantity: 1000 },
  stock_movements: {
    id: 'mov_1',
    product_id: 'itm_1',
    store_id: 'sto_1',
    number: 1,
    kind: 'opening',
    quantity: 1000,
    stock_after: 1000,
    created_at: 1,
  },
  invoices: {
    id: 'inv_1',
    invoice_no: 'INV-2026-00001',
    status: 'open',
    contact_id: 'ctc_1',
    currency: 'INR',
    ...money,
    taxes: '[]',
    amount_paid_minor: 0,
    amount_credited_minor: 0,
    metadata: '{}',
    ...stamps,
  },
  invoice_items: {
    id: 'li_1',
    invoice_id: 'inv_1',
    position: 1,
    catalog_item_id: 'itm_1',
    description: 'Milk',
    qty: '1',
    rate_minor: 1,
    tax_rate: '0',
    tax_inclusive: 0,
    ...money,
  },
  billables: {
    id: 'bil_1',
    invoice_id: 'inv_1',
    description: 'Work',
    quantity: '1',
    amount_minor: 1,
    currency_code: 'INR',
    metadata: '{}',
    ...stamps,
  },
  ledger_postings: [
    { ...posting, number: 1, account: 'bank', amount_minor: 1 },
    { ...posting, number: 2, account: 'accounts_receivable', amount_minor: -1 },
  ],
  ledger_entries: { id: 'ent_1', kind: 'payment', posting_count: 2, created_at: 1 },
  payments: {
    id: 'pay_1',
    invoice_id: 'inv_1',
    mode: 'upi',
    amount_minor: 1,
    currency: 'INR',
    received_at: 1,
    entry_id: 'ent_1',
    metadata: '{}',
    ...stamps,
  },
  credit_notes: {
    id: 'crn_1',
    credit_note_no: 'CRN-2026-00001',
    invoice_id: 'inv_1',
    reason: 'Returned',
    currency: 'INR',
    ...money,
    taxes: '[]',
    entry_id: 'ent_1',
    reverses_entry_id: 'ent_1',
    metadata: '{}',
    ...stamps,
  },
  credit_note_items: {
    id: 'cri_1',
    credit_note_id: 'crn_1',
    position: 0,
    invoice_item_id: 'li_1',
    description: 'Milk',
    qty: '1',
    ...money,
  },
  refunds: { id: 'rfd_1', payment_id: 'pay_1', ...refund, ...stamps },
  sales_totals: {
    id: 'ent_1',
    kind: 'refund',
    currency: 'INR',
    starts_at: 0,
    count: 1,
    net_minor: 1,
    tax_minor: 0,
  },
  counters: { name: 'event', value: 1 },
  events: {
    id: 'evt_1',
    sequence: 1,
    type: 'invoice.created',
    resource_id: 'inv_1',
    api_version: '1.4',
    data: '{}',
    created_at: 1,
  },
  outbox: { event_id: 'evt_1', sequence: 1 },
  webhook_endpoints: {
    id: 'whk_1',
    url: 'http://127.0.0.1/',
    event_types: '["*"]',
    status: 'enabled',
    since_sequence: 0,
    metadata: '{}',
    ...stamps,
  },
  webhook_secrets: { id: 'wsec_1', endpoint_id: 'whk_1', sealed: 'x', created_at: 1 },
  deliveries: {
    id: 'dlv_1',
    event_id: 'evt_1',
    sequence: 1,
    event_type: 'invoice.created',
    endpoint_id: 'whk_1',
    status: 'pending',
    next_attempt_at: 1,
    ...stamps,
  },
  delivery_attempts: { id: 'att_1', delivery_id: 'dlv_1', number: 1, at: 1, latency_ms: 1 },
  idempotency_keys: {
    key: 'k',
    fingerprint: 'f',
    request_method: 'POST',
    request_path: '/invoices',
    request_body: '{}',
    created_at: 1,
    expires_at: 2,
  },
  schedule: { id: 'sch_1', kind: 'invoice.overdue', subject_id: 'inv_1', due_at: 1, created_at: 1 },
  notifications: { id: 'ntf_1', recipient: 'a@example.com', subject: 's', body: 'b', created_at: 1 },
  leases: { name: 'clock', holder: 'req_1', held_until: 1 },
  payment_links: {
    id: 'lnk_1',
    amount_minor: 1,
    amount_paid_minor: 0,
    currency: 'INR',
    accept_partial: 0,
    gateway_count: 0,
    metadata: '{}',
    ...stamps,
  },
  gateway_events: { id: 'evt_1', type: 'payment.captured', received_at: 1 },
  simulated_records: { id: 'plink_1', kind: 'payment_link', reference: 'lnk_1', body: '{}', created_at: 1 },
}
