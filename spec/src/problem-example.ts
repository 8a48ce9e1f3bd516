import { example } from './example.ts'
import { type ProblemCode, problems, problemTypeBase, withFacts } from './problem.ts'
import { MAX_STORES } from './store.ts'
import { SUPPORTED_API_VERSIONS } from './version.ts'

/** A problem of this code, as it is answered. */
export const problemExample = (code: ProblemCode): Record<string, unknown> => {
  const { title, status, detail, retryable } = problems[code]
  const members = extras[code] ?? {}
  return {
    type: `${problemTypeBase}${code}`,
    title,
    status,
    detail: details[code] ?? withFacts(detail, members),
    instance: `urn:bahi:request:${requestId}`,
    code,
    request_id: requestId,
    retryable,
    ...members,
  }
}

/** What a problem of this code always has beside the members of all. */
export const ownMembers = (code: ProblemCode): string[] => Object.keys(extras[code] ?? {})

const requestId = 'req_01J9XG6T4S0Q2V8N3M5K7P9R1A'
const field = (pointer: string, code: string, detail: string) => ({
  errors: [{ pointer, in: 'body', code, detail }],
})

/** The members that some problems have beside those of all. */
const extras: Partial<Record<ProblemCode, Readonly<Record<string, unknown>>>> = {
  invalid_header: {
    errors: [
      { pointer: '/key-inflection', in: 'header', code: 'invalid_value', detail: 'Send `camel` or `snake`.' },
    ],
  },
  unsupported_api_version: { supported_versions: [...SUPPORTED_API_VERSIONS] },
  insufficient_scope: { required_scope: 'invoices:write' },
  idempotency_key_reused: { mismatches: ['/items/0/qty'] },
  invalid_state: { state: 'draft', allowed_acts: ['update', 'delete', 'send'] },
  already_exists: field(
    '/phone',
    'already_exists',
    'Another contact has this phone. Update that one, or use POST /customers.',
  ),
  overpayment: { amount_due_minor: 6800 },
  insufficient_stock: {
    shortages: [
      {
        pointer: '/items/0/qty',
        product_id: example.product,
        sku: 'AMUL-MILK-1L',
        store_id: example.store,
        available: 1,
        requested: 2,
      },
    ],
    ...field('/items/0/qty', 'insufficient_stock', 'Of AMUL-MILK-1L, 1 is there and 2 is asked for.'),
  },
  too_many_stores: { max_stores: MAX_STORES },
  credit_exceeds_invoice: field('/items/0/qty', 'credit_exceeds_invoice', 'No more than 1 can be credited.'),
  refund_exceeds_credit: { refundable_minor: 6800 },
  payload_too_large: { max_bytes: 1_048_576 },
  validation_failed: field('/items/0/qty', 'too_small', 'Must be more than 0.'),
  unknown_reference: field('/contact_id', 'unknown_reference', 'Nothing with this id exists here.'),
  currency_mismatch: field(
    '/billables/0/currency_code',
    'currency_mismatch',
    'The billable is in INR, the invoice is in EUR.',
  ),
  amount_too_large: field(
    '/items/0',
    'amount_too_large',
    "It comes to more than 1000000000000000 in the currency's minor unit.",
  ),
  rate_limited: { violated_policies: ['burst'] },
}

/** Where the sentence is not that of the table. */
const details: Partial<Record<ProblemCode, string>> = {
  invalid_state: 'The invoice is draft: void is not possible. Possible now: update, delete, send.',
  credit_exceeds_invoice: 'The credit would exceed what is left of the line; `errors` names it.',
}
