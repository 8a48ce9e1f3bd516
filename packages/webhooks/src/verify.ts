import { timingSafeEqual } from 'node:crypto'
import type { WebhookEvent } from './events.ts'
import { hmac, keyOf } from './hmac.ts'
import { parseEvent, rawPayload, type WebhookPayload } from './payload.ts'
import {
  checkTime,
  noMatch,
  readClaim,
  type SignatureEncoding,
  type VerifyOptions,
  type WebhookHeaders,
} from './scheme.ts'
import { keysOf, type WebhookSecrets } from './secret.ts'

/**
 * Verifies a delivery and gives its event, synchronously, with node:crypto.
 *
 * `payload` is the raw body as it came; `headers` are Node's, a `Headers` or a record in any case. Both signature
 * schemes are known: the standard headers, or X-Billkart-Signature alone. The event's fields are not validated.
 *
 * Throws `WebhookVerificationError` with the `code` of the one reason, and nothing else.
 *
 * Source: Standard Webhooks 1.0.0, and for `X-Billkart-Signature` the guide to webhooks.
 *
 * @example
 * const event = verify(await request.text(), request.headers, [process.env.BAHI_WEBHOOK_SECRET])
 */
export function verify(
  payload: WebhookPayload,
  headers: WebhookHeaders,
  secrets: WebhookSecrets,
  options?: VerifyOptions,
): WebhookEvent {
  const body = rawPayload(payload)
  prove(body, headers, secrets, options)
  return parseEvent(body)
}

/** Verifies as `verify` does without parsing the body: for a receiver that only queues it. */
export function verifySignature(
  payload: WebhookPayload,
  headers: WebhookHeaders,
  secrets: WebhookSecrets,
  options?: VerifyOptions,
): void {
  prove(rawPayload(payload), headers, secrets, options)
}

function prove(
  body: string | Uint8Array,
  headers: WebhookHeaders,
  secrets: WebhookSecrets,
  options?: VerifyOptions,
): void {
  const keys = keysOf(secrets, keyOf)
  const { prefix, timestamp, signatures, encoding } = readClaim(headers)
  checkTime(timestamp, options)
  for (const key of keys) {
    const expected = hmac(key, prefix, body, encoding)
    for (const given of signatures) {
      if (equal(expected, given, encoding)) return
    }
  }
  throw noMatch()
}

// The texts are compared, not what they decode to, so a signature has one spelling only.
function equal(expected: string, given: string, encoding: SignatureEncoding): boolean {
  if (given.length !== expected.length) return false
  const { left, right } = scratch[encoding]
  left.write(expected, 'latin1')
  // Text beyond ASCII takes more bytes than it has characters, and leaves old bytes standing at the end.
  return right.write(given, 'utf8') === given.length && timingSafeEqual(left, right)
}

// Written and compared within one synchronous call, so one pair serves all.
const scratch = {
  base64: { left: Buffer.alloc(44), right: Buffer.alloc(44) },
  hex: { left: Buffer.alloc(64), right: Buffer.alloc(64) },
}
