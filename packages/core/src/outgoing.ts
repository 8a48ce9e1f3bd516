import type { ReadyCall } from './call-context.ts'
import { refusal } from './errors.ts'
import { requireObject } from './known-options.ts'
import { type CallOptions, visible } from './options.ts'
import type { Sender } from './sender.ts'
import { API_VERSION } from './version.ts'

/** A call before anything of it is sent: the contract's parts of its input, and what else was said of it. */
export interface Outgoing {
  readonly path?: object | undefined
  readonly query?: object | undefined
  readonly body?: unknown
  readonly options: CallOptions
  /** Ends it as its own signal does. */
  readonly signal?: AbortSignal | undefined
  readonly read?: ReadyCall['read']
}

/** The headers of every attempt of a call but its key: the caller's own, except those that say who asks and for what. */
export function headersOf(
  { body, options }: Outgoing,
  { apiKey, baseUrl, tenantId: usual }: Sender,
): Record<string, string> {
  const headers: Record<string, string> = {
    accept: 'application/json, application/problem+json',
    'api-version': API_VERSION,
  }
  const own = options.headers ?? {}
  requireObject('headers', own)
  for (const [name, value] of Object.entries(own)) {
    if (value === undefined) continue
    if (!canBeSent(name, value)) throw refusal('invalid_option', `headers: ${name} can't be sent.`)
    headers[name.toLowerCase()] = value
  }
  headers.authorization = `Bearer ${apiKey}`
  if (body !== undefined) headers['content-type'] = 'application/json'
  const tenantId = visible('tenantId', options.tenantId) ?? usual
  if (tenantId !== undefined) headers['tenant-id'] = tenantId
  // This mount speaks camelCase unless it is asked not to.
  if (baseUrl.endsWith('/api/v1')) headers['key-inflection'] = 'snake'
  return headers
}

/** What names a header and what stands in it (RFC 9110 §5): a token, and no control character nor anything beyond Latin 1. */
export function canBeSent(name: string, value: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name) && /^[\t -~\x80-\xff]*$/.test(value)
}

/** What goes over the wire; nothing where there is no body. */
export function writtenBody(operation: string, { body }: Outgoing): string | undefined {
  try {
    return JSON.stringify(body)
  } catch (cause) {
    throw refusal('invalid_argument', `${operation}: ${cause}`) // such as: a bigint is no JSON
  }
}
