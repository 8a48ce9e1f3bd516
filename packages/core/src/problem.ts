import { ProblemError } from './errors.ts'
import type { components } from './generated/openapi.ts'

/**
 * True for a problem of this code, whose own members are then typed:
 * `if (isProblem(error, 'invalid_state')) console.log(error.problem.allowed_acts)`
 */
export function isProblem<C extends ProblemCode>(
  error: unknown,
  code: C,
): error is ProblemError<ProblemOf<C>> {
  return error instanceof ProblemError && error.code === code
}

type Problem = components['schemas']['Problem']

/** Every code that the contract knows, open to those of later versions. */
export type ProblemCode = Problem['code']

/** A problem of one code, with the members that the server always sends with it. */
export type ProblemOf<C extends string> = Omit<Problem, 'code'> & { code: C } & Required<
    Pick<Problem, C extends keyof OwnMembers ? OwnMembers[C] : never>
  >

interface OwnMembers {
  idempotency_key_reused: 'mismatches'
  unsupported_api_version: 'supported_versions'
  insufficient_scope: 'required_scope'
  invalid_state: 'state' | 'allowed_acts'
  overpayment: 'amount_due_minor'
  credit_exceeds_invoice: 'errors'
  refund_exceeds_credit: 'refundable_minor'
  rate_limited: 'violated_policies'
  payload_too_large: 'max_bytes'
  invalid_header: 'errors'
  already_exists: 'errors'
  validation_failed: 'errors'
  unknown_reference: 'errors'
  currency_mismatch: 'errors'
  amount_too_large: 'errors'
}
