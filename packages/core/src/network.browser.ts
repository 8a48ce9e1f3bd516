import { withoutKey } from './cause.ts'
import { type BahiError, ConnectionError } from './errors.ts'

/** Browsers tell nothing of what failed, so as not to tell pages of the user's network: anything may have happened. */
export function failedExchange(operation: string, url: string, cause: unknown, apiKey: string): BahiError {
  return new ConnectionError(`${operation}: no whole answer: ${new URL(url).origin}`, {
    code: 'connection_failed',
    outcome: 'unknown',
    retryable: true,
    cause: withoutKey(cause, apiKey),
  })
}
