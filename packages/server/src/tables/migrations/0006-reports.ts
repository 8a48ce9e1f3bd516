import type { Migration, TableDefinition } from './migration.ts'

/** What was sold, summed by the quarter of an hour; begun with what the ledger has already. */
export const reports: Migration = {
  name: '0006-reports',
  up: (schema) => [...schema.createTable(salesTotals), ...schema.inEveryEnvironment([fromLedger])],
}

const salesTotals: TableDefinition = {
  name: 'sales_totals',
  columns: {
    id: 'text',
    kind: 'text',
    currency: 'text',
    starts_at: 'int',
    count: 'int',
    net_minor: 'int',
    tax_minor: 'int',
  },
  key: ['id'],
  indexes: [['starts_at', 'currency', 'kind']],
  checks: ['count > 0', 'starts_at % 900000 = 0'],
}

/** A sending credits sales and tax; what takes it back debits them, a refund the customer's credit. */
const fromLedger = `
  INSERT INTO sales_totals (id, kind, currency, starts_at, count, net_minor, tax_minor)
  SELECT min(e.id), e.kind, p.currency, e.created_at - e.created_at % 900000,
    sum(CASE WHEN p.number = 1 THEN 1 ELSE 0 END),
    sum(CASE WHEN p.account = 'sales' OR (e.kind = 'refund' AND p.account = 'customer_credit')
      THEN CASE e.kind WHEN 'invoice_sent' THEN -p.amount_minor ELSE p.amount_minor END ELSE 0 END),
    sum(CASE WHEN p.account = 'tax_payable'
      THEN CASE e.kind WHEN 'invoice_sent' THEN -p.amount_minor ELSE p.amount_minor END ELSE 0 END)
  FROM ledger_entries e JOIN ledger_postings p ON p.entry_id = e.id
  WHERE e.kind IN ('invoice_sent', 'invoice_voided', 'credit_note', 'refund')
  GROUP BY e.kind, p.currency, e.created_at - e.created_at % 900000`
