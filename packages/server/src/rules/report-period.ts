import { MAX_REPORT_PERIODS, type ReportGranularity } from '@bahi/spec'
import { Temporal } from 'temporal-polyfill'
import type { FieldError } from '../kit/errors.ts'

export interface Period {
  /** `2026-06-28` or `2026-06`. */
  readonly name: string
  /** Epoch milliseconds; the end is when the next period begins. */
  readonly startsAt: number
  readonly endsAt: number
}

export interface Span {
  /** The first day and the last, as dates. */
  readonly from: string
  readonly to: string
  /** From first to last without a gap. A month that isn't asked for whole is there in part. */
  readonly periods: readonly Period[]
}

export interface SpanQuery {
  readonly granularity: ReportGranularity
  readonly timeZone: string
  readonly now: Date
  /** `2026-06-28` or `2026-06`; the last day is included. */
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** The days or months that are asked for, as the zone's clocks tell them. */
export function spanOf(query: SpanQuery): Span | { readonly fault: FieldError } {
  const { granularity, timeZone } = query
  const to = query.to === undefined ? today(query) : lastDay(query.to)
  const from = query.from === undefined ? defaultStart(to, granularity) : firstDay(query.from)
  if (Temporal.PlainDate.compare(from, to) > 0) return { fault: endsBefore(query, { from, to }) }
  if (periodsBetween(from, to, granularity) > MAX_REPORT_PERIODS) return { fault: tooLong(granularity) }
  return { from: String(from), to: String(to), periods: cut(from, to, { granularity, timeZone }) }
}

const today = ({ now, timeZone }: SpanQuery) =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()

const isMonth = (text: string) => text.length === 'YYYY-MM'.length

const firstDay = (text: string) => Temporal.PlainDate.from(isMonth(text) ? `${text}-01` : text)

function lastDay(text: string): Temporal.PlainDate {
  const first = firstDay(text)
  return isMonth(text) ? first.with({ day: first.daysInMonth }) : first
}

const DEFAULT_DAYS = 30
const DEFAULT_MONTHS = 12

const defaultStart = (to: Temporal.PlainDate, granularity: ReportGranularity) =>
  granularity === 'day'
    ? to.subtract({ days: DEFAULT_DAYS - 1 })
    : to.with({ day: 1 }).subtract({ months: DEFAULT_MONTHS - 1 })

function periodsBetween(
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  granularity: ReportGranularity,
): number {
  if (granularity === 'day') return from.until(to).days + 1
  return (to.year - from.year) * 12 + to.month - from.month + 1
}

function cut(
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  { granularity, timeZone }: Pick<SpanQuery, 'granularity' | 'timeZone'>,
): Period[] {
  const periods: Period[] = []
  const end = to.add({ days: 1 })
  // Midnight may be skipped or come twice: a day begins with the first moment that has its date.
  const begins = (date: Temporal.PlainDate) => date.toZonedDateTime(timeZone).epochMilliseconds
  for (let date = from; Temporal.PlainDate.compare(date, end) < 0; ) {
    const next = earlier(granularity === 'day' ? date.add({ days: 1 }) : startOfNextMonth(date), end)
    const name = granularity === 'day' ? String(date) : String(date.toPlainYearMonth())
    periods.push({ name, startsAt: begins(date), endsAt: begins(next) })
    date = next
  }
  return periods
}

const startOfNextMonth = (date: Temporal.PlainDate) => date.with({ day: 1 }).add({ months: 1 })

const earlier = (a: Temporal.PlainDate, b: Temporal.PlainDate) =>
  Temporal.PlainDate.compare(a, b) < 0 ? a : b

interface Ends {
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
}

const endsBefore = (query: SpanQuery, { from, to }: Ends): FieldError => ({
  // what was left out can't be at fault
  pointer: query.to === undefined ? '/from' : '/to',
  in: 'query',
  code: 'ends_before_it_begins',
  detail: `The report would begin on ${from} and end on ${to}. Send a \`from\` that isn't after \`to\`, which is today if left out.`,
})

const tooLong = (granularity: ReportGranularity): FieldError => ({
  pointer: '/from',
  in: 'query',
  code: 'too_many_periods',
  detail: `A report holds ${MAX_REPORT_PERIODS} ${granularity}s at most. Ask for ${granularity === 'day' ? 'months, or for ' : ''}a shorter time.`,
})
