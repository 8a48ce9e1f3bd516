import type { SimulatedRecords } from '../operations/gateway-simulation.ts'
import { MIN_EXPIRY_MS } from '../rules/payment-link.ts'
import { GatewayError } from './gateway.ts'
import type {
  RazorpayApi,
  RazorpayLink,
  RazorpayLinkRequest,
  RazorpayPayment,
  RazorpayRefund,
} from './razorpay-wire.ts'
import { eventIdOf, refundEvent, type SimulatedEvent } from './simulated-event.ts'
import { razorpayId } from './simulated-id.ts'

/** Where a simulated gateway keeps its records. */
export interface SimulatedBook {
  transaction<T>(work: (records: SimulatedRecords) => Promise<T>): Promise<T>
}

export interface SimulatedOptions {
  readonly book: SimulatedBook
  /** The page on which a link is paid. */
  pageUrl(linkId: string): string
  /** Tells of what happened, as a webhook would. */
  report(event: SimulatedEvent): Promise<void>
}

/** A gateway that speaks Razorpay's wire and moves no money. */
export function createSimulatedApi({ book, pageUrl, report }: SimulatedOptions): RazorpayApi {
  return {
    createLink: (request) => book.transaction((records) => createLink(records, request, pageUrl)),
    fetchLink: (id) => book.transaction((records) => findLink(records, id)),
    findLinks: (reference) =>
      book.transaction(async (records) => {
        const record = await records.findByReference('payment_link', reference)
        return record === null ? [] : [await findLink(records, record.id)]
      }),
    cancelLink: (id) => book.transaction((records) => cancelLink(records, id)),
    async refund(paymentId, request) {
      const refund = await book.transaction((records) => refundPayment(records, paymentId, request))
      await report({ id: eventIdOf(refund.id), event: refundEvent(refund) })
      return refund
    },
    listRefunds: (paymentId) =>
      book.transaction(async (records) =>
        (await records.refundsOf(paymentId)).map(({ body }): RazorpayRefund => JSON.parse(body)),
      ),
  }
}

/** Null when there is none. */
export const findSimulatedLink = ({ book }: SimulatedOptions, id: string): Promise<RazorpayLink | null> =>
  book.transaction(async (records) =>
    (await records.find(id))?.kind === 'payment_link' ? findLink(records, id) : null,
  )

const refused = (description: string) => new GatewayError('refused', description)

/** Expired ones read as such, though nobody has written it down. */
export async function findLink(records: SimulatedRecords, id: string): Promise<RazorpayLink> {
  const record = await records.find(id)
  if (record?.kind !== 'payment_link') throw refused('The id provided does not exist')
  const link: RazorpayLink = JSON.parse(record.body)
  const isOpen = link.status === 'created' || link.status === 'partially_paid'
  const isOver = link.expire_by > 0 && link.expire_by * 1000 <= records.now
  return isOpen && isOver ? { ...link, status: 'expired', expired_at: link.expire_by } : link
}

const MAX_REFERENCE = 40
const MAX_DESCRIPTION = 2048
const MAX_NOTES = 15
const MAX_EXPIRY_MS = 184 * 24 * 60 * 60 * 1000

async function createLink(
  records: SimulatedRecords,
  request: RazorpayLinkRequest,
  pageUrl: (id: string) => string,
): Promise<RazorpayLink> {
  refuseFaults(request, records.now)
  const id = razorpayId('plink')
  const at = Math.floor(records.now / 1000)
  const link: RazorpayLink = {
    id,
    short_url: pageUrl(id),
    status: 'created',
    amount: request.amount,
    amount_paid: 0,
    currency: request.currency,
    description: request.description ?? '',
    reference_id: request.reference_id ?? '',
    accept_partial: request.accept_partial === true,
    expire_by: request.expire_by ?? 0,
    expired_at: 0,
    cancelled_at: 0,
    callback_url: request.callback_url ?? '',
    callback_method: request.callback_method ?? '',
    customer: request.customer ?? {},
    notes: request.notes ?? {},
    payments: null,
    user_id: 'simulated',
    created_at: at,
    updated_at: at,
  }
  const reference = link.reference_id === '' ? null : link.reference_id
  const record = {
    id,
    kind: 'payment_link' as const,
    reference,
    payment_id: null,
    body: JSON.stringify(link),
  }
  if (await records.insert(record)) return link
  throw refused(`payment link creation failed: reference_id ${reference} already exists`)
}

/** Over HTTP anything may come, whatever the type says. */
function refuseFaults(request: Partial<RazorpayLinkRequest>, now: number): void {
  const {
    amount,
    currency,
    description = '',
    reference_id = '',
    notes = {},
    expire_by,
    callback_url,
  } = request
  if (!Number.isSafeInteger(amount) || Number(amount) <= 0)
    throw refused('amount: must be a whole number above 0')
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) throw refused('currency: not supported')
  if (description.length > MAX_DESCRIPTION)
    throw refused(`description: may have ${MAX_DESCRIPTION} characters`)
  if (reference_id.length > MAX_REFERENCE) throw refused(`reference_id: may have ${MAX_REFERENCE} characters`)
  if (Object.keys(notes).length > MAX_NOTES) throw refused(`notes: may have ${MAX_NOTES} pairs`)
  if (callback_url && request.callback_method !== 'get') throw refused('callback_method: must be get')
  if (expire_by === undefined || expire_by === 0) return
  if (expire_by * 1000 < now + MIN_EXPIRY_MS) throw refused('expire_by: must be at least 15 minutes ahead')
  if (expire_by * 1000 > now + MAX_EXPIRY_MS) throw refused('expire_by: must be within 6 months')
}

async function cancelLink(records: SimulatedRecords, id: string): Promise<RazorpayLink> {
  const link = await findLink(records, id)
  if (link.status !== 'created') throw refused(`A payment link in ${link.status} state cannot be cancelled`)
  const at = Math.floor(records.now / 1000)
  const cancelled: RazorpayLink = { ...link, status: 'cancelled', cancelled_at: at, updated_at: at }
  await records.update(id, JSON.stringify(cancelled))
  return cancelled
}

async function refundPayment(
  records: SimulatedRecords,
  paymentId: string,
  { amount, receipt, notes }: { amount: number; receipt: string; notes: Readonly<Record<string, string>> },
): Promise<RazorpayRefund> {
  const record = await records.find(paymentId)
  if (record?.kind !== 'payment') throw refused('The id provided does not exist')
  const payment: RazorpayPayment = JSON.parse(record.body)
  if (payment.status !== 'captured') throw refused('The payment has not been captured')
  if (payment.amount_refunded + amount > payment.amount)
    throw refused('The refund amount provided is greater than amount captured')
  const fails = payment.notes.refund === 'fails'
  const refund: RazorpayRefund = {
    id: razorpayId('rfnd'),
    entity: 'refund',
    payment_id: paymentId,
    amount,
    currency: payment.currency,
    receipt: receipt ?? null,
    status: fails ? 'failed' : 'processed',
    notes: notes ?? {},
    created_at: Math.floor(records.now / 1000),
  }
  const isNew = await records.insert({
    id: refund.id,
    kind: 'refund',
    reference: refund.receipt,
    payment_id: paymentId,
    body: JSON.stringify(refund),
  })
  if (!isNew) throw refused('receipt: a refund with this receipt exists')
  if (!fails)
    await records.update(
      paymentId,
      JSON.stringify({ ...payment, amount_refunded: payment.amount_refunded + amount }),
    )
  return refund
}
