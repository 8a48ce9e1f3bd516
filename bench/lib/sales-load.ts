export interface Load {
  readonly invoices: number
  /** Epoch ms of the first sale; they are spread over a year. */
  readonly start: number
}

/** How an engine spells a number as an id: 26 digits. */
export type Pad = (number: string) => string

const YEAR_MS = 365 * 86_400_000

/**
 * A year of a busy shop, as its acts would have left it: invoices, the entries of sending, voiding, crediting and
 * refunding with their postings, and the totals of each quarter of an hour. The same SQL on both engines.
 */
export function loadStatements({ invoices, start }: Load, pad: Pad): string[] {
  const id = (prefix: string, number: string) => `'${prefix}_' || ${pad(number)}`
  return [
    `CREATE TEMP TABLE acts (n bigint, invoice bigint, kind text, at bigint, currency text, net bigint, tax bigint)`,
    `INSERT INTO acts WITH RECURSIVE numbers (n) AS (SELECT cast(1 AS bigint) UNION ALL SELECT n + 1 FROM numbers WHERE n < ${invoices})
     SELECT n, n, 'invoice_sent', ${start} + n * ${Math.floor(YEAR_MS / invoices)},
       CASE n % 10 WHEN 0 THEN 'KWD' WHEN 1 THEN 'JPY' ELSE 'INR' END, 1000 + n * 7919 % 1000000, (1000 + n * 7919 % 1000000) * 18 / 100
     FROM numbers`,
    later({ kind: 'invoice_voided', every: 50, rest: 0, days: 1, offset: invoices }),
    later({ kind: 'credit_note', every: 20, rest: 1, days: 3, offset: 2 * invoices }),
    later({ kind: 'refund', every: 40, rest: 1, days: 4, offset: 3 * invoices }),
    `INSERT INTO invoices (id, invoice_no, status, currency, subtotal_minor, tax_minor, total_minor, taxes, amount_paid_minor,
       amount_credited_minor, sent_at, metadata, created_at, updated_at)
     SELECT ${id('inv', 'n')}, 'INV-' || n, 'open', currency, net, tax, net + tax, '[]', 0, 0, at, '{}', at, at
     FROM acts WHERE kind = 'invoice_sent'`,
    ...[1, 2, 3].map((number) => postings(number, id('ent', 'n'))),
    `INSERT INTO ledger_entries (id, kind, posting_count, invoice_id, created_at)
     SELECT ${id('ent', 'n')}, kind, CASE kind WHEN 'refund' THEN 2 ELSE 3 END, ${id('inv', 'invoice')}, at FROM acts`,
    `INSERT INTO sales_totals (id, kind, currency, starts_at, count, net_minor, tax_minor)
     SELECT ${id('ent', 'min(n)')}, kind, currency, at - at % 900000, count(*),
       sum(CASE kind WHEN 'refund' THEN net + tax ELSE net END), sum(CASE kind WHEN 'refund' THEN 0 ELSE tax END)
     FROM acts GROUP BY kind, currency, at - at % 900000`,
    'DROP TABLE acts',
  ]
}

interface Later {
  readonly kind: string
  /** Every so many invoices one, and which of them. */
  readonly every: number
  readonly rest: number
  /** After the sending. */
  readonly days: number
  /** Added to the number. */
  readonly offset: number
}

const later = ({ kind, every, rest, days, offset }: Later) =>
  `INSERT INTO acts SELECT n + ${offset}, n, '${kind}', at + ${days * 86_400_000}, currency, net, tax
   FROM acts WHERE kind = 'invoice_sent' AND n % ${every} = ${rest}`

const cells = {
  invoice_sent: ['accounts_receivable', 'net + tax', 'sales', '-net', 'tax_payable', '-tax'],
  invoice_voided: ['sales', 'net', 'tax_payable', 'tax', 'accounts_receivable', '-net - tax'],
  credit_note: ['sales', 'net', 'tax_payable', 'tax', 'accounts_receivable', '-net - tax'],
  refund: ['customer_credit', 'net + tax', 'bank', '-net - tax'],
}

/** Posting n of every entry that has so many. */
function postings(number: number, entryId: string): string {
  const [account, amount] = [0, 1].map((place) =>
    Object.entries(cells).map(([kind, row]) => {
      const cell = row[2 * (number - 1) + place]
      const value = place === 0 && cell !== undefined ? `'${cell}'` : cell
      return `WHEN '${kind}' THEN ${value ?? 'NULL'}`
    }),
  )
  return `INSERT INTO ledger_postings (entry_id, number, posting_count, account, currency, amount_minor)
    SELECT ${entryId}, ${number}, CASE kind WHEN 'refund' THEN 2 ELSE 3 END,
      CASE kind ${account?.join(' ')} END, currency, CASE kind ${amount?.join(' ')} END
    FROM acts WHERE kind <> 'refund' OR ${number} < 3`
}
