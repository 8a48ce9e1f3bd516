import type { Tx } from '../store/store.ts'
import { signingSecrets } from './webhook-endpoint-secret.ts'

/** What a payer's way back to the merchant is signed with and tells of. */
export interface CallbackFacts {
  readonly url: string
  readonly paymentId: string | null
  readonly secrets: readonly { readonly endpointId: string; readonly sealed: string }[]
}

/** Endpoints whose secrets sign: an address has room for few signatures. */
const MAX_ENDPOINTS = 5

/** Null when the link has no `callback_url`. */
export async function loadCallback(
  tx: Tx,
  { linkId, gatewayPaymentId }: { linkId: string; gatewayPaymentId: string },
): Promise<CallbackFacts | null> {
  const link = await tx.db
    .selectFrom('payment_links')
    .select('callback_url')
    .where('id', '=', linkId)
    .executeTakeFirst()
  if (link?.callback_url == null) return null
  const payment = await tx.db
    .selectFrom('payments')
    .select('id')
    .where('gateway_payment_id', '=', gatewayPaymentId)
    .executeTakeFirst()
  const endpoints = await tx.db
    .selectFrom('webhook_endpoints')
    .select('id')
    .where('status', '=', 'enabled')
    .orderBy('id', 'desc')
    .limit(MAX_ENDPOINTS)
    .execute()
  const ids = endpoints.map(({ id }) => id)
  const sealed = await signingSecrets(tx, ids)
  const secrets = ids.flatMap((endpointId) =>
    (sealed.get(endpointId) ?? []).map((one) => ({ endpointId, sealed: one })),
  )
  return { url: link.callback_url, paymentId: payment?.id ?? null, secrets }
}
