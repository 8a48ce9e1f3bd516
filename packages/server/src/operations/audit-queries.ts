import type { Audit } from '@bahi/spec'
import { moneyAccounts } from '../rules/ledger.ts'

export type CheckName = Audit['checks'][number]['name']

/** What is left to pay, in SQL: as `balanceOf` in rules/invoice.ts works it out. */
const due = `case when total_minor - amount_paid_minor - amount_credited_minor > 0
  then total_minor - amount_paid_minor - amount_credited_minor else 0 end`

/** What the ledger says of every invoice. */
const invoiceLedger = `
  select e.invoice_id,
    sum(case when p.account = 'accounts_receivable' then p.amount_minor else 0 end) as receivable,
    sum(case when p.account = 'bad_debt' then p.amount_minor else 0 end) as written_off,
    sum(case when e.kind = 'payment' and p.account in ('accounts_receivable', 'bad_debt')
      then -p.amount_minor else 0 end) as paid
  from ledger_entries e join ledger_postings p on p.entry_id = e.id
  where e.invoice_id is not null group by e.invoice_id`

/** The account that money of this mode comes into, in SQL. */
const moneyAccount = (mode: string) =>
  `case ${mode} ${Object.entries(moneyAccounts)
    .map(([name, account]) => `when '${name}' then '${account}'`)
    .join(' ')} end`

/** Rows of a series whose number doesn't follow on the one before, and counters that say something else than their series. */
const gaps = (table: string, column: string, series: string) => [
  `select id, 'after number ' || before || ' comes ' || n as detail from (
     select id, n, coalesce(lag(n) over (partition by year order by n), 0) as before from (
       select id, substr(${column}, 5, 4) as year, cast(substr(${column}, 10) as integer) as n
       from ${table} where ${column} is not null) numbered) followed
   where n <> before + 1`,
  `select coalesce(name, counter) as id,
     'the counter says ' || coalesce(value, 0) || ', the last number is ' || coalesce(last, 0) as detail
   from (select name, value from counters where name like '${series}:%') counted full join (
     select '${series}:' || substr(${column}, 5, 4) as counter, max(cast(substr(${column}, 10) as integer)) as last
     from ${table} where ${column} is not null group by substr(${column}, 5, 4)) numbered
   on counter = name
   where coalesce(value, 0) <> coalesce(last, 0)`,
]

/** What the ledger says was sold, credited, voided and refunded, by the quarter of an hour. */
const salesLedger = `
  select e.kind, p.currency, e.created_at - e.created_at % 900000 as starts_at,
    sum(case when p.number = 1 then 1 else 0 end) as n,
    sum(case when p.account = 'sales' or (e.kind = 'refund' and p.account = 'customer_credit')
      then case e.kind when 'invoice_sent' then -p.amount_minor else p.amount_minor end else 0 end) as net,
    sum(case when p.account = 'tax_payable'
      then case e.kind when 'invoice_sent' then -p.amount_minor else p.amount_minor end else 0 end) as tax
  from ledger_entries e join ledger_postings p on p.entry_id = e.id
  where e.kind in ('invoice_sent', 'invoice_voided', 'credit_note', 'refund')
  group by e.kind, p.currency, e.created_at - e.created_at % 900000`

