import type { ProblemCode } from '@bahi/spec'

/** Facts that a problem carries beside its code; `detail` overrides the table's sentence. */
export interface RefusalFacts {
  readonly detail?: string
  readonly errors?: readonly FieldError[]
  readonly [member: string]: unknown
}

export interface FieldError {
  /** RFC 6901 pointer into the body, or the name of a query parameter behind a slash. */
  readonly pointer: string
  /** The part of the request; the body unless said otherwise. */
  readonly in?: 'query' | 'header'
  readonly code: string
  readonly detail: string
}

/** An expected refusal. Its status is looked up in the problem table by `http/` alone. */
export class Refusal extends Error {
  readonly code: ProblemCode
  readonly facts: RefusalFacts

  constructor(code: ProblemCode, facts: RefusalFacts = {}) {
    super(facts.detail ?? code)
    this.name = 'Refusal'
    this.code = code
    this.facts = facts
  }
}

export function notFound(): Refusal {
  return new Refusal('not_found')
}

/** A reference in a body or query that leads nowhere: alike for foreign, malformed and made-up ids. */
export function unknownReference(pointer: string, part: Pick<FieldError, 'in'> = {}): Refusal {
  return new Refusal('unknown_reference', {
    errors: [{ pointer, ...part, code: 'unknown_reference', detail: 'Nothing with this id exists here.' }],
  })
}

export function invalidField(pointer: string, code: string, detail: string): Refusal {
  return new Refusal('validation_failed', { errors: [{ pointer, code, detail }] })
}
