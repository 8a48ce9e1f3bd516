import type { SimulatedRecord, SimulatedRecords } from '../operations/gateway-simulation.ts'
import { razorpaySignature, returnText } from './razorpay-signature.ts'
import type { RazorpayLink, RazorpayPayment } from './razorpay-wire.ts'
import { findLink, type SimulatedOptions } from './simulated.ts'
import { failureEvent, paymentEvents } from './simulated-event.ts'
import { razorpayId } from './simulated-id.ts'
import {
  type FormFault,
  type Instrument,
  keptOf,
  plainValue,
  readInstrument,
  type TestInstrument,
} from './simulated-instrument.ts'

/** One press of the pay button. */
export interface PayRequest {
  readonly instrument: Instrument
  /** What the payer wants to pay, where parts are accepted. */
  readonly amountMinor: number | null
  /** Made with the form: the same form sent twice is one payment. Another instrument or part typed into it is another try. */
  readonly attempt: string
}

export type PayOutcome =
  | { readonly kind: 'paid' | 'failed'; readonly link: RazorpayLink; readonly payment: RazorpayPayment }
  /** Nothing was tried: the form has a fault, or the link takes no more. */
  | { readonly kind: 'fault'; readonly link: RazorpayLink; readonly fault: FormFault }
  | { readonly kind: 'closed'; readonly link: RazorpayLink }

/** Tries to pay on the simulated gateway's page, and tells of it as its webhooks do. */
export async function payLink(
  { book, report }: SimulatedOptions,
  linkId: string,
  request: PayRequest,
): Promise<PayOutcome> {
  const outcome = await book.transaction((records) => tryPayment(records, linkId, request))
  if (outcome.kind === 'paid')
    for (const event of paymentEvents(outcome.link, outcome.payment)) await report(event)
  if (outcome.kind === 'failed') await report(failureEvent(outcome.payment))
  return outcome
}

/** A payment that failed, and what was typed for it. */
export interface FailedTry {
  readonly payment: RazorpayPayment
  readonly typed: Instrument
}

/** Null when no such payment of this link has failed. */
export const findFailedTry = (
  { book }: SimulatedOptions,
  linkId: string,
  paymentId: string,
): Promise<FailedTry | null> =>
  book.transaction(async (records) => {
    const record = await records.find(paymentId)
    if (record?.kind !== 'payment') return null
    const found = readRecord(record)
    const isOfLink = found.payment.description === descriptionOf(linkId)
    return isOfLink && found.payment.status === 'failed' ? found : null
  })

/** Where the payer goes back to, with what proves that it is from here. */
export function returnUrl(link: RazorpayLink, paymentId: string, keySecret: string): string {
  const query = {
    razorpay_payment_id: paymentId,
    razorpay_payment_link_id: link.id,
    razorpay_payment_link_reference_id: link.reference_id,
    razorpay_payment_link_status: link.status,
  }
  const url = new URL(link.callback_url)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  url.searchParams.set('razorpay_signature', razorpaySignature(keySecret, returnText(query)))
  return url.href
}

async function tryPayment(
  records: SimulatedRecords,
  linkId: string,
  request: PayRequest,
): Promise<PayOutcome> {
  const link = await findLink(records, linkId)
  const before = await records.findByReference('payment', attemptOf(link, request))
  if (before !== null) {
    const { payment } = readRecord(before)
    return { kind: payment.status === 'captured' ? 'paid' : 'failed', link, payment }
  }
  if (link.status !== 'created' && link.status !== 'partially_paid') return { kind: 'closed', link }
  const due = link.amount - link.amount_paid
  const amount = link.accept_partial ? (request.amountMinor ?? due) : due
  if (amount < 1 || amount > due) return { kind: 'fault', link, fault: 'amount' }
  const read = readInstrument(request.instrument, records.now)
  if ('fault' in read) return { kind: 'fault', link, fault: read.fault }
  const payment = paymentOf({ link, amount, request, instrument: read.instrument, now: records.now })
  await records.insert({
    id: payment.id,
    kind: 'payment',
    reference: attemptOf(link, request),
    payment_id: null,
    body: JSON.stringify({ ...payment, typed: keptOf(request.instrument, read.instrument) }),
  })
  if (payment.status === 'failed') return { kind: 'failed', link, payment }
  return { kind: 'paid', link: await settle(records, link, payment), payment }
}

const attemptOf = ({ id }: RazorpayLink, { attempt, amountMinor, instrument }: PayRequest) =>
  `${id} ${attempt} ${amountMinor ?? 'all'} ${plainValue(instrument)}`

/** What was typed is kept beside what is on the wire. */
function readRecord({ body }: SimulatedRecord): FailedTry {
  const { typed, ...payment }: RazorpayPayment & Pick<FailedTry, 'typed'> = JSON.parse(body)
  return { payment, typed }
}

const descriptionOf = (linkId: string) => `#${linkId}`

interface Attempt {
  readonly link: RazorpayLink
  readonly amount: number
  readonly request: PayRequest
  readonly instrument: TestInstrument
  readonly now: number
}

function paymentOf({ link, amount, request, instrument, now }: Attempt): RazorpayPayment {
  const given = request.instrument
  const { failure, refundFails } = instrument
  return {
    id: razorpayId('pay'),
    entity: 'payment',
    amount,
    currency: link.currency,
    status: failure === undefined ? 'captured' : 'failed',
    order_id: razorpayId('order'),
    method: given.method,
    captured: failure === undefined,
    amount_refunded: 0,
    description: descriptionOf(link.id),
    vpa: given.method === 'upi' ? instrument.value : null,
    bank: given.method === 'netbanking' ? instrument.value : null,
    notes: { ...link.notes, ...(refundFails ? { refund: 'fails' } : {}) },
    error_code: failure?.code ?? null,
    error_description: failure?.description ?? null,
    created_at: Math.floor(now / 1000),
  }
}

async function settle(
  records: SimulatedRecords,
  link: RazorpayLink,
  payment: RazorpayPayment,
): Promise<RazorpayLink> {
  const amount_paid = link.amount_paid + payment.amount
  const settled: RazorpayLink = {
    ...link,
    amount_paid,
    status: amount_paid >= link.amount ? 'paid' : 'partially_paid',
    updated_at: payment.created_at,
    payments: [
      ...(link.payments ?? []),
      {
        payment_id: payment.id,
        plink_id: link.id,
        amount: payment.amount,
        method: payment.method,
        status: payment.status,
        created_at: payment.created_at,
      },
    ],
  }
  await records.update(link.id, JSON.stringify(settled))
  return settled
}
