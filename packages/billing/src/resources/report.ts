import type { ApiClient, Call, CallOptions, components, Input } from '@bahi/core'

/** What was sold, exact against the ledger. Amounts are in minor units. */
export class Reports {
  readonly #client: ApiClient

  constructor(client: ApiClient) {
    this.#client = client
  }

  /**
   * Sales, voids, credits and refunds by day or month of the tenant's time zone and by currency: the last 30 days if
   * nothing is asked for. `from` and `to` are dates or months, both included.
   *
   * @example
   * const { data, totals } = await billing.reports.sales({ granularity: 'month', from: '2026-01', to: '2026-12' })
   */
  sales(query?: SalesReportQuery, options?: CallOptions): Call<SalesReport> {
    return this.#client.request('get', '/reports/sales', { query }, options)
  }
}

/** Count, gross, tax, net and refunds of a period in one currency, in minor units. */
export type SalesFigures = components['schemas']['SalesFigures']
/** A day or month with its figures. */
export type SalesPeriod = components['schemas']['SalesPeriod']
/** Sales by period, in the time zone of the tenant. */
export type SalesReport = components['schemas']['SalesReport']
/** Which days, by day or by month. */
export type SalesReportQuery = NonNullable<Input<'get', '/reports/sales'>['query']>
