import type { TestTenant } from './harness.ts'

/** A row of the report without its times. */
export type Figures = { readonly currency: string } & Readonly<Record<string, number | string>>

interface Entry {
  readonly kind: string
  readonly created_at: string
  readonly postings: readonly {
    readonly account: string
    readonly currency: string
    readonly amount_minor: number
  }[]
}

/** All of the ledger, page by page. */
export async function entriesOf({ api }: TestTenant): Promise<Entry[]> {
  const entries: Entry[] = []
  for (let cursor = ''; ; ) {
    const { body } = await api('GET', `/ledger/entries?limit=100${cursor}`)
    entries.push(...body.data)
    if (!body.has_more) return entries
    cursor = `&cursor=${body.next_cursor}`
  }
}

interface Cut {
  readonly timeZone: string
  readonly granularity: 'day' | 'month'
}

/** What a report must say, worked out from the entries one by one: `2026-06-28 INR` and its figures. */
export function figuresByPeriod(
  entries: readonly Entry[],
  { timeZone, granularity }: Cut,
): Map<string, Figures> {
  const date = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  const keyOf = ({ created_at, postings }: Entry) => {
    const day = date.format(new Date(created_at))
    return `${granularity === 'day' ? day : day.slice(0, 7)} ${postings[0]?.currency}`
  }
  const told = entries.filter(({ kind }) => kind in meanings)
  return new Map(
    [...Map.groupBy(told, keyOf)].map(([key, own]) => {
      const [sum] = addedUp(own.map(figuresOf))
      if (sum === undefined) throw new Error(`${key} has no figures`)
      return [key, sum]
    }),
  )
}

/** The sums of rows, one row a currency, by its code. */
export function addedUp(rows: readonly Figures[]): Figures[] {
  const byCurrency = [...Map.groupBy(rows, ({ currency }) => currency)].sort(([a], [b]) => (a < b ? -1 : 1))
  return byCurrency.map(([currency, own]) => ({
    ...Object.fromEntries(
      Object.keys(noSales).map((name) => [name, own.reduce((sum, row) => sum + Number(row[name]), 0)]),
    ),
    currency,
  }))
}

/** The figures of a time in which nothing was sold. */
export const noSales = {
  count: 0,
  gross_minor: 0,
  tax_minor: 0,
  net_minor: 0,
  voided_count: 0,
  voided_minor: 0,
  credited_count: 0,
  credited_minor: 0,
  credited_tax_minor: 0,
  refunded_count: 0,
  refunded_minor: 0,
}

type Moved = (account: string) => number

const sold = (moved: Moved) => ({
  gross_minor: -moved('sales') - moved('tax_payable'),
  tax_minor: -moved('tax_payable'),
  net_minor: -moved('sales'),
})

/** Each kind of entry, in debits. */
const meanings: Readonly<Record<string, (moved: Moved) => Partial<typeof noSales>>> = {
  invoice_sent: (moved) => ({ count: 1, ...sold(moved) }),
  invoice_voided: (moved) => ({
    count: -1,
    ...sold(moved),
    voided_count: 1,
    voided_minor: moved('sales') + moved('tax_payable'),
  }),
  credit_note: (moved) => ({
    credited_count: 1,
    credited_minor: moved('sales') + moved('tax_payable'),
    credited_tax_minor: moved('tax_payable'),
  }),
  refund: (moved) => ({ refunded_count: 1, refunded_minor: moved('customer_credit') }),
}

function figuresOf({ kind, postings }: Entry): Figures {
  const moved = (name: string) =>
    postings.reduce((sum, { account, amount_minor }) => sum + (account === name ? amount_minor : 0), 0)
  return { ...noSales, ...meanings[kind]?.(moved), currency: postings[0]?.currency ?? '' }
}
