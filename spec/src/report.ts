import { z } from '@hono/zod-openapi'
import { currency, minor, timestamp } from './field.ts'
import { defineRoute } from './route.ts'
import { timeZone } from './tenant.ts'

/** The most that one report holds: a leap year of days. Thirty years of months fit too. */
export const MAX_REPORT_PERIODS = 366

export const reportGranularities = ['day', 'month'] as const
export type ReportGranularity = (typeof reportGranularities)[number]

const CALENDAR_DATE = /^2\d{3}-\d{2}(-\d{2})?$/

/** `2026-06-28`, or `2026-06` for the whole month; years 2000 to 2999, so that a slip of the hand is told. */
const calendarDate = (description: string) =>
  z
    .string()
    .refine(isCalendarDate, {
      error: 'must be a date such as 2026-06-28, or a month such as 2026-06, of the years 2000 to 2999',
      params: { code: 'invalid_date' },
    })
    .optional()
    .openapi({ description, example: '2026-06-28', pattern: CALENDAR_DATE.source })

const count = (description: string) => z.int().openapi({ description, example: 3 })

const figures = {
  currency: currency(),
  count: count('Invoices sent or rung up as a sale, less those voided.'),
  gross_minor: minor('What they were sold for, with tax'),
  tax_minor: minor('The tax in it'),
  net_minor: minor('What they were sold for, without tax'),
  voided_count: count('Invoices voided: they are taken off the four figures before.'),
  voided_minor: minor('What was voided, with tax'),
  credited_count: count('Credit notes issued.'),
  credited_minor: minor('What they took back, with tax: not taken off the sales'),
  credited_tax_minor: minor('The tax in it'),
  refunded_count: count('Refunds that succeeded.'),
  refunded_minor: minor('What went back to customers'),
}

const SalesFigures = z.strictObject(figures).openapi('SalesFigures')
export type SalesFigures = z.infer<typeof SalesFigures>

const SalesPeriod = z
  .strictObject({
    period: z.string().openapi({ description: 'The day or the month.', example: '2026-06-28' }),
    starts_at: timestamp(),
    ends_at: timestamp().openapi({ description: 'The moment after: when the next period begins.' }),
    ...figures,
  })
  .openapi('SalesPeriod')
export type SalesPeriod = z.infer<typeof SalesPeriod>

export const SalesReport = z
  .strictObject({
    object: z.literal('sales_report'),
    granularity: z.enum(reportGranularities),
    time_zone: timeZone().openapi({ description: "The tenant's, in which the periods begin." }),
    from: z.string().openapi({ description: 'The first day.', example: '2026-06-28' }),
    to: z.string().openapi({ description: 'The last day, included.', example: '2026-06-28' }),
    data: z.array(SalesPeriod).openapi({
      description: 'Oldest first: every period, once for each currency that has any figure in the report.',
    }),
    totals: z.array(SalesFigures).openapi({ description: 'The sum of all periods, by currency.' }),
    livemode: z.boolean(),
  })
  .openapi('SalesReport')
export type SalesReport = z.infer<typeof SalesReport>

const figuresExample = {
  currency: 'INR',
  count: 3,
  gross_minor: 42_840,
  tax_minor: 2_040,
  net_minor: 40_800,
  voided_count: 1,
  voided_minor: 14_280,
  credited_count: 1,
  credited_minor: 7_140,
  credited_tax_minor: 340,
  refunded_count: 1,
  refunded_minor: 7_140,
}

export const retrieveSalesReport = defineRoute({
  operationId: 'retrieveSalesReport',
  method: 'get',
  path: '/reports/sales',
  tag: 'Reports',
  summary: 'Report the sales',
  description: `What was sold, credited and refunded, by day or month of the tenant's time zone and by currency. Equals the ledger. Up to ${MAX_REPORT_PERIODS} periods.`,
  scope: 'reports:read',
  query: z.strictObject({
    granularity: z.enum(reportGranularities).optional().openapi({
      default: 'day',
      description: 'What a period is.',
    }),
    from: calendarDate('First day, or month. Left out: 30 days, or 12 months, that end with `to`.'),
    to: calendarDate('Last day, or month, included. Left out: today.'),
    currency: currency().optional().openapi({ description: 'This currency alone.' }),
  }),
  answers: {
    200: {
      description: 'The report.',
      schema: SalesReport,
      example: {
        object: 'sales_report',
        granularity: 'day',
        time_zone: 'Asia/Kolkata',
        from: '2026-06-28',
        to: '2026-06-28',
        data: [
          {
            period: '2026-06-28',
            starts_at: '2026-06-27T18:30:00.000Z',
            ends_at: '2026-06-28T18:30:00.000Z',
            ...figuresExample,
          },
        ],
        totals: [figuresExample],
        livemode: false,
      },
    },
  },
  problems: [],
})

/** `Date` rolls the 31st of June over into July; a date that exists comes back as it was. */
function isCalendarDate(text: string): boolean {
  if (!CALENDAR_DATE.test(text)) return false
  const day = text.length === 'YYYY-MM'.length ? `${text}-01` : text
  const time = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
}
