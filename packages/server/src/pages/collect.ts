import type { Gateway, GatewayLink } from '../gateway/gateway.ts'
import { type Collection, keepGatewayLink, loadCollection } from '../operations/gateway-link.ts'
import { recordGatewayPayment } from '../operations/gateway-payment.ts'
import type { LinkAt, PageServices } from './services.ts'

/** A stale link may lie at the gateway from a press that was cut off: then the next reference is taken. */
const MAX_TRIES = 3

/**
 * Where the payer pays what is due now; null when nothing can be paid here. The gateway's link is made on the first
 * press, with no transaction open, and again when the amount has changed since. Throws a GatewayError.
 */
export async function collect(services: PageServices, at: LinkAt): Promise<string | null> {
  const gateway = services.gateways.of(at.environment)
  if (gateway === null) return null
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const collection = await services.store.read(at.environment, (tx) => loadCollection(tx, at.linkId))
    const { row, payableMinor } = collection
    if (payableMinor === 0) return null
    if (row.gateway_url !== null && row.gateway_due_minor === payableMinor) return row.gateway_url
    if (row.gateway_link_id !== null) await closeFormer(services, gateway, row.gateway_link_id)
    const link = await gateway.createLink(requestOf(services, at, collection))
    await recordPayments(services, at, link)
    await keep(services, at, collection, link)
    if (link.isOpen && link.amountMinor - link.amountPaidMinor === payableMinor) return link.url
  }
  return null
}

/** Records what the gateway has taken through a link, whether its webhooks came or not. */
export async function recordPayments(
  { store }: PageServices,
  { environment }: LinkAt,
  { payments }: GatewayLink,
): Promise<void> {
  for (const payment of payments) {
    await store.transaction(environment, (tx) => recordGatewayPayment(tx, payment))
  }
}

/** It asks for another amount than is due now. If it can't be closed, what is paid on it is recorded all the same. */
async function closeFormer(services: PageServices, gateway: Gateway, gatewayLinkId: string): Promise<void> {
  try {
    await gateway.cancelLink(gatewayLinkId)
  } catch (error) {
    services.logger.warn('A former link could not be closed at the gateway', { gatewayLinkId, error })
  }
}

function requestOf(services: PageServices, at: LinkAt, collection: Collection) {
  const { row, payableMinor, invoiceNo, customer } = collection
  const token = services.tokens.sign('p', { environment: at.environment, id: row.id })
  return {
    reference: row.gateway_count === 0 ? row.id : `${row.id}-${row.gateway_count + 1}`,
    amountMinor: payableMinor,
    currency: row.currency,
    description: row.description ?? (invoiceNo === null ? '' : `Invoice ${invoiceNo}`),
    acceptPartial: row.accept_partial === 1,
    expiresAt: row.expires_at,
    customer,
    returnUrl: `${services.publicUrl()}/p/${token}/return`,
  }
}

const keep = ({ store }: PageServices, at: LinkAt, { row }: Collection, link: GatewayLink) =>
  store.transaction(at.environment, (tx) =>
    keepGatewayLink(tx, at.linkId, {
      count: row.gateway_count,
      made: { id: link.id, url: link.url, dueMinor: link.amountMinor - link.amountPaidMinor },
    }),
  )