/** A check's rows and the queries that find what is wrong with them: each answers `id` and `detail`, on both engines. */
export const auditQueries: readonly {
  readonly name: CheckName
  /** The rows that are looked at. */
  readonly table: string
  readonly faults: readonly string[]
}[] = [
  {
    name: 'entries_balance',
    table: 'ledger_entries',
    faults: [
      `select entry_id as id, 'the postings in ' || currency || ' sum to ' || sum(amount_minor) as detail
       from ledger_postings group by entry_id, currency having sum(amount_minor) <> 0`,
      `select e.id, 'has ' || coalesce(n, 0) || ' postings, not ' || e.posting_count as detail
       from ledger_entries e left join (
         select entry_id, count(*) as n from ledger_postings group by entry_id) p on p.entry_id = e.id
       where coalesce(n, 0) <> e.posting_count or e.posting_count < 2`,
      `select p.entry_id as id, 'a posting has no entry' as detail from ledger_postings p
       where not exists (select 1 from ledger_entries e where e.id = p.entry_id)`,
    ],
  },
  {
    name: 'invoices_equal_ledger',
    table: 'invoices',
    faults: [
      `select id, status || ' with ' || due || ' due and ' || amount_paid_minor || ' paid; in the ledger '
         || receivable || ' receivable, ' || written_off || ' written off, ' || paid || ' paid' as detail
       from (select i.id, i.status, ${due} as due, i.amount_paid_minor, coalesce(l.receivable, 0) as receivable,
           coalesce(l.written_off, 0) as written_off, coalesce(l.paid, 0) as paid
         from invoices i left join (${invoiceLedger}) l on l.invoice_id = i.id) weighed
       where receivable <> case when status = 'open' then due else 0 end
         or written_off <> case when status = 'uncollectible' then due else 0 end
         or paid <> amount_paid_minor
         or (status = 'paid' and due <> 0) or (status in ('open', 'uncollectible') and due = 0)`,
      `select i.id, 'total_minor is ' || i.total_minor || ' with ' || i.tax_minor
         || ' tax, what was posted at its sending or sale is not' as detail
       from invoices i left join (
         select e.id, e.invoice_id, sum(case when p.account = 'accounts_receivable' then p.amount_minor else 0 end) as total,
           sum(case when p.account = 'sales' then -p.amount_minor else 0 end) as subtotal,
           sum(case when p.account = 'tax_payable' then -p.amount_minor else 0 end) as tax
         from ledger_entries e join ledger_postings p on p.entry_id = e.id
         where e.kind = 'invoice_sent' group by e.id, e.invoice_id) s on s.id = i.sent_entry_id and s.invoice_id = i.id
       where i.invoice_no is not null and (i.total_minor <> coalesce(s.total, 0)
         or i.subtotal_minor <> coalesce(s.subtotal, 0) or i.tax_minor <> coalesce(s.tax, 0))`,
      `select i.id, 'its lines sum to something else than ' || i.total_minor || ' with ' || i.tax_minor || ' tax' as detail
       from invoices i left join (
         select invoice_id, sum(subtotal_minor) as subtotal, sum(tax_minor) as tax, sum(total_minor) as total
         from invoice_items group by invoice_id) l on l.invoice_id = i.id
       where i.subtotal_minor <> coalesce(l.subtotal, 0) or i.tax_minor <> coalesce(l.tax, 0)
         or i.total_minor <> coalesce(l.total, 0)`,
      `select i.id, 'is ' || i.status || '; its number or the entry of its voiding says something else' as detail
       from invoices i where (i.status = 'draft') <> (i.invoice_no is null) or (i.status = 'void') <> exists (
         select 1 from ledger_entries e where e.invoice_id = i.id and e.kind = 'invoice_voided')`,
    ],
  },
  {
    name: 'payments_equal_ledger',
    table: 'payments',
    faults: [
      `select y.id, 'no entry that says ' || y.amount_minor || ' ' || y.currency || ' came in' as detail
       from payments y where not exists (
         select 1 from ledger_entries e join ledger_postings p on p.entry_id = e.id
         where e.id = y.entry_id and e.kind = 'payment' and e.payment_id = y.id and p.currency = y.currency
           and e.invoice_id is not distinct from y.invoice_id and p.amount_minor = y.amount_minor and p.account = ${moneyAccount('y.mode')})`,
      `select r.id, 'no entry that says ' || r.amount_minor || ' ' || r.currency || ' went back' as detail
       from refunds r join payments y on y.id = r.payment_id where r.status = 'succeeded' and not exists (
         select 1 from ledger_entries e join ledger_postings p on p.entry_id = e.id
         where e.id = r.entry_id and e.kind = 'refund' and e.refund_id = r.id and p.currency = r.currency
           and e.invoice_id is not distinct from r.invoice_id and p.amount_minor = -r.amount_minor and p.account = ${moneyAccount('y.mode')})`,
      `select e.id, 'an entry of the kind ' || e.kind || ' without its ' || e.kind as detail from ledger_entries e
       where (e.kind = 'payment' and not exists (select 1 from payments y where y.entry_id = e.id))
          or (e.kind = 'refund' and not exists (
            select 1 from refunds r where r.entry_id = e.id and r.status = 'succeeded'))`,
      `select y.id, 'more went back than the ' || y.amount_minor || ' that came in' as detail from payments y
       where y.amount_minor < (select coalesce(sum(r.amount_minor), 0) from refunds r
         where r.payment_id = y.id and r.status = 'succeeded')`,
    ],
  },
  {
    name: 'credit_within_invoice',
    table: 'credit_notes',
    faults: [
      `select i.id, 'credited ' || c.total || ' of ' || i.total_minor || '; the invoice says ' || i.amount_credited_minor
         as detail
       from invoices i left join (
         select invoice_id, sum(total_minor) as total from credit_notes group by invoice_id) c on c.invoice_id = i.id
       where coalesce(c.total, 0) <> i.amount_credited_minor or coalesce(c.total, 0) > i.total_minor`,
      `select l.id, 'more is credited of the line than the ' || l.total_minor || ' of it' as detail
       from invoice_items l join (
         select invoice_item_id, sum(subtotal_minor) as subtotal, sum(tax_minor) as tax
         from credit_note_items group by invoice_item_id) c on c.invoice_item_id = l.id
       where c.subtotal > l.subtotal_minor or c.tax > l.tax_minor`,
      `select n.id, 'its lines or its entry sum to something else than ' || n.total_minor || ' with ' || n.tax_minor
         || ' tax' as detail
       from credit_notes n left join (
         select credit_note_id, sum(subtotal_minor) as subtotal, sum(tax_minor) as tax, sum(total_minor) as total
         from credit_note_items group by credit_note_id) l on l.credit_note_id = n.id left join (
         select e.id, e.credit_note_id, e.reverses_entry_id,
           sum(case when p.account = 'sales' then p.amount_minor else 0 end) as subtotal,
           sum(case when p.account = 'tax_payable' then p.amount_minor else 0 end) as tax
         from ledger_entries e join ledger_postings p on p.entry_id = e.id
         where e.kind = 'credit_note' group by e.id, e.credit_note_id, e.reverses_entry_id) s
       on s.id = n.entry_id and s.credit_note_id = n.id and s.reverses_entry_id = n.reverses_entry_id
       where n.total_minor <> coalesce(l.total, 0) or n.subtotal_minor <> coalesce(l.subtotal, 0)
         or n.tax_minor <> coalesce(l.tax, 0) or n.subtotal_minor <> coalesce(s.subtotal, 0)
         or n.tax_minor <> coalesce(s.tax, 0)`,
    ],
  },
  {
    name: 'stock_equals_history',
    table: 'stock_movements',
    faults: [
      `select l.product_id as id, 'in ' || l.store_id || ' are ' || l.quantity || ' thousandths, its movements sum to '
         || coalesce(m.total, 0) as detail
       from stock_levels l left join (
         select product_id, store_id, sum(quantity) as total from stock_movements group by product_id, store_id) m
       on m.product_id = l.product_id and m.store_id = l.store_id
       where l.quantity <> coalesce(m.total, 0)`,
      `select m.id, 'its store has no level' as detail from stock_movements m where not exists (
         select 1 from stock_levels l where l.product_id = m.product_id and l.store_id = m.store_id)`,
      `select p.id, 'has ' || p.stock || ' thousandths in all, its stores ' || coalesce(l.total, 0) as detail
       from products p left join (
         select product_id, sum(quantity) as total from stock_levels group by product_id) l on l.product_id = p.id
       where p.stock <> coalesce(l.total, 0)`,
      `select id, 'left ' || stock_after || ' thousandths, the movements up to it sum to ' || total as detail from (
         select id, stock_after, sum(quantity) over (partition by product_id, store_id order by number) as total
         from stock_movements) summed
       where stock_after <> total`,
      `select id, 'after movement ' || before || ' comes ' || number as detail from (
         select id, number, coalesce(lag(number) over (partition by product_id order by number), 0) as before
         from stock_movements) followed
       where number <> before + 1`,
      `select l.id, 'a line of ' || l.qty || ' was sold, ' || coalesce(-m.sold, 0) || ' thousandths left the stock, '
         || coalesce(m.back, 0) || ' came back' as detail
       from invoice_items l join invoices i on i.id = l.invoice_id left join (
         select invoice_id, invoice_item_id, sum(case when kind = 'sale' then quantity else 0 end) as sold,
           sum(case when kind = 'restock' then quantity else 0 end) as back
         from stock_movements where invoice_id is not null group by invoice_id, invoice_item_id) m
       on m.invoice_item_id = l.id and m.invoice_id = i.id
       where i.invoice_no is not null and i.sent_at is null and l.catalog_item_id is not null
         and (coalesce(-m.sold, 0) <> round(cast(l.qty as numeric) * 1000) or m.back > -m.sold)`,
      `select n.id, 'a line that it restocks came back another time, or not at all' as detail
       from credit_notes n join credit_note_items c on c.credit_note_id = n.id
       join stock_movements s on s.invoice_item_id = c.invoice_item_id and s.invoice_id = n.invoice_id and s.kind = 'sale'
       left join stock_movements m on m.credit_note_id = n.id and m.invoice_item_id = c.invoice_item_id
         and m.invoice_id = n.invoice_id and m.store_id = s.store_id
       where (n.restock = 1 and coalesce(m.quantity, 0) <> round(cast(c.qty as numeric) * 1000))
         or (coalesce(n.restock, 0) = 0 and m.id is not null)`,
    ],
  },
  {
    name: 'events_have_outbox_rows',
    table: 'events',
    faults: [
      `select e.id, 'nothing tells of event ' || e.sequence as detail from events e
       where not exists (select 1 from outbox o where o.event_id = e.id and o.sequence = e.sequence)`,
    ],
  },
  {
    name: 'event_sequence_gapless',
    table: 'events',
    faults: [
      `select id, 'after sequence ' || before || ' comes ' || sequence as detail from (
         select id, sequence, coalesce(lag(sequence) over (order by sequence), 0) as before from events) followed
       where sequence <> before + 1`,
      `select 'event' as id, 'the counter says ' || value || ', the last sequence is ' || last as detail
       from (select coalesce(max(value), 0) as value from counters where name = 'event') counted
         cross join (select coalesce(max(sequence), 0) as last from events) e
       where value <> last`,
    ],
  },
  { name: 'invoice_numbers_gapless', table: 'invoices', faults: gaps('invoices', 'invoice_no', 'invoice') },
  {
    name: 'credit_note_numbers_gapless',
    table: 'credit_notes',
    faults: gaps('credit_notes', 'credit_note_no', 'credit_note'),
  },
  {
    name: 'sales_equal_ledger',
    table: 'sales_totals',
    faults: [
      `select kind || ' ' || currency || ' ' || starts_at as id,
         'the ledger has ' || sum(n) || ' with ' || sum(net) || ' and ' || sum(tax) || ' tax more than the totals' as detail
       from (select kind, currency, starts_at, n, net, tax from (${salesLedger}) l
         union all select kind, currency, starts_at, -count, -net_minor, -tax_minor from sales_totals) weighed
       group by kind, currency, starts_at having sum(n) <> 0 or sum(net) <> 0 or sum(tax) <> 0`,
    ],
  },
]
