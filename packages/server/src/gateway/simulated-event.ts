import type { RazorpayEvent, RazorpayLink, RazorpayPayment, RazorpayRefund } from './razorpay-wire.ts'

/** A webhook to be sent: `id` goes into the header `x-razorpay-event-id`. */
export interface SimulatedEvent {
  readonly id: string
  readonly event: RazorpayEvent
}

/** The same for the same cause, as it is when a webhook is sent again. */
export const eventIdOf = (...cause: readonly string[]): string => `event_${cause.join('_')}`

/** What one captured payment fires: four events, of which any may arrive first. */
export function paymentEvents(link: RazorpayLink, payment: RazorpayPayment): SimulatedEvent[] {
  const isPaid = link.status === 'paid'
  const order = {
    id: payment.order_id,
    entity: 'order' as const,
    amount: link.amount,
    amount_paid: link.amount_paid,
    currency: link.currency,
    receipt: link.reference_id,
    status: isPaid ? 'paid' : 'attempted',
  }
  const ofPayment = { payment: { entity: payment } }
  const ofOrder = { order: { entity: order }, ...ofPayment }
  const ofLink = { payment_link: { entity: link }, ...ofOrder }
  const authorized = { payment: { entity: { ...payment, status: 'authorized' as const, captured: false } } }
  return [
    told('payment.authorized', authorized, payment),
    told('payment.captured', ofPayment, payment),
    ...(isPaid ? [told('order.paid', ofOrder, payment)] : []),
    told(isPaid ? 'payment_link.paid' : 'payment_link.partially_paid', ofLink, payment),
  ]
}

export const failureEvent = (payment: RazorpayPayment): SimulatedEvent =>
  told('payment.failed', { payment: { entity: payment } }, payment)

export const refundEvent = (refund: RazorpayRefund): RazorpayEvent =>
  bodyOf(
    refund.status === 'failed' ? 'refund.failed' : 'refund.processed',
    { refund: { entity: refund } },
    refund,
  )

const told = (
  event: string,
  payload: RazorpayEvent['payload'],
  payment: RazorpayPayment,
): SimulatedEvent => ({
  id: eventIdOf(event, payment.id),
  event: bodyOf(event, payload, payment),
})

const bodyOf = (
  event: string,
  payload: RazorpayEvent['payload'],
  { created_at }: { readonly created_at: number },
): RazorpayEvent => ({
  entity: 'event',
  account_id: 'acc_simulated',
  event,
  contains: Object.keys(payload),
  created_at,
  payload,
})
