import { setTimeout as sleep } from 'node:timers/promises'
import { type ProblemCode, problems } from '@bahi/spec'
import { Refusal } from '../kit/errors.ts'

/** What a test asked to go wrong with `X-Test-Fault`. */
export type Fault =
  | { readonly kind: 'before_commit' }
  | { readonly kind: 'after_commit' }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'refuse'; readonly code: ProblemCode }

/** No test needs to hold a transaction longer. */
const MAX_FAULT_DELAY_MS = 30_000

/** The answer never left, though the work may be done: as when a connection breaks. */
export class LostAnswer extends Error {
  override readonly name = 'LostAnswer'
}

export async function faultDelay(fault: Fault | null): Promise<void> {
  if (fault?.kind === 'delay') await sleep(fault.ms)
}

/** Runs inside the transaction, when its work is done. */
export function faultBeforeCommit(fault: Fault | null): void {
  if (fault?.kind === 'before_commit') throw new LostAnswer('X-Test-Fault: before_commit')
}

export function faultAfterCommit(fault: Fault | null): void {
  if (fault?.kind === 'after_commit') throw new LostAnswer('X-Test-Fault: after_commit')
}

/** What the header asks for. Throws `invalid_header` for anything else. */
export function parseFault(header: string): Fault {
  const known = words.get(header)
  if (known !== undefined) return known
  const ms = Number(/^delay:(\d{1,5})$/.exec(header)?.[1] ?? Number.NaN)
  if (ms <= MAX_FAULT_DELAY_MS) return { kind: 'delay', ms }
  throw new Refusal('invalid_header', {
    errors: [
      {
        pointer: '/x-test-fault',
        in: 'header',
        code: 'invalid_value',
        detail: `Send before_commit, after_commit, delay:<ms up to ${MAX_FAULT_DELAY_MS}>, status:500, status:503 or rate_limit.`,
      },
    ],
  })
}

const words: ReadonlyMap<string, Fault> = new Map<string, Fault>([
  ['before_commit', { kind: 'before_commit' }],
  ['after_commit', { kind: 'after_commit' }],
  ['rate_limit', { kind: 'refuse', code: 'rate_limited' }],
  [`status:${problems.internal_error.status}`, { kind: 'refuse', code: 'internal_error' }],
  [`status:${problems.unavailable.status}`, { kind: 'refuse', code: 'unavailable' }],
])
