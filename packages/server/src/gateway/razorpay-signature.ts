import { createHmac } from 'node:crypto'
import { sameText } from '../kit/public-token.ts'

/** Lowercase hex HMAC-SHA256 under the secret as UTF-8, over exactly what was sent. */
export const razorpaySignature = (secret: string, signed: string): string =>
  createHmac('sha256', secret).update(signed).digest('hex')

export const isSignedBy = (secret: string, signed: string, signature: string): boolean =>
  sameText(signature, razorpaySignature(secret, signed))

/** What the payer is sent back with: `plink_id|reference_id|status|payment_id`, signed by the API key's secret. */
export const returnText = (query: Readonly<Record<string, string>>): string =>
  [
    query.razorpay_payment_link_id,
    query.razorpay_payment_link_reference_id,
    query.razorpay_payment_link_status,
    query.razorpay_payment_id,
  ].join('|')
