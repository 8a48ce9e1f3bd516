import { expirePaymentLink, lockLink } from '../operations/payment-link.ts'
import type { InnerHandler } from './handler.ts'

/** A link's time is over: told once, unless it was paid or cancelled meanwhile. */
export const paymentLinkExpireHandler: InnerHandler = {
  where: 'inside',
  lock: lockLink,
  async run(tx, { subjectId }) {
    const isExpired = await expirePaymentLink(tx, subjectId)
    return isExpired ? { what: 'payment_link.expired', id: subjectId } : null
  },
}
