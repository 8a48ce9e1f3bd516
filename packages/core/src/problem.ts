import { BahiError, type Failure, named } from './errors.ts'
import type { components } from './generated/openapi.ts'
import type { ProblemMembers } from './generated/problem-members.ts'

/** The server answered with a problem (RFC 9457). */
export class ProblemError<P extends Problem = Problem> extends BahiError {
  declare readonly status: number
  /** Stable; the known ones are completed by editors, and later versions may add to them. */
  declare readonly code: P['code']
  readonly title: string
  readonly detail: string
  /** Every fault of the request at once, each with a JSON Pointer. */
  readonly errors: readonly FieldProblem[]
  /** The problem as the server sent it, with the members of its own code. */
  readonly problem: P

  static {
    named(this, 'ProblemError')
  }

  constructor(message: string, failure: Failure, problem: P) {
    super(message, failure)
    this.title = problem.title ?? ''
    this.detail = problem.detail ?? ''
    this.errors = problem.errors ?? []
    this.problem = problem
  }
}

/**
 * True for a problem of this code, whose own members are then typed; without a code for any problem:
 * `if (isProblem(error, 'invalid_state')) console.log(error.problem.allowed_acts)`
 */
export function isProblem<C extends ProblemCode>(error: unknown, code: C): error is ProblemError<ProblemOf<C>>
export function isProblem(error: unknown): error is ProblemError
export function isProblem(error: unknown, code?: string): boolean {
  return error instanceof ProblemError && (code === undefined || error.code === code)
}

/** A refusal as the server sends it (RFC 9457). */
export type Problem = components['schemas']['Problem']
/** One fault of a request: where, by JSON Pointer, and what. */
export type FieldProblem = components['schemas']['FieldProblem']

/** Every code that the contract knows, open to those of later versions. */
export type ProblemCode = Problem['code']

/** A problem of one code, with the members that the server always sends with it. */
export type ProblemOf<C extends ProblemCode> = Omit<Problem, 'code'> & { code: C } & Required<
    Pick<Problem, C extends keyof ProblemMembers ? ProblemMembers[C] : never>
  >
