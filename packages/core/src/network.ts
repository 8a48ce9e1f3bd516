import { systemCode, withoutKey } from './cause.ts'
import { type BahiError, ConnectionError, ResponseError } from './errors.ts'
import { AnswerTooLarge } from './transport/transport.ts'

/** Makes a failed exchange one of our errors. What it was is kept as `cause`, unless it speaks of the key. */
export function failedExchange(operation: string, url: string, cause: unknown, apiKey: string): BahiError {
  if (cause instanceof AnswerTooLarge) {
    const failure = { code: 'answer_too_large', outcome: 'unknown', excerpt: '' } as const
    return new ResponseError(`${operation}: the answer is larger than any of this API`, failure)
  }
  const code = systemCode(cause)
  const sent = !NEVER_SENT.test(code ?? '')
  const what = sent ? 'the connection broke before the answer was whole' : 'no connection could be made'
  return new ConnectionError(`${operation}: ${what}: ${new URL(url).origin}${code ? ` (${code})` : ''}`, {
    code: 'connection_failed',
    outcome: sent ? 'unknown' : 'not_sent',
    retryable: !/CERT|SIGNATURE|TLS/.test(code ?? ''),
    cause: withoutKey(cause, apiKey),
  })
}

// Names of Node's and undici's for what fails before a request is written.
const NEVER_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ERR_PROXY|UND_ERR_CONNECT_TIMEOUT)$|CERT|SIGNATURE/
