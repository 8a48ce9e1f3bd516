import { hmac, keyOf } from './hmac.ts'
import { rawPayload, type WebhookPayload } from './payload.ts'
import { keysOf, type WebhookSecrets } from './secret.ts'

export { decodeSecret, generateSecret } from './secret.ts'

/** The four headers of a signed delivery. */
export type SignatureHeaders = {
  /** The event's id, the same on every attempt. */
  'webhook-id': string
  /** Unix seconds of this attempt. */
  'webhook-timestamp': string
  /** `v1,<base64 HMAC-SHA256 of id.timestamp.body>`, one per secret, joined by a space. */
  'webhook-signature': string
  /** `t=<timestamp>,v1=<lowercase hex HMAC-SHA256 of timestamp.body>`, one `v1=` per secret. */
  'X-Billkart-Signature': string
}

/** What `sign` signs. */
export interface Unsigned {
  /** The event's id: visible ASCII without a full stop, which would blur where the id ends. */
  id: string
  /** Unix seconds, a whole number. */
  timestamp: number
  /** The body exactly as it will be sent. */
  payload: WebhookPayload
  /** `whsec_…`; several while a secret is being rotated. */
  secrets: WebhookSecrets
}

/**
 * Signs one delivery in both schemes. The HMAC key is the same in both: the bytes that the base64 after `whsec_`
 * decodes to, never the secret's text.
 *
 * Throws `RangeError` for an id or timestamp that cannot be signed, `WebhookVerificationError` (`bad_secret`) for a
 * secret that is none.
 *
 * Source: Standard Webhooks 1.0.0, and for `X-Billkart-Signature` the guide to webhooks.
 *
 * @example
 * const headers = sign({ id: 'evt_1', timestamp: Math.floor(Date.now() / 1000), payload: body, secrets: secret })
 */
export function sign({ id, timestamp, payload, secrets }: Unsigned): SignatureHeaders {
  if (!SIGNABLE_ID.test(id)) throw new RangeError('sign: id must be visible ASCII without a full stop')
  if (!Number.isSafeInteger(timestamp) || timestamp < 0) {
    throw new RangeError('sign: timestamp must be whole unix seconds, e.g. Math.floor(Date.now() / 1000)')
  }
  const body = rawPayload(payload)
  const keys = keysOf(secrets, keyOf)
  const standard = keys.map((key) => `v1,${hmac(key, `${id}.${timestamp}.`, body, 'base64')}`)
  const billkart = keys.map((key) => `v1=${hmac(key, `${timestamp}.`, body, 'hex')}`)
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': standard.join(' '),
    'X-Billkart-Signature': [`t=${timestamp}`, ...billkart].join(','),
  }
}

const SIGNABLE_ID = /^[\x21-\x2d\x2f-\x7e]{1,255}$/
