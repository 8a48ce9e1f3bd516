import { generateSecret } from '@bahi/webhooks/signature'
import type { EnvironmentId } from '../kit/environment.ts'
import type { Vault } from '../kit/vault.ts'
import type { Tx } from '../store/store.ts'

/** Secrets of one endpoint that sign at once, so that a signature header stays short however often one rotates. */
const MAX_SIGNING_SECRETS = 5

/** Makes a secret for an endpoint and keeps it sealed; what is returned is shown once. */
export async function createWebhookSecret(tx: Tx, endpointId: string, vault: Vault): Promise<string> {
  const secret = generateSecret()
  await tx.db
    .insertInto('webhook_secrets')
    .values({
      id: tx.newId('wsec'),
      endpoint_id: endpointId,
      sealed: vault.seal(secret, contextOf(tx.environment, endpointId)),
      created_at: tx.now.getTime(),
      expires_at: null,
    })
    .execute()
  return secret
}

/** Ends an endpoint's secrets at `endsAt` at the latest, at once those that make too many; forgets what has ended. */
export async function endWebhookSecrets(tx: Tx, endpointId: string, endsAt: number): Promise<void> {
  const now = tx.now.getTime()
  const ofEndpoint = tx.db
    .selectFrom('webhook_secrets')
    .select(['id', 'expires_at'])
    .where('endpoint_id', '=', endpointId)
    .orderBy('id', 'desc')
  const signing = (await ofEndpoint.execute()).filter(
    ({ expires_at }) => expires_at === null || expires_at > now,
  )
  // One place stays free for the secret that comes next.
  const kept = endsAt > now ? signing.slice(0, MAX_SIGNING_SECRETS - 1) : []
  for (const { id, expires_at } of kept) {
    const earlier = Math.min(endsAt, expires_at ?? endsAt)
    await tx.db.updateTable('webhook_secrets').set({ expires_at: earlier }).where('id', '=', id).execute()
  }
  let ended = tx.db.deleteFrom('webhook_secrets').where('endpoint_id', '=', endpointId)
  if (kept.length > 0)
    ended = ended.where(
      'id',
      'not in',
      kept.map(({ id }) => id),
    )
  await ended.execute()
}

/** Until when each endpoint's former secrets sign along; endpoints without any are left out. */
export async function graceEnds(tx: Tx, endpointIds: readonly string[]): Promise<Map<string, number>> {
  if (endpointIds.length === 0) return new Map()
  const rows = await tx.db
    .selectFrom('webhook_secrets')
    .select((eb) => ['endpoint_id', eb.fn.max<number>('expires_at').as('ends_at')])
    .where('endpoint_id', 'in', endpointIds)
    .where('expires_at', '>', tx.now.getTime())
    .groupBy('endpoint_id')
    .execute()
  return new Map(rows.map((row) => [row.endpoint_id, row.ends_at]))
}

/** The sealed secrets that sign now, by endpoint, the newest first. */
export async function signingSecrets(tx: Tx, endpointIds: readonly string[]): Promise<Map<string, string[]>> {
  const byEndpoint = new Map(endpointIds.map((id): [string, string[]] => [id, []]))
  if (endpointIds.length === 0) return byEndpoint
  const rows = await tx.db
    .selectFrom('webhook_secrets')
    .select(['endpoint_id', 'sealed'])
    .where('endpoint_id', 'in', endpointIds)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', tx.now.getTime())]))
    .orderBy('id', 'desc')
    .execute()
  for (const { endpoint_id, sealed } of rows) byEndpoint.get(endpoint_id)?.push(sealed)
  return byEndpoint
}

/** Throws when the vault has another key than the one that sealed it. */
export function openWebhookSecret(
  vault: Vault,
  sealed: string,
  { environment, endpointId }: { environment: EnvironmentId; endpointId: string },
): string {
  return vault.open(sealed, contextOf(environment, endpointId))
}

const contextOf = (environment: EnvironmentId, endpointId: string): string =>
  `webhook-secret ${environment} ${endpointId}`
