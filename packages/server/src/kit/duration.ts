const unitMs: Readonly<Record<string, number>> = {
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
}
const SHAPE = /^(\d{1,9}(?:\.\d{1,3})?) ?(second|minute|hour|day|week)s?$/

/**
 * `8 days`, `1.5 hours`, `90 seconds` in milliseconds; null for anything else. Strict on purpose: general parsers take
 * `8` for milliseconds and `1m` for a minute or a month, and a clock can't be turned back.
 */
export function durationMs(text: string): number | null {
  const [, count, unit] = SHAPE.exec(String(text).trim()) ?? [] // plain JavaScript may give a number
  const each = unitMs[unit ?? '']
  return count === undefined || each === undefined ? null : Math.round(Number(count) * each)
}
