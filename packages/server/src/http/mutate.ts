import { problems } from '@bahi/spec'
import { sql } from 'kysely'
import type { EnvironmentId } from '../kit/environment.ts'
import { Refusal } from '../kit/errors.ts'
import { failpoint } from '../kit/failpoint.ts'
import { LOCK_WAIT_MS } from '../store/errors.ts'
import type { Tx } from '../store/store.ts'
import type { Outcome } from './bind.ts'
import type { Services } from './exchange.ts'
import { type Fault, faultAfterCommit, faultBeforeCommit, faultDelay } from './fault.ts'
import { claimKey, completeKey, type KeyedRequest, keyInUse } from './idempotency.ts'
import { problemOf } from './problem.ts'
import type { Turns } from './turns.ts'

export interface Mutation {
  readonly environment: EnvironmentId
  readonly requestId: string
  readonly fault: Fault | null
  /** `null`: the caller sent no key, so nothing is remembered. */
  readonly keyed: KeyedRequest | null
  run(tx: Tx): Promise<Outcome>
}

export interface MutationOutcome extends Outcome {
  readonly replayed: boolean
}

/** The one place that opens a writing transaction for a request: the effect and the answer of its key commit together. */
export async function mutate(services: Services, turns: Turns, mutation: Mutation): Promise<MutationOutcome> {
  const { environment, keyed } = mutation
  return inTurn(turns, keyed && `${environment} ${keyed.key}`, (waitMs) =>
    transact(services, mutation, waitMs),
  )
}

/** One call a key at a time in this process; the others wait for a while, and have what is left of it for the database. */
export async function inTurn<T>(
  turns: Turns,
  name: string | null,
  work: (waitMs: number) => Promise<T>,
): Promise<T> {
  if (name === null) return work(LOCK_WAIT_MS)
  const began = performance.now()
  const turn = await turns.take(name, LOCK_WAIT_MS)
  if (turn === null) throw keyInUse()
  try {
    return await work(Math.max(0, LOCK_WAIT_MS - (performance.now() - began)))
  } finally {
    turn.end()
  }
}

async function transact(services: Services, mutation: Mutation, waitMs: number): Promise<MutationOutcome> {
  const { store } = services
  // SQLite has one writer: a delay in its transaction would hold up the whole environment. There the turn holds the key.
  const delaysInside = store.engine === 'postgres'
  if (!delaysInside) await faultDelay(mutation.fault)
  const work = async (tx: Tx) => {
    const result =
      mutation.keyed === null ? await runOnce(tx, mutation) : await runKeyed(tx, mutation, mutation.keyed)
    if (delaysInside) await faultDelay(mutation.fault)
    faultBeforeCommit(mutation.fault)
    failpoint('before_commit')
    return result
  }
  const outcome = await store.transaction(mutation.environment, work, { waitMs })
  failpoint('after_commit')
  faultAfterCommit(mutation.fault)
  return outcome
}

const runOnce = async (tx: Tx, mutation: Mutation): Promise<MutationOutcome> => ({
  ...(await mutation.run(tx)),
  replayed: false,
})

async function runKeyed(tx: Tx, mutation: Mutation, keyed: KeyedRequest): Promise<MutationOutcome> {
  const before = await claimKey(tx, keyed)
  if (before !== null) return { ...before, replayed: true }
  const outcome = await runInSavepoint(tx, mutation)
  await completeKey(tx, keyed, outcome)
  return { ...outcome, replayed: false }
}

/** A refusal that was decided from the state undoes its work and is itself the answer that the key remembers. */
async function runInSavepoint(tx: Tx, mutation: Mutation): Promise<Outcome> {
  const recorded = tx.pendingEvents.length
  await sql`savepoint operation`.execute(tx.db)
  try {
    const outcome = await mutation.run(tx)
    await sql`release savepoint operation`.execute(tx.db)
    return outcome
  } catch (error) {
    if (!(error instanceof Refusal) || problems[error.code].status !== STATE_DECIDED_STATUS) throw error
    await sql`rollback to savepoint operation`.execute(tx.db)
    tx.pendingEvents.length = recorded
    const problem = problemOf(error, mutation.requestId)
    return { status: problem.status, body: problem }
  }
}

const STATE_DECIDED_STATUS = 409
