import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest'
import { type Billing, isProblem, type SalesReport } from '../src/index.ts'
import { Reports } from '../src/resources/report.ts'
import { failureOf, served, ways } from './served.ts'

describe.each(ways)('%s', (way) => {
  let server: Awaited<ReturnType<typeof served>>
  let billing: Billing

  beforeAll(async () => {
    server = await served(way)
    billing = server.billing
    const items = [{ description: 'Work', qty: 1, rate: 100, tax_rate: 18 }]
    const { id } = await billing.invoices.create({ items })
    await billing.invoices.send(id)
  })
  afterAll(() => server.close())

  test('reports: sales by day, the last 30 days of the tenant’s time zone', async () => {
    const report = await billing.reports.sales()
    expectTypeOf(report).toEqualTypeOf<SalesReport>()
    expect(report).toMatchObject({
      object: 'sales_report',
      granularity: 'day',
      to: report.data.at(-1)?.period,
    })
    expect(report.data).toHaveLength(30)
    expect(report.data.filter(({ count }) => count > 0)).toMatchObject([
      { currency: 'INR', gross_minor: 11_800 },
    ])
    expect(report.totals).toMatchObject([{ gross_minor: 11_800, tax_minor: 1_800, net_minor: 10_000 }])
  })

  test('reports: sales by month, of one currency, by the resource alone', async () => {
    const reports = new Reports(billing.client)
    const { data } = await reports.sales({ granularity: 'month', currency: 'INR' })
    expect(data).toHaveLength(12)
    expect(data.map(({ count }) => count).filter((count) => count > 0)).toEqual([1])
    expect((await reports.sales({ currency: 'JPY' })).totals).toEqual([])
  })

  test('reports: a question that has no answer says what to ask', async () => {
    const error = await failureOf(billing.reports.sales({ from: '2024-01-01', to: '2026-01-01' }))
    if (!isProblem(error, 'validation_failed')) throw error
    expect(error.problem.errors).toMatchObject([{ pointer: '/from', code: 'too_many_periods' }])
    expect(error.problem.errors[0]?.detail).toContain('Ask for months')
  })
})
