import type { Tables } from '../tables/tables.ts'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS

/** From the first request on, by the environment's clock. Source: WIRE §2. */
export const IDEMPOTENCY_KEEP_MS = 72 * HOUR_MS
/** A dead letter, and what waits for a disabled endpoint. Source: WIRE §5. */
export const DELIVERY_KEEP_MS = 30 * DAY_MS
/** The clocks of several servers differ, and one may be put right: what has ended by one of them goes so much later. */
export const CLOCKS_APART_MS = HOUR_MS

/** What is kept for a while, in the words of docs/time.md. */
export interface Keep {
  readonly what: string
  readonly howLong: string
  readonly why: string
}

/** Rows that nobody needs any more once `since` lies so long back. */
interface Stale<T extends keyof Tables> {
  readonly key: keyof Tables[T] & string
  readonly since: keyof Tables[T] & string
  readonly ageMs: number
  /** The kind of appointment that needs its subject's row, however old. */
  readonly awaits?: string
}

type KeptForGood = { readonly forGood: string }
type KeptForAWhile<T extends keyof Tables> = Keep & { readonly stale?: Stale<T> }

const forGood = (why: string): KeptForGood => ({ forGood: why })
const aRecord = forGood('a record: it can be listed for as long as its maker wants')
const theBooks = forGood('the books: nothing in them is ever deleted')

/** What becomes of the rows of each table. What is `stale` goes by the purge, the rest by acts of its own. */
export const keeps: { readonly [T in keyof Tables]: KeptForGood | KeptForAWhile<T> } = {
  tenant: forGood('one row'),
  api_keys: forGood('a record: the list tells of revoked and expired keys too, and there are few'),
  contacts: aRecord,
  products: aRecord,
  stores: aRecord,
  stock_levels: theBooks,
  stock_movements: theBooks,
  invoices: aRecord,
  invoice_items: aRecord,
  billables: aRecord,
  ledger_entries: theBooks,
  ledger_postings: theBooks,
  payments: theBooks,
  credit_notes: theBooks,
  credit_note_items: theBooks,
  refunds: theBooks,
  sales_totals: forGood('what the reports read and the audit proves'),
  counters: forGood('one row a series and year'),
  events: forGood('a record: who reads since a sequence loses nothing'),
  outbox: forGood('the audit looks for the row of every event'),
  webhook_endpoints: aRecord,
  payment_links: aRecord,
  simulated_records: forGood('the books of the simulated gateway, as a real one keeps its own'),
  schedule: forGood('what is still to be done: a row goes when it is'),
  leases: forGood('one row a lease'),
  deliveries: {
    what: 'A dead letter, and what waits for a disabled endpoint',
    howLong: '30 days',
    why: 'time to mend a receiver; deliveries that succeeded or were cancelled stay',
  },
  delivery_attempts: {
    what: 'An attempt',
    howLong: 'as long as its delivery',
    why: 'it tells of that delivery',
  },
  idempotency_keys: {
    what: 'An `Idempotency-Key` with its answer',
    howLong: '72 hours',
    why: 'after that the key is new again',
    stale: { key: 'key', since: 'expires_at', ageMs: CLOCKS_APART_MS },
  },
  webhook_secrets: {
    what: 'A rotated webhook secret',
    howLong: 'its grace period',
    why: 'it signs nothing after that',
    stale: { key: 'id', since: 'expires_at', ageMs: CLOCKS_APART_MS },
  },
  notifications: {
    what: 'A message to a person, once sent or given up',
    howLong: '30 days from its writing',
    why: 'time to see why one did not arrive; it holds an e-mail address',
    stale: { key: 'id', since: 'created_at', ageMs: 30 * DAY_MS, awaits: 'notification' },
  },
  gateway_events: {
    what: "The id of a gateway's report",
    howLong: '30 days',
    why: "Razorpay repeats a report for 24 hours; after that the payment's own id lets none post twice",
    stale: { key: 'id', since: 'received_at', ageMs: 30 * DAY_MS },
  },
}

/** What belongs to no environment. */
export const platformKeeps: readonly Keep[] = [
  {
    what: 'A window of the rate limits, on PostgreSQL',
    howLong: '5 minutes after its end, or until the next request',
    why: 'it counts nothing after that; in memory it goes at its end',
  },
  {
    what: 'What a test environment was before its reset, on PostgreSQL',
    howLong: 'until `tenant purge`',
    why: 'a ledger is in it, so an operator decides; on SQLite its file goes at once',
  },
]

/** What the purge looks for, table by table. */
export interface StaleRows {
  readonly table: string
  readonly key: string
  readonly since: string
  readonly ageMs: number
  readonly awaits?: string
}

export const staleRows: readonly StaleRows[] = Object.entries(keeps).flatMap(([table, keep]) =>
  'stale' in keep && keep.stale !== undefined ? [{ table, ...keep.stale }] : [],
)
