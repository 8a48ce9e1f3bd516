import { MIN_EXPIRY_MS } from '../rules/payment-link.ts'
import type {
  Gateway,
  GatewayLink,
  GatewayLinkRequest,
  GatewayPayment,
  GatewayRefund,
  GatewayReport,
} from './gateway.ts'
import { isSignedBy, returnText } from './razorpay-signature.ts'
import type { RazorpayApi, RazorpayEvent, RazorpayLink, RazorpayRefund } from './razorpay-wire.ts'

export interface RazorpaySecrets {
  /** The API key's: signs the payer's return. */
  readonly keySecret: string
  readonly webhookSecret: string
}

/** Collects through Razorpay, or through what speaks as it does. `now` answers epoch ms. */
export function createRazorpayGateway(
  api: RazorpayApi,
  secrets: RazorpaySecrets,
  now: () => Promise<number>,
): Gateway {
  return {
    async createLink(request) {
      const body = linkRequest(request, await now())
      try {
        return gatewayLink(await api.createLink(body))
      } catch (error) {
        // no answer, or the reference is taken by the attempt before: it may have been made
        const [made] = await api.findLinks(request.reference).catch(() => [])
        if (made === undefined) throw error
        return gatewayLink(made)
      }
    },
    retrieveLink: async (id) => gatewayLink(await api.fetchLink(id)),
    cancelLink: async (id) => void (await api.cancelLink(id)),
    async refund({ paymentId, amountMinor, receipt }) {
      // looked up first: the attempt before may have been carried out though its answer was lost
      const before = (await api.listRefunds(paymentId)).find((refund) => refund.receipt === receipt)
      if (before !== undefined) return gatewayRefund(before)
      return gatewayRefund(await api.refund(paymentId, { amount: amountMinor, receipt, notes: {} }))
    },
    readReport: (rawBody, signature) =>
      isSignedBy(secrets.webhookSecret, rawBody, signature) ? reportOf(JSON.parse(rawBody)) : null,
    isOwnReturn: (query) => isSignedBy(secrets.keySecret, returnText(query), query.razorpay_signature ?? ''),
  }
}

/** What Razorpay takes at most. */
const MAX_DESCRIPTION = 2048
/** Room for a clock that is behind and for the way there. */
const EXPIRY_SLACK_MS = 60_000

function linkRequest(request: GatewayLinkRequest, now: number) {
  const { expiresAt } = request
  // ours may end sooner than theirs can; what is paid after the end is recorded all the same
  const expireBy = expiresAt === null ? null : Math.max(expiresAt, now + MIN_EXPIRY_MS + EXPIRY_SLACK_MS)
  return {
    amount: request.amountMinor,
    currency: request.currency,
    accept_partial: request.acceptPartial,
    description: cut(request.description),
    reference_id: request.reference,
    customer: request.customer,
    ...(expireBy === null ? {} : { expire_by: Math.floor(expireBy / 1000) }),
    notify: { email: false, sms: false },
    reminder_enable: false,
    notes: { reference: request.reference },
    callback_url: request.returnUrl,
    callback_method: 'get' as const,
  }
}

/** Never within a character: half a pair is no text. */
const cut = (text: string): string => text.slice(0, MAX_DESCRIPTION).replace(/[\ud800-\udbff]$/, '')

const gatewayLink = (link: RazorpayLink): GatewayLink => ({
  id: link.id,
  url: link.short_url,
  reference: link.reference_id,
  amountMinor: Number(link.amount),
  amountPaidMinor: Number(link.amount_paid),
  isOpen: link.status === 'created' || link.status === 'partially_paid',
  payments: (link.payments ?? [])
    .filter(({ status }) => status === 'captured')
    .map((payment) => ({
      id: payment.payment_id,
      reference: link.reference_id,
      amountMinor: Number(payment.amount),
      currency: link.currency,
      method: payment.method,
    })),
})

const gatewayRefund = ({ id, receipt, status }: RazorpayRefund): GatewayRefund => ({ id, receipt, status })

/**
 * One payment by link fires payment.authorized, payment.captured, order.paid and payment_link.paid, in any order. What is
 * captured is money: whichever tells of it first is the one that is posted.
 */
function reportOf({ event: type, payload }: RazorpayEvent): GatewayReport {
  const refund = payload.refund?.entity
  if (refund !== undefined && ['refund.processed', 'refund.failed'].includes(type))
    return {
      type,
      refund: { ...gatewayRefund(refund), status: type === 'refund.failed' ? 'failed' : 'processed' },
    }
  const payment = capturedPayment(payload)
  return payment === null ? { type, other: true } : { type, payment }
}

function capturedPayment({ payment_link, payment }: RazorpayEvent['payload']): GatewayPayment | null {
  const entity = payment?.entity
  if (entity === undefined || entity.status !== 'captured') return null
  // the order's id is told with and without its prefix, so nothing is found by it
  const reference = payment_link?.entity.reference_id ?? entity.notes?.reference
  if (reference === undefined) return null
  return {
    id: entity.id,
    reference,
    amountMinor: Number(entity.amount),
    currency: entity.currency,
    method: entity.method,
  }
}
