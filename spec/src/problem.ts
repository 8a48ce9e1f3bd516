export interface ProblemDefinition {
  readonly status: number
  readonly title: string
  /** True when the same request may succeed later, unchanged. */
  readonly retryable: boolean
  /** The default sentence: what is wrong and what to do next. */
  readonly detail: string
}

/** Every refusal that the API knows. docs/errors.md is generated from this table. */
export const problems = {
  malformed_request: {
    status: 400,
    title: 'Not an HTTP request',
    retryable: false,
    detail:
      'The request could not be read: its first line, its address, a header or the coding of its body is not as HTTP/1.1 has it. Mend the client, or what stands between.',
  },
  malformed_json: {
    status: 400,
    title: 'The body is not JSON',
    retryable: false,
    detail: 'The body could not be parsed as JSON. Send one JSON object, encoded as UTF-8.',
  },
  invalid_header: {
    status: 400,
    title: 'A header has an unusable value',
    retryable: false,
    detail: 'A request header has a value that this API does not accept; `errors` names it.',
  },
  invalid_cursor: {
    status: 400,
    title: 'The cursor is not valid here',
    retryable: false,
    detail: 'The cursor was not issued for this list with these filters. Start again without `cursor`.',
  },
  unsupported_api_version: {
    status: 400,
    title: 'The API version is not supported',
    retryable: false,
    detail: 'Send an `API-Version` from `supported_versions`, or leave the header out for the current one.',
  },
  tenant_required: {
    status: 400,
    title: 'The request names no tenant',
    retryable: false,
    detail: 'This key serves several tenants. Send the `tenant-id` header with one of them.',
  },
  unauthorized: {
    status: 401,
    title: 'No valid API key',
    retryable: false,
    detail: 'Send `Authorization: Bearer <key>` with a key that is neither revoked nor expired.',
  },
  insufficient_scope: {
    status: 403,
    title: 'The key may not do this',
    retryable: false,
    detail: 'This API key lacks the scope in `required_scope`. Use a key that has it.',
  },
  publishable_key: {
    status: 403,
    title: 'A publishable key may not do this',
    retryable: false,
    detail:
      'Publishable keys read a few public fields only. Make this call from your server with a secret key.',
  },
  scope_exceeded: {
    status: 403,
    title: 'The new key would exceed this one',
    retryable: false,
    detail: 'A key grants only its own mode and a subset of its own scopes and tenants.',
  },
  not_found: {
    status: 404,
    title: 'Nothing here',
    retryable: false,
    detail: 'There is no such resource for this key. Check the address, the id and the mode of the key.',
  },
  method_not_allowed: {
    status: 405,
    title: 'The address does not take this method',
    retryable: false,
    detail: 'Use one of the methods in the `Allow` header.',
  },
  request_timeout: {
    status: 408,
    title: 'The request did not come in whole',
    retryable: true,
    detail:
      'The rest of the request did not come in time, and nothing was done. Send it again with the same Idempotency-Key.',
  },
  idempotency_key_reused: {
    status: 409,
    title: 'The idempotency key was used for another request',
    retryable: false,
    detail: 'This Idempotency-Key belongs to a request with other content. Use a new key for a new request.',
  },
  idempotency_key_in_use: {
    status: 409,
    title: 'The first request with this key is still running',
    retryable: true,
    detail: 'A request with this Idempotency-Key has not finished. Send the same request again shortly.',
  },
  invalid_state: {
    status: 409,
    title: 'Not possible in this state',
    retryable: false,
    detail: 'The resource is in a state that does not allow this act; `allowed_acts` lists what it allows.',
  },
  already_exists: {
    status: 409,
    title: 'It exists already',
    retryable: false,
    detail: 'Another resource has this value, which is unique; `errors` names the field.',
  },
  in_use: {
    status: 409,
    title: 'Something refers to it',
    retryable: false,
    detail: 'Other records refer to this resource, so it cannot be deleted.',
  },
  overpayment: {
    status: 409,
    title: 'More than is due',
    retryable: false,
    detail: 'The amount is more than is left to pay; `amount_due_minor` says how much that is.',
  },
  insufficient_stock: {
    status: 409,
    title: 'Less is there than is asked for',
    retryable: false,
    detail:
      'The store has less than is asked for; `shortages` says of what and how much. Ask for less, or receive more first.',
  },
  too_many_stores: {
    status: 409,
    title: 'There are as many stores as there can be',
    retryable: false,
    detail: 'The environment has as many stores as it may have. Use one of them.',
  },
  credit_exceeds_invoice: {
    status: 409,
    title: 'More than was invoiced',
    retryable: false,
    detail: 'The credit would exceed what is left of the line; `errors` names it.',
  },
  refund_exceeds_credit: {
    status: 409,
    title: 'More than can be refunded',
    retryable: false,
    detail:
      'The customer has less in credit from this payment; `refundable_minor` says how much. What an invoice has taken is credited first: issue a credit note, whose `refund: true` gives it back at once.',
  },
  gateway_not_configured: {
    status: 409,
    title: 'No gateway collects money here',
    retryable: false,
    detail: 'This environment has no payment gateway. Configure one, or record payments by hand.',
  },
  clock_busy: {
    status: 409,
    title: 'The clock is being advanced',
    retryable: true,
    detail: 'Another call advances this clock. Wait until it has ended.',
  },
  payload_too_large: {
    status: 413,
    title: 'The body is too large',
    retryable: false,
    detail: 'A request body may have 1 MiB (1,048,576 bytes) at most.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'The body is not declared as JSON',
    retryable: false,
    detail: 'Send `Content-Type: application/json`.',
  },
  validation_failed: {
    status: 422,
    title: 'Some fields are not valid',
    retryable: false,
    detail: 'Correct the fields that `errors` points at; all faults are listed at once.',
  },
  unknown_reference: {
    status: 422,
    title: 'An id leads nowhere',
    retryable: false,
    detail: 'An id in the request names nothing that this key can see; `errors` points at it.',
  },
  currency_mismatch: {
    status: 422,
    title: 'Two currencies on one invoice',
    retryable: false,
    detail: 'An invoice has one currency; `errors` points at the line that has another.',
  },
  amount_too_large: {
    status: 422,
    title: 'The amount is too large',
    retryable: false,
    detail: 'No amount or total may exceed 1,000,000,000,000,000 minor units.',
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    retryable: true,
    detail: 'The limits in `violated_policies` are used up. Wait as long as `Retry-After` says.',
  },
  headers_too_large: {
    status: 431,
    title: 'The headers are too large',
    retryable: false,
    detail: 'The first line and the headers may have 16 KiB (16,384 bytes) together.',
  },
  internal_error: {
    status: 500,
    title: 'The server failed',
    retryable: true,
    detail:
      'The server failed on this request. Send it again with the same Idempotency-Key; if it goes on, report `request_id`.',
  },
  unavailable: {
    status: 503,
    title: 'Not available for the moment',
    retryable: true,
    detail: 'The server cannot take this request now. Send it again with the same Idempotency-Key.',
  },
} as const satisfies Record<string, ProblemDefinition>

export type ProblemCode = keyof typeof problems
export const problemCodes = Object.keys(problems) as ProblemCode[] // the keys of a closed literal

/** Where a problem's page lives; `type` is this and the code. */
export const problemTypeBase = 'https://bahi.dev/docs/errors#'

/** The sentence is what a log shows: each member that it names is followed by its value. */
export function withFacts(detail: string, members: Readonly<Record<string, unknown>>): string {
  return detail.replaceAll(/`(\w+)`/g, (named, name) => {
    const values = [Object.hasOwn(members, name) ? members[name] : undefined].flat()
    return values.every(isWord) ? `${named} (${values.join(', ')})` : named
  })
}

const isWord = (value: unknown) => typeof value === 'string' || typeof value === 'number'
