import type { WebhookEvent } from './events.ts'
import { parseEvent, rawPayload, type WebhookPayload } from './payload.ts'
import { checkTime, noMatch, readClaim, type VerifyOptions, type WebhookHeaders } from './scheme.ts'
import { decodeSecret, keysOf, rememberBySecret, type WebhookSecrets } from './secret.ts'

/**
 * Verifies a delivery and gives its event, with WebCrypto: for Workers, browsers and edge runtimes.
 *
 * Takes and gives what `verify` does; the promise rejects with `WebhookVerificationError` and nothing else.
 *
 * Source: Standard Webhooks 1.0.0, and for `X-Billkart-Signature` the guide to webhooks.
 *
 * @example
 * const event = await verifyAsync(await request.text(), request.headers, [env.BAHI_WEBHOOK_SECRET])
 */
export async function verifyAsync(
  payload: WebhookPayload,
  headers: WebhookHeaders,
  secrets: WebhookSecrets,
  options?: VerifyOptions,
): Promise<WebhookEvent> {
  const body = rawPayload(payload)
  const keys = keysOf(secrets, keyOf)
  const claim = readClaim(headers)
  checkTime(claim.timestamp, options)
  const text = claim.encoding === 'base64' ? toBase64 : toHex
  const signed = join(claim.prefix, body)
  for (const key of keys) {
    const expected = text(new Uint8Array(await crypto.subtle.sign('HMAC', await key, signed)))
    for (const given of claim.signatures) {
      if (equalInConstantTime(expected, given)) return parseEvent(body)
    }
  }
  throw noMatch()
}

// Decoded before the promise is made: a bad secret throws here and never leaves a rejection unheard.
const keyOf = rememberBySecret((secret) => importKey(decodeSecret(secret)))

function importKey(key: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
}

function join(prefix: string, body: string | Uint8Array): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder()
  if (typeof body === 'string') return encoder.encode(prefix + body)
  const head = encoder.encode(prefix)
  const joined = new Uint8Array(head.length + body.length)
  joined.set(head)
  joined.set(body, head.length)
  return joined
}

// WebCrypto has no constant-time compare for texts; every character is looked at, whatever differs.
function equalInConstantTime(expected: string, given: string): boolean {
  if (given.length !== expected.length) return false
  let difference = 0
  for (let i = 0; i < expected.length; i += 1) difference |= expected.charCodeAt(i) ^ given.charCodeAt(i)
  return difference === 0
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
