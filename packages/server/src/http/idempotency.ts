import { createHash } from 'node:crypto'
import { canonical } from '../kit/canonical.ts'
import { Refusal } from '../kit/errors.ts'
import { createVault } from '../kit/vault.ts'
import { IDEMPOTENCY_KEEP_MS } from '../rules/keep.ts'
import { LockTimeout } from '../store/errors.ts'
import type { Tx } from '../store/store.ts'
import type { NewRow, Row } from '../tables/row.ts'
import type { Outcome } from './bind.ts'
import { differingPointers } from './mismatch.ts'

/** A mutation as its key knows it: the same whatever mount or inflection it came through. */
export interface KeyedRequest {
  readonly key: string
  readonly method: string
  /** Relative to the mount. */
  readonly path: string
  readonly body: unknown
  /** Set for answers that hold a secret: they are stored sealed under this API key. */
  readonly sealedBy: string | null
}

/** Takes the key for this request, or returns the answer that it got before. Throws when it belongs to another request. */
export async function claimKey(tx: Tx, request: KeyedRequest): Promise<Outcome | null> {
  if (await takeKey(tx, request)) return null
  return replay(await firstOf(tx, request), request)
}

/** The answer that the key got before, without taking it; null when it is free. Throws when it belongs to another request. */
export async function answerBefore(tx: Tx, request: KeyedRequest): Promise<Outcome | null> {
  const first = await tx.db
    .selectFrom('idempotency_keys')
    .selectAll()
    .where('key', '=', request.key)
    .where('expires_at', '>', tx.now.getTime())
    .executeTakeFirst()
  return first === undefined ? null : replay(first, request)
}

const firstOf = (tx: Tx, { key }: KeyedRequest): Promise<Row<'idempotency_keys'>> =>
  tx.db.selectFrom('idempotency_keys').selectAll().where('key', '=', key).executeTakeFirstOrThrow()

/**
 * Takes the key for an act of several transactions. `progress`: what an earlier call noted that has not answered yet;
 * null for the first call.
 */
export async function claimLongKey(
  tx: Tx,
  request: KeyedRequest,
): Promise<{ before: Outcome } | { progress: unknown }> {
  if (await takeKey(tx, request)) return { progress: null }
  const first = await firstOf(tx, request)
  if (first.fingerprint === fingerprint(request) && first.response_status === null) {
    return { progress: JSON.parse(first.response_body ?? 'null') }
  }
  return { before: replay(first, request) }
}

/** Keeps what a call needs to carry on after one that died, for 72 hours from `until`. */
export async function noteProgress(
  tx: Tx,
  request: KeyedRequest,
  { progress, until }: { progress: unknown; until: number },
): Promise<void> {
  await tx.db
    .updateTable('idempotency_keys')
    .set({ response_body: JSON.stringify(progress), expires_at: until + IDEMPOTENCY_KEEP_MS })
    .where('key', '=', request.key)
    .execute()
}

/** Stores the answer beside its effect. `at`: when it was given, if not now. */
export async function completeKey(
  tx: Tx,
  request: KeyedRequest,
  { status, body }: Outcome,
  at = tx.now.getTime(),
): Promise<void> {
  const text = JSON.stringify(body)
  await tx.db
    .updateTable('idempotency_keys')
    .set({
      response_status: status,
      response_body:
        request.sealedBy === null ? text : answerVault(request, request.sealedBy).seal(text, request.key),
      sealed: request.sealedBy === null ? 0 : 1,
      expires_at: at + IDEMPOTENCY_KEEP_MS,
    })
    .where('key', '=', request.key)
    .execute()
}

/** One statement for a key that is new and for one that has expired: of two processes that ask, one gets it. */
async function takeKey(tx: Tx, request: KeyedRequest): Promise<boolean> {
  const now = tx.now.getTime()
  const row: NewRow<'idempotency_keys'> = {
    key: request.key,
    fingerprint: fingerprint(request),
    request_method: request.method,
    request_path: request.path,
    request_body: canonical(request.body),
    response_status: null,
    response_body: null,
    sealed: 0,
    created_at: now,
    expires_at: now + IDEMPOTENCY_KEEP_MS,
  }
  const taken = await tx.db
    .insertInto('idempotency_keys')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['environment', 'key'])
        .doUpdateSet(row)
        .where('idempotency_keys.expires_at', '<=', now),
    )
    .returning('key')
    .execute()
    .catch((error: unknown) => {
      throw error instanceof LockTimeout ? keyInUse() : error
    })
  return taken.length > 0
}

function replay(first: Row<'idempotency_keys'>, request: KeyedRequest): Outcome {
  if (first.fingerprint !== fingerprint(request)) throw reused(first, request)
  const { response_status: status, response_body: body } = first
  if (status === null || body === null) throw new Error('A claimed key was committed without its answer.')
  return { status, body: JSON.parse(first.sealed === 0 ? body : unseal(body, request)) }
}

function unseal(body: string, request: KeyedRequest): string {
  try {
    return answerVault(request, request.sealedBy ?? '').open(body, request.key)
  } catch {
    throw new Refusal('idempotency_key_reused', {
      detail:
        'The answer of this Idempotency-Key holds a secret that only the API key which asked for it may see again.',
      mismatches: [],
    })
  }
}

const answerVault = (request: KeyedRequest, bearer: string) =>
  createVault(bearer, `idempotency:${request.key}`)

function reused(first: Row<'idempotency_keys'>, request: KeyedRequest): Refusal {
  const sameAddress = first.request_method === request.method && first.request_path === request.path
  const mismatches = differingPointers(JSON.parse(first.request_body), request.body)
  const detail = `This Idempotency-Key belongs to ${first.request_method} ${first.request_path}. Use a new key for a new request.`
  return new Refusal('idempotency_key_reused', sameAddress ? { mismatches } : { mismatches, detail })
}

export const keyInUse = () => new Refusal('idempotency_key_in_use', { retryAfterSeconds: 1 })

const fingerprint = ({ method, path, body }: KeyedRequest): string =>
  createHash('sha256')
    .update(canonical([method, path, body]))
    .digest('hex')
