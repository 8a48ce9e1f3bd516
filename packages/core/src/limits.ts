import { refusal } from './errors.ts'

/** The bounds of a call: of one attempt, of all with their waits, and of their number. */
export interface Limits {
  readonly timeoutMs: number
  readonly deadlineMs: number
  readonly maxRetries: number
}

// 20 s: three attempts fit a deadline of 60 s, and the server's own longest wait (5 s for a key in use) fits four times.
export const DEFAULTS: Limits = { timeoutMs: 20_000, deadlineMs: 60_000, maxRetries: 2 }

/** The limits of one call: its own over the client's. */
export function limitsOf(options: Partial<Record<keyof Limits, number | undefined>>, base: Limits): Limits {
  return {
    timeoutMs: within('timeoutMs', options.timeoutMs, 1) ?? base.timeoutMs,
    deadlineMs: within('deadlineMs', options.deadlineMs, 1) ?? base.deadlineMs,
    maxRetries: within('maxRetries', options.maxRetries, 0) ?? base.maxRetries,
  }
}

// The longest that a timer can wait in milliseconds; longer ones fire at once.
const MAX_TIMER = 2 ** 31 - 1

function within(name: string, value: number | undefined, least: number): number | undefined {
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= MAX_TIMER)) return value
  throw refusal(
    'invalid_option',
    `${name} must be a whole number from ${least} to ${MAX_TIMER}, not ${value}.`,
  )
}
