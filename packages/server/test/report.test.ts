import { describe, expect, test } from 'vitest'
import { credit, expectCleanBooks, pay, sentInvoice } from './support/books.ts'
import { type TestTenant, useServer } from './support/harness.ts'
import { noSales } from './support/sales.ts'

const { openTenant } = useServer({ now: new Date('2026-06-28T10:14:22Z') })

const sales = async ({ api }: TestTenant, query = '') => (await api('GET', `/reports/sales?${query}`)).body
const advance = async ({ api }: TestTenant, to: string) => {
  const { body } = await api('POST', '/test/clock/advance', { body: { to } })
  expect(body.done).toBe(true)
}
const taxed = (rate: number, currency = 'INR') => ({
  currency,
  items: [{ description: 'Chair', qty: 1, rate, tax_rate: 18 }],
})

describe('sales', () => {
  test('of a new tenant are nothing: the last 30 days, and no figures', async () => {
    expect(await sales(await openTenant())).toEqual({
      object: 'sales_report',
      granularity: 'day',
      time_zone: 'Asia/Kolkata',
      from: '2026-05-30',
      to: '2026-06-28',
      data: [],
      totals: [],
      livemode: false,
    })
  })

  test('each act counts at its own time, whatever it belongs to', async () => {
    const tenant = await openTenant()
    const { id } = await sentInvoice(tenant, [], taxed(100))
    const gone = await sentInvoice(tenant, [], taxed(50))
    await advance(tenant, '2026-06-28T18:30:00.000Z') // midnight in Kolkata
    await pay(tenant, id, { amount: 118 })
    await credit(tenant, id, { refund: true })
    await tenant.api('POST', `/invoices/${gone.id}/void`)
    const { data, totals } = await sales(tenant, 'from=2026-06-28&to=2026-06-29')
    expect(data).toEqual([
      {
        ...noSales,
        period: '2026-06-28',
        starts_at: '2026-06-27T18:30:00.000Z',
        ends_at: '2026-06-28T18:30:00.000Z',
        currency: 'INR',
        count: 2,
        gross_minor: 17_700,
        tax_minor: 2_700,
        net_minor: 15_000,
      },
      {
        ...noSales,
        period: '2026-06-29',
        starts_at: '2026-06-28T18:30:00.000Z',
        ends_at: '2026-06-29T18:30:00.000Z',
        currency: 'INR',
        count: -1,
        gross_minor: -5_900,
        tax_minor: -900,
        net_minor: -5_000,
        voided_count: 1,
        voided_minor: 5_900,
        credited_count: 1,
        credited_minor: 11_800,
        credited_tax_minor: 1_800,
        refunded_count: 1,
        refunded_minor: 11_800,
      },
    ])
    expect(totals).toMatchObject([{ currency: 'INR', count: 1, gross_minor: 11_800, refunded_minor: 11_800 }])
    await expectCleanBooks(tenant)
  })

  test('drafts, payments, losses and invoices over nothing are none', async () => {
    const tenant = await openTenant()
    await tenant.api('POST', '/invoices', { body: taxed(100) })
    await sentInvoice(tenant, [0])
    expect((await sales(tenant)).data).toEqual([])
    const [paid, lost] = [await sentInvoice(tenant), await sentInvoice(tenant)]
    const before = await sales(tenant)
    await pay(tenant, paid.id, { amount: 40 })
    await tenant.api('POST', `/invoices/${lost.id}/mark-uncollectible`)
    expect(await sales(tenant)).toEqual(before)
  })

  test('a refund that waits for the gateway counts once it has succeeded', async () => {
    const tenant = await openTenant()
    await tenant.api('POST', '/test/trigger', { body: { type: 'invoice.refunded' } })
    const { totals } = await sales(tenant)
    expect(totals).toMatchObject([{ refunded_count: 1 }])
    await expectCleanBooks(tenant)
  })

  test('currencies stand apart, each in every period, and can be asked for alone', async () => {
    const tenant = await openTenant()
    await sentInvoice(tenant, [], taxed(100))
    await advance(tenant, '2026-06-30T10:00:00.000Z')
    await sentInvoice(tenant, [], taxed(1000, 'JPY'))
    const rows = (body: { data: { period: string; currency: string; gross_minor: number }[] }) =>
      body.data.map(({ period, currency, gross_minor }) => [period, currency, gross_minor])
    const query = 'from=2026-06-28&to=2026-06-30'
    expect(rows(await sales(tenant, query))).toEqual([
      ['2026-06-28', 'INR', 11_800],
      ['2026-06-28', 'JPY', 0],
      ['2026-06-29', 'INR', 0],
      ['2026-06-29', 'JPY', 0],
      ['2026-06-30', 'INR', 0],
      ['2026-06-30', 'JPY', 1_180],
    ])
    expect(rows(await sales(tenant, `${query}&currency=JPY`))).toHaveLength(3)
    expect(await sales(tenant, `${query}&currency=KWD`)).toMatchObject({ data: [], totals: [] })
  })

  test('sums beyond the largest amount keep their last digit where a number can', async () => {
    const tenant = await openTenant()
    const items = [{ description: 'Bridge', qty: 1, rate_minor: 999_999_999_999_999 }]
    for (let n = 0; n < 3; n += 1) await sentInvoice(tenant, [], { items })
    expect((await sales(tenant)).totals).toMatchObject([{ count: 3, gross_minor: 2_999_999_999_999_997 }])
  })

  test('sums beyond what a number holds are exact: what is left when most of it is voided', async () => {
    const tenant = await openTenant()
    const amounts = Array.from({ length: 10 }, (_, n) => 10 ** 15 - n)
    for (const rate_minor of amounts) {
      const items = [{ description: 'Bridge', qty: 1, rate_minor }]
      const { id } = await sentInvoice(tenant, [], { items })
      if (rate_minor < 10 ** 15) await tenant.api('POST', `/invoices/${id}/void`)
    }
    const [total] = (await sales(tenant)).totals
    expect(total).toMatchObject({ gross_minor: 10 ** 15, voided_minor: 9 * 10 ** 15 - 45 })
    await expectCleanBooks(tenant)
  })

  test('sales made at the same moment are all counted', async () => {
    const tenant = await openTenant()
    await Promise.all(Array.from({ length: 20 }, () => sentInvoice(tenant)))
    expect((await sales(tenant)).totals).toMatchObject([{ count: 20, gross_minor: 200_000 }])
    await expectCleanBooks(tenant)
  })

  test('what was lost before the commit isn’t counted, what was sent twice is counted once', async () => {
    const tenant = await openTenant()
    const { id } = await sentInvoice(tenant)
    const before = await sales(tenant)
    const faulty = { headers: { 'X-Test-Fault': 'before_commit' } }
    await expect(tenant.api('POST', `/invoices/${id}/void`, faulty)).rejects.toThrow('fetch failed')
    expect(await sales(tenant)).toEqual(before)
    const keyed = { idempotencyKey: `void-${id}` }
    for (let n = 0; n < 2; n += 1) await tenant.api('POST', `/invoices/${id}/void`, keyed)
    expect((await sales(tenant)).totals).toMatchObject([{ count: 0, voided_count: 1 }])
  })

  test('a month that is asked for in part holds that part', async () => {
    const tenant = await openTenant()
    await sentInvoice(tenant)
    const { data } = await sales(tenant, 'granularity=month&from=2026-06-28&to=2026-07-02')
    expect(
      data.map(({ period, starts_at, ends_at, count }: Record<string, unknown>) => [
        period,
        starts_at,
        ends_at,
        count,
      ]),
    ).toEqual([
      ['2026-06', '2026-06-27T18:30:00.000Z', '2026-06-30T18:30:00.000Z', 1],
      ['2026-07', '2026-06-30T18:30:00.000Z', '2026-07-02T18:30:00.000Z', 0],
    ])
  })

  test('another time zone cuts all of it anew, the past too', async () => {
    const tenant = await openTenant()
    await advance(tenant, '2026-06-28T20:00:00.000Z') // the 29th in Kolkata
    await sentInvoice(tenant)
    const day = async () =>
      (await sales(tenant)).data.find(({ count }: { count: number }) => count > 0).period
    expect(await day()).toBe('2026-06-29')
    await tenant.api('PATCH', '/tenant', { body: { time_zone: 'America/New_York' } })
    expect(await day()).toBe('2026-06-28')
  })

  test.each([
    ['granularity=week', '/granularity', 'invalid_value'],
    ['from=28-06-2026', '/from', 'invalid_date'],
    ['from=2026-02-30', '/from', 'invalid_date'],
    ['to=2026-13', '/to', 'invalid_date'],
    ['to=1999-12-31', '/to', 'invalid_date'],
    ['to=2026-06-28T00:00:00Z', '/to', 'invalid_date'],
    ['currency=inr', '/currency', 'unknown_currency'],
    ['from=2026-06-29&to=2026-06-28', '/to', 'ends_before_it_begins'],
    ['from=2024-01-01&to=2026-01-01', '/from', 'too_many_periods'],
    ['from=2027', '/from', 'invalid_date'],
    ['store=1', '/store', 'unknown_field'],
  ])('%s is refused', async (query, pointer, code) => {
    const tenant = await openTenant()
    const { status, body } = await tenant.api('GET', `/reports/sales?${query}`)
    expect([status, body.code]).toEqual([422, 'validation_failed'])
    expect(body.errors).toEqual([{ pointer, in: 'query', code, detail: expect.any(String) }])
  })

  test('need the scope reports:read, and are each tenant’s and each mode’s own', async () => {
    const [tenant, other] = [await openTenant(), await openTenant()]
    await sentInvoice(tenant)
    expect((await sales(other)).data).toEqual([])
    expect((await tenant.live('GET', '/reports/sales')).body).toMatchObject({ data: [], livemode: true })
    const keyOf = async (scope: string) =>
      (await tenant.api('POST', '/api-keys', { body: { kind: 'secret', scopes: [scope] } })).body.secret
    const ask = async (scope: string) =>
      (await tenant.api('GET', '/reports/sales', { key: await keyOf(scope) })).status
    expect([await ask('reports:read'), await ask('ledger:read')]).toEqual([200, 403])
  })
})
