import { sign } from '@bahi/webhooks/signature'
import { type CallbackFacts, loadCallback } from '../operations/gateway-callback.ts'
import { linkIdOf } from '../operations/gateway-payment.ts'
import { retrievePaymentLink } from '../operations/payment-link.ts'
import { openWebhookSecret } from '../operations/webhook-endpoint-secret.ts'
import { recordPayments } from './collect.ts'
import type { LinkAt, PageServices } from './services.ts'

/**
 * The payer is back from the gateway: what was paid is looked up there, whether its webhook came or not. Answers the
 * merchant's address, signed, or null when the link's own page tells the rest.
 */
export async function returnFromGateway(
  services: PageServices,
  at: LinkAt,
  query: Readonly<Record<string, string>>,
): Promise<string | null> {
  const gateway = services.gateways.of(at.environment)
  const isOurs = linkIdOf(query.razorpay_payment_link_reference_id ?? '') === at.linkId
  if (gateway === null || !isOurs || !gateway.isOwnReturn(query)) return null
  try {
    await recordPayments(services, at, await gateway.retrieveLink(query.razorpay_payment_link_id ?? ''))
  } catch (error) {
    // the webhook will tell of it
    services.logger.warn('A payment could not be looked up at the gateway', { linkId: at.linkId, error })
  }
  return merchantAddress(services, at, query.razorpay_payment_id ?? '')
}

async function merchantAddress(
  services: PageServices,
  at: LinkAt,
  gatewayPaymentId: string,
): Promise<string | null> {
  const { facts, link } = await services.store.read(at.environment, async (tx) => ({
    facts: await loadCallback(tx, { linkId: at.linkId, gatewayPaymentId }),
    link: await retrievePaymentLink(tx, at.linkId),
  }))
  if (facts === null) return null
  const url = new URL(facts.url)
  url.searchParams.set('payment_link_id', link.id)
  url.searchParams.set('payment_link_status', link.status)
  url.searchParams.set('payment_id', facts.paymentId ?? '')
  const timestamp = Math.floor(services.clock.wall() / 1000)
  url.searchParams.set('timestamp', String(timestamp))
  const payload = [link.id, link.status, facts.paymentId ?? ''].join('|')
  const signature = signatureOf(services, at, { facts, payload, timestamp })
  if (signature !== null) url.searchParams.set('signature', signature)
  return url.href
}

/** As webhooks are signed, with the same secrets: `payment_link_id|payment_link_status|payment_id` is the body. */
function signatureOf(
  { vault }: PageServices,
  { environment, linkId }: LinkAt,
  { facts, payload, timestamp }: { facts: CallbackFacts; payload: string; timestamp: number },
): string | null {
  const secrets = facts.secrets.map(({ endpointId, sealed }) =>
    openWebhookSecret(vault, sealed, { environment, endpointId }),
  )
  if (secrets.length === 0) return null
  return sign({ id: linkId, timestamp, payload, secrets })['webhook-signature']
}
