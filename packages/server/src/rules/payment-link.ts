import type { InvoiceStatus, PaymentLink } from '@bahi/spec'
import { Temporal } from 'temporal-polyfill'
import { invalidField } from '../kit/errors.ts'

export type PaymentLinkStatus = PaymentLink['status']

/** What a link itself remembers. Times in epoch ms. */
export interface LinkFacts {
  readonly amount_minor: number
  readonly amount_paid_minor: number
  readonly expires_at: number | null
  readonly cancelled_at: number | null
}

/** The invoice that a link collects for, as it is now. */
export interface LinkedInvoice {
  readonly status: InvoiceStatus
  readonly amount_due_minor: number
  /** When it was paid or voided. */
  readonly closed_at: number | null
}

/**
 * A link's status is worked out, not kept: a void invoice's link is closed because it reads the invoice. What closes a
 * link first is what it stays.
 */
export function statusOf(link: LinkFacts, invoice: LinkedInvoice | null, now: number): PaymentLinkStatus {
  if (link.amount_paid_minor >= link.amount_minor) return 'paid'
  if (link.cancelled_at !== null) return 'cancelled'
  if (isOver(link, invoice?.closed_at ?? now)) return 'expired'
  if (invoice?.status === 'paid') return 'paid'
  if (invoice?.status === 'void') return 'cancelled'
  return link.amount_paid_minor > 0 ? 'partially_paid' : 'open'
}

const isOver = ({ expires_at }: LinkFacts, at: number): boolean => expires_at !== null && expires_at <= at

/** What may be paid through the link now: no more than its invoice still wants; 0 when it is closed. */
export function payableMinor(link: LinkFacts, invoice: LinkedInvoice | null, now: number): number {
  const status = statusOf(link, invoice, now)
  if (status !== 'open' && status !== 'partially_paid') return 0
  const left = link.amount_minor - link.amount_paid_minor
  return Math.max(0, Math.min(left, invoice?.amount_due_minor ?? left))
}

/** What the gateway takes (Razorpay: `expire_by`). */
export const MIN_EXPIRY_MS = 15 * 60 * 1000
const MAX_EXPIRY_MONTHS = 6

/** `expires_at` of a request as epoch ms; refused when the gateway could not keep to it. */
export function readExpiry(expiresAt: string | null | undefined, now: number): number | null {
  if (expiresAt == null) return null
  const at = Date.parse(expiresAt)
  // A month without such a day ends it; `Date` would go on into the next.
  const latest = Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO('UTC')
    .add({ months: MAX_EXPIRY_MONTHS })
  if (at >= now + MIN_EXPIRY_MS && at <= latest.epochMilliseconds) return at
  throw invalidField('/expires_at', 'out_of_range', 'Must be 15 minutes to 6 months ahead.')
}
