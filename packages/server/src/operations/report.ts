import type { ReportGranularity, SalesFigures, SalesPeriod, SalesReport } from '@bahi/spec'
import { sql } from 'kysely'
import { Refusal } from '../kit/errors.ts'
import { addSums, figuresOf, type KindSum } from '../rules/report.ts'
import { type Period, spanOf } from '../rules/report-period.ts'
import type { Tx } from '../store/store.ts'
import type { SalesKind } from '../tables/report.ts'
import { loadTenant } from './tenant.ts'

export interface SalesReportQuery {
  readonly granularity?: ReportGranularity | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly currency?: string | undefined
}

/** Cut by the zone that the tenant has now, whatever it was when the sales were made. */
export async function retrieveSalesReport(
  tx: Tx,
  { granularity = 'day', from, to, currency }: SalesReportQuery,
): Promise<SalesReport> {
  const { time_zone: timeZone } = await loadTenant(tx)
  const span = spanOf({ granularity, timeZone, now: tx.now, from, to })
  if ('fault' in span) throw new Refusal('validation_failed', { errors: [span.fault] })
  const sums = await loadSums(tx, span.periods, currency)
  const sumsOf = Map.groupBy(sums, ({ index }) => index)
  const currencies = [...new Set(sums.map((sum) => sum.currency))].sort()
  return {
    object: 'sales_report',
    granularity,
    time_zone: timeZone,
    from: span.from,
    to: span.to,
    data: span.periods.flatMap((period, index) => viewPeriod(period, currencies, sumsOf.get(index) ?? [])),
    totals: currencies.map((code) => viewFigures(code, sums)),
    livemode: tx.livemode,
  }
}

interface PeriodSum extends KindSum {
  /** Of the period. */
  readonly index: number
  readonly currency: string
  readonly kind: SalesKind
}

function viewPeriod(
  period: Period,
  currencies: readonly string[],
  sums: readonly PeriodSum[],
): SalesPeriod[] {
  return currencies.map((currency) => ({
    period: period.name,
    starts_at: new Date(period.startsAt).toISOString(),
    ends_at: new Date(period.endsAt).toISOString(),
    ...viewFigures(currency, sums),
  }))
}

function viewFigures(currency: string, sums: readonly PeriodSum[]): SalesFigures {
  const byKind: Partial<Record<SalesKind, KindSum>> = {}
  for (const sum of sums) {
    if (sum.currency === currency) byKind[sum.kind] = addSums(byKind[sum.kind], sum)
  }
  return figuresOf(currency, byKind)
}

/**
 * A query for each period, so that each is one look into the index: joined to a table of bounds, both engines can choose to
 * read all for each. Sums as text: they may be more than a double keeps.
 */
async function loadSums(
  tx: Tx,
  periods: readonly Period[],
  currency: string | undefined,
): Promise<PeriodSum[]> {
  const ofCurrency = currency === undefined ? sql`` : sql`and currency = ${currency}`
  const queries = periods.map(
    ({ startsAt, endsAt }, index) => sql`
      select ${sql.lit(index)} as "index", currency, kind, cast(sum(count) as text) as count,
        cast(sum(net_minor) as text) as net, cast(sum(tax_minor) as text) as tax
      from sales_totals where starts_at >= ${startsAt} and starts_at < ${endsAt} ${ofCurrency}
      group by currency, kind`,
  )
  const { rows } = await sql<
    { index: number; currency: string; kind: SalesKind } & Record<'count' | 'net' | 'tax', string>
  >`${sql.join(queries, sql` union all `)}`.execute(tx.db)
  return rows.map(({ count, net, tax, ...row }) => ({
    ...row,
    count: BigInt(count),
    net: BigInt(net),
    tax: BigInt(tax),
  }))
}
