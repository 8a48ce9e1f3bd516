import { MAX_REPORT_PERIODS } from '@bahi/spec'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { figuresOf, quarterOf, tallyOf } from '../../src/rules/report.ts'
import { type Period, type SpanQuery, spanOf } from '../../src/rules/report-period.ts'

const HOUR = 3_600_000
const now = new Date('2026-06-28T10:14:22Z')

function span(query: Partial<SpanQuery>) {
  const found = spanOf({ granularity: 'day', timeZone: 'Asia/Kolkata', now, ...query })
  if ('fault' in found) throw new Error(found.fault.code)
  return found
}

function faultOf(query: Partial<SpanQuery>) {
  const found = spanOf({ granularity: 'day', timeZone: 'Asia/Kolkata', now, ...query })
  return 'fault' in found ? found.fault : null
}

const hours = ({ startsAt, endsAt }: Period) => (endsAt - startsAt) / HOUR

/** The date on a zone's clocks, told by `Intl` alone. */
function dateTeller(timeZone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  return (at) => format.format(at)
}

const anyZone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'))
const anyDate = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2037-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const anySpan = fc.record({ timeZone: anyZone, from: anyDate, days: fc.integer({ min: 1, max: 60 }) })

const plusDays = (date: string, days: number) =>
  new Date(Date.parse(date) + days * 24 * HOUR).toISOString().slice(0, 10)

describe('periods', () => {
  test('days divide time in every zone: no gap, no overlap, each from the first moment of its date', () => {
    fc.assert(
      fc.property(anySpan, ({ timeZone, from, days }) => {
        const dateAt = dateTeller(timeZone)
        const { periods } = span({ timeZone, from, to: plusDays(from, days - 1) })
        expect(periods.map(({ name }) => name)).toEqual(
          Array.from({ length: days }, (_, n) => plusDays(from, n)),
        )
        for (const [index, { name, startsAt, endsAt }] of periods.entries()) {
          expect(periods[index + 1]?.startsAt ?? endsAt).toBe(endsAt)
          expect(dateAt(startsAt - 1) < name).toBe(true)
          // A zone that crossed the date line skipped a day: it is there, and has no time in it.
          if (startsAt === endsAt) continue
          expect([dateAt(startsAt), dateAt(endsAt - 1)]).toEqual([name, name])
        }
      }),
    )
  })

  test('days and months begin with a quarter of an hour in every zone', () => {
    fc.assert(
      fc.property(anySpan, fc.constantFrom('day', 'month'), ({ timeZone, from }, granularity) => {
        const { periods } = span({ granularity, timeZone, from, to: plusDays(from, 300) })
        for (const { startsAt } of periods) expect(quarterOf(startsAt)).toBe(startsAt)
      }),
    )
  })

  test('months are made of their days', () => {
    fc.assert(
      fc.property(anySpan, ({ timeZone, from, days }) => {
        const asked = { timeZone, from, to: plusDays(from, days * 6) }
        const { periods: inDays } = span(asked)
        const months = Map.groupBy(inDays, ({ name }) => name.slice(0, 7))
        const joined = [...months].map(([name, own]) => ({
          name,
          startsAt: own[0]?.startsAt,
          endsAt: own.at(-1)?.endsAt,
        }))
        expect(span({ ...asked, granularity: 'month' }).periods).toEqual(joined)
      }),
    )
  })

  test.each([
    ['Europe/Berlin', '2026-03-29', 23],
    ['Europe/Berlin', '2026-10-25', 25],
    ['America/New_York', '2026-03-08', 23],
    ['America/New_York', '2026-11-01', 25],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
    ['Africa/Cairo', '2026-04-24', 23], // midnight is skipped
    ['America/Havana', '2026-11-01', 25], // midnight comes twice
    ['Asia/Kolkata', '2026-03-29', 24],
    ['Pacific/Apia', '2011-12-30', 0], // never came
  ])('%s: %s has %s hours', (timeZone, date, length) => {
    expect(span({ timeZone, from: date, to: date }).periods.map(hours)).toEqual([length])
  })

  test('left out, they are 30 days or 12 months up to today where the tenant is', () => {
    const late = { now: new Date('2026-06-28T20:00:00Z') }
    expect(span({})).toMatchObject({ from: '2026-05-30', to: '2026-06-28' })
    expect(span(late).to).toBe('2026-06-29')
    expect(span({ ...late, timeZone: 'America/New_York' }).to).toBe('2026-06-28')
    const months = span({ granularity: 'month' })
    expect(months).toMatchObject({ from: '2025-07-01', to: '2026-06-28' })
    expect(months.periods).toHaveLength(12)
  })

  test('a month stands for its first day in `from` and its last in `to`', () => {
    expect(span({ from: '2028-02', to: '2028-02' })).toMatchObject({ from: '2028-02-01', to: '2028-02-29' })
  })

  test('are refused when they end before they begin, and beyond the bound', () => {
    expect(faultOf({ from: '2026-07-01', to: '2026-06-30' })).toMatchObject({
      pointer: '/to',
      code: 'ends_before_it_begins',
    })
    expect(faultOf({ from: '2026-06-29' })).toMatchObject({
      pointer: '/from',
      code: 'ends_before_it_begins',
    })
    const year = { from: '2024-01-01', to: '2024-12-31' }
    expect(span(year).periods).toHaveLength(MAX_REPORT_PERIODS)
    expect(faultOf({ ...year, to: '2025-01-01' })).toMatchObject({
      pointer: '/from',
      code: 'too_many_periods',
    })
    expect(span({ granularity: 'month', from: '2000-01', to: '2030-06' }).periods).toHaveLength(366)
    expect(faultOf({ granularity: 'month', from: '2000-01', to: '2030-07' })?.code).toBe('too_many_periods')
  })
})

describe('figures', () => {
  const posting = (account: 'sales' | 'tax_payable' | 'accounts_receivable', amountMinor: number) => ({
    account,
    currency: 'KWD',
    amountMinor,
  })

  test('an entry without tax, or with nothing but tax, has its other half', () => {
    expect(tallyOf('invoice_sent', [posting('accounts_receivable', 5), posting('sales', -5)])).toEqual({
      kind: 'invoice_sent',
      currency: 'KWD',
      netMinor: 5,
      taxMinor: 0,
    })
    expect(
      tallyOf('credit_note', [posting('tax_payable', 1), posting('accounts_receivable', -1)]),
    ).toMatchObject({ netMinor: 0, taxMinor: 1 })
  })

  test('payments and losses are no matter of sales', () => {
    const postings = [posting('accounts_receivable', 5), posting('sales', -5)]
    expect([tallyOf('payment', postings), tallyOf('write_off', postings)]).toEqual([null, null])
  })

  test('what was voided is taken off, what was credited is not', () => {
    const sum = (count: bigint, net: bigint, tax: bigint) => ({ count, net, tax })
    expect(
      figuresOf('INR', {
        invoice_sent: sum(3n, 300n, 54n),
        invoice_voided: sum(1n, 100n, 18n),
        credit_note: sum(1n, 50n, 9n),
        refund: sum(1n, 59n, 0n),
      }),
    ).toEqual({
      currency: 'INR',
      count: 2,
      gross_minor: 236,
      tax_minor: 36,
      net_minor: 200,
      voided_count: 1,
      voided_minor: 118,
      credited_count: 1,
      credited_minor: 59,
      credited_tax_minor: 9,
      refunded_count: 1,
      refunded_minor: 59,
    })
  })
})
