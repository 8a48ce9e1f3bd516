const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 8_000

/** Exponential backoff with full jitter: anything from nothing to the bound, so that clients don't return in step. */
export function backoffMs(retry: number, random: () => number): number {
  return random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** retry)
}

/** Without a word from the server. 409 is not here: only the problem itself can say that it passes. */
export function isRetryableStatus(status: number): boolean {
  return [408, 429, 500, 502, 503, 504].includes(status)
}

/**
 * What the server asks to wait, in milliseconds: `retry-after-ms`, else `Retry-After` as seconds or as an HTTP date
 * (RFC 9110 §10.2.3). A date is read against the answer's own `Date`, so that a wrong local clock does no harm.
 */
export function retryAfterMs(header: (name: string) => string | null, wall: number): number | null {
  const after = header('retry-after')
  const until = httpDate(after)
  const ways = [
    decimal(header('retry-after-ms')),
    decimal(after) * 1_000,
    Math.max(0, until - (httpDate(header('date')) || wall)),
  ]
  return ways.find((ms) => !Number.isNaN(ms)) ?? null
}

function decimal(value: string | null): number {
  return /^\d+(\.\d+)?$/.test(value ?? '') ? Number(value) : Number.NaN
}

// Date.parse alone takes "-5" for a year, and the oldest of the three forms for local time.
function httpDate(value: string | null): number {
  return /^[a-z]{3}/i.test(value ?? '') ? Date.parse(`${value}`.replace(/( GMT)?$/i, ' GMT')) : Number.NaN
}
