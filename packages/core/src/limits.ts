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
  const limit = (name: keyof Limits, least: number) => {
    const value = options[name] ?? base[name]
    if (Number.isInteger(value) && value >= least && value <= MAX_TIMER) return value
    throw refusal(
      'invalid_option',
      `${name} must be a whole number from ${least} to ${MAX_TIMER}, not ${value}.`,
    )
  }
  return {
    timeoutMs: limit('timeoutMs', 1),
    deadlineMs: limit('deadlineMs', 1),
    maxRetries: limit('maxRetries', 0),
  }
}

// The longest that a timer can wait in milliseconds; longer ones fire at once.
const MAX_TIMER = 2 ** 31 - 1
