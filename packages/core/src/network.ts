import { type BahiError, ConnectionError, ResponseError } from './errors.ts'
import { AnswerTooLarge } from './transport/transport.ts'

/** Makes a failed exchange one of our errors. What it was is kept as `cause`, unless it speaks of the key. */
export function failedExchange(operation: string, url: string, cause: unknown, apiKey: string): BahiError {
  if (cause instanceof AnswerTooLarge) {
    const failure = { code: 'answer_too_large', outcome: 'unknown' } as const
    return new ResponseError(`${operation}: the answer is larger than any of this API`, failure, '')
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

const DEEPEST_CAUSE = 4

// fetch wraps the system's error once or twice.
function systemCode(error: unknown): string | undefined {
  let at = error
  for (let depth = 0; depth < DEEPEST_CAUSE && typeof at === 'object' && at !== null; depth++) {
    if ('code' in at && typeof at.code === 'string') return at.code
    at = 'cause' in at ? at.cause : undefined
  }
  return undefined
}

// A fetch of the user's own may put a request's headers into its message, or hang the whole request on its error.
function withoutKey(cause: unknown, apiKey: string): unknown {
  if (cause instanceof Error && isHarmless(cause, apiKey)) return cause
  const { name, message } = cause instanceof Error ? cause : new Error(String(cause))
  return Object.assign(new Error(message.replaceAll(apiKey, '…')), { name, code: systemCode(cause) })
}

/** Whether it is made of errors, lists and plain values without the key: what else there is may show it when printed. */
function isHarmless(value: unknown, apiKey: string, depth = 0): boolean {
  if (typeof value === 'string') return !value.includes(apiKey)
  if (typeof value !== 'object' || value === null) return true
  if (depth > DEEPEST_CAUSE || !(value instanceof Error || Array.isArray(value))) return false
  return Reflect.ownKeys(value).every((name) => isHarmless(Reflect.get(value, name), apiKey, depth + 1))
}
