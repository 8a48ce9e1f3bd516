import {
  type ProblemCode,
  problemCodes,
  problems,
  problemsOf,
  problemTypeBase,
  type RouteDefinition,
  SUPPORTED_API_VERSIONS,
} from '../../src/index.ts'
import { problemHeaders } from './headers.ts'
import type { Json, Reference } from './shape.ts'

const statusNames: Record<number, string> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  413: 'PayloadTooLarge',
  415: 'UnsupportedMediaType',
  422: 'Unprocessable',
  429: 'RateLimited',
  500: 'InternalError',
  503: 'Unavailable',
}

export interface ProblemResponses {
  /** `components.responses`: one for each set of codes that some operation answers with one status. */
  readonly components: Record<string, Json>
  readonly refsOf: (route: RouteDefinition) => Record<string, Reference>
}

/** The problem answers of all operations, identical ones shared. */
export function problemResponses(routes: readonly RouteDefinition[]): ProblemResponses {
  const sets = routes.flatMap((route) => [...codesByStatus(route)])
  const common = new Map<number, readonly ProblemCode[]>()
  for (const [status, codes] of sets) {
    common.set(
      status,
      (common.get(status) ?? codes).filter((code) => codes.includes(code)),
    )
  }
  const nameOf = (status: number, codes: readonly ProblemCode[]) =>
    [statusName(status), ...codes.filter((code) => !common.get(status)?.includes(code)).map(pascal)].join('')
  const components = sets.map(([status, codes]): [string, Json] => [
    nameOf(status, codes),
    response(status, codes),
  ])
  return {
    components: Object.fromEntries(components.sort(([a], [b]) => (a < b ? -1 : 1))),
    refsOf: (route) =>
      Object.fromEntries(
        [...codesByStatus(route)].map(([status, codes]) => [
          String(status),
          { $ref: `#/components/responses/${nameOf(status, codes)}` },
        ]),
      ),
  }
}

function statusName(status: number): string {
  const name = statusNames[status]
  if (name === undefined) throw new Error(`Give status ${status} a name in statusNames`)
  return name
}

const pascal = (code: string): string =>
  code
    .split('_')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')

/** In the order of the problem table, so that two operations with the same codes share an answer. */
function codesByStatus(route: RouteDefinition): Map<number, ProblemCode[]> {
  const own = new Set(problemsOf(route))
  const inOrder = problemCodes.filter((code) => own.has(code))
  return Map.groupBy(inOrder, (code) => problems[code].status)
}

function response(status: number, codes: readonly ProblemCode[]): Json {
  return {
    description: codes.map((code) => `\`${code}\`: ${problems[code].title}.`).join(' '),
    headers: problemHeaders(status),
    content: {
      'application/problem+json': {
        schema: {
          allOf: [
            { $ref: '#/components/schemas/Problem' },
            { type: 'object', properties: { code: { type: 'string', enum: [...codes] } } },
          ],
        },
        examples: Object.fromEntries(
          codes.map((code) => [code, { $ref: `#/components/examples/${pascal(code)}` }]),
        ),
      },
    },
  }
}

const requestId = 'req_01J9XG6T4S0Q2V8N3M5K7P9R1A'
const field = (pointer: string, code: string, detail: string) => ({
  errors: [{ pointer, in: 'body', code, detail }],
})

/** The members that some problems have beside those of all. */
const extras: Partial<Record<ProblemCode, Json>> = {
  invalid_header: {
    errors: [
      { pointer: '/Key-Inflection', in: 'header', code: 'invalid_value', detail: 'must be snake or camel' },
    ],
  },
  unsupported_api_version: { supported_versions: [...SUPPORTED_API_VERSIONS] },
  insufficient_scope: { required_scope: 'invoices:write' },
  idempotency_key_reused: { mismatches: ['/items/0/qty'] },
  invalid_state: { state: 'draft', allowed_acts: ['update', 'delete', 'send'] },
  already_exists: field('/phone', 'already_exists', 'another contact has this phone'),
  overpayment: { amount_due_minor: 6800 },
  credit_exceeds_invoice: field(
    '/items/0/qty',
    'too_big',
    'must be 1 or less: that is what is left of the line',
  ),
  refund_exceeds_credit: { refundable_minor: 6800 },
  payload_too_large: { max_bytes: 1_048_576 },
  validation_failed: field('/items/0/qty', 'too_small', 'must be above 0'),
  unknown_reference: field('/contact_id', 'unknown_reference', 'names nothing that this key can see'),
  currency_mismatch: field(
    '/billables/0/currency_code',
    'currency_mismatch',
    'must be EUR, as the invoice is',
  ),
  amount_too_large: field('/items/0/rate', 'amount_too_large', 'makes a line of more than 10^15'),
  rate_limited: { violated_policies: ['burst'] },
}

/** What a problem of this code always has beside the members of all. */
export const ownMembers = (code: ProblemCode): string[] => Object.keys(extras[code] ?? {})

export const problemExample = (code: ProblemCode): Json => {
  const { title, status, detail, retryable } = problems[code]
  return {
    type: `${problemTypeBase}${code}`,
    title,
    status,
    detail,
    instance: `urn:bahi:request:${requestId}`,
    code,
    request_id: requestId,
    retryable,
    ...extras[code],
  }
}

/** `components.examples`: one for each code that some operation answers. */
export function problemExamples(routes: readonly RouteDefinition[]): Record<string, Json> {
  const used = new Set(routes.flatMap(problemsOf))
  const codes = problemCodes.filter((code) => used.has(code))
  return Object.fromEntries(
    codes.map((code) => [pascal(code), { summary: problems[code].title, value: problemExample(code) }]),
  )
}
