import { systemCode, withoutKey } from './cause.ts'
import { type BahiError, ConnectionError, ResponseError } from './errors.ts'
import { AnswerTooLarge } from './transport/transport.ts'

/** Makes a failed exchange one of our errors. What it was is kept as `cause`, unless it speaks of the key. */
export function failedExchange(operation: string, url: string, cause: unknown, apiKey: string): BahiError {
  if (cause instanceof AnswerTooLarge) {
    const failure = { code: 'answer_too_large', outcome: 'unknown', excerpt: '' } as const
    return new ResponseError(`${operation}: the answer is larger than any of this API`, failure)
  }
  const code = isPlainText(cause) ? PLAIN_TEXT : (systemCode(cause) ?? '')
  const sent = !NEVER_SENT.test(code)
  const what = sent ? 'the connection broke before the answer was whole' : 'no connection could be made'
  const place = new URL(url).origin + (code && ` (${code})`)
  return new ConnectionError(`${operation}: ${what}: ${place}${ADVICE.get(code) ?? ''}`, {
    code: 'connection_failed',
    outcome: sent ? 'unknown' : 'not_sent',
    retryable: !/CERT|SIGNATURE|TLS|_SSL_/.test(code),
    cause: withoutKey(cause, apiKey),
  })
}

// Names of Node's and undici's for what fails before a request is written.
const NEVER_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ERR_PROXY|UND_ERR_CONNECT_TIMEOUT|ERR_SSL_WRONG_VERSION_NUMBER)$|CERT|SIGNATURE/

const PLAIN_TEXT = 'ERR_SSL_WRONG_VERSION_NUMBER'

const ADVICE = new Map([
  ['ECONNREFUSED', ': is the server running there?'],
  ['ENOTFOUND', ': is the host in baseUrl right?'],
  [PLAIN_TEXT, ': does the server there speak http, not https?'],
])

/** The name of this differs with who sees it first, and one of them, EPROTO, also stands for what comes later. */
function isPlainText(cause: unknown): boolean {
  const messages = [cause, Object(cause).cause].map((error) => String(Object(error).message))
  return /wrong version number|packet length too long/.test(messages.join())
}
