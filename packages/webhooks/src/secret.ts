import { WebhookVerificationError } from './error.ts'

/** A new endpoint secret: `whsec_` and the base64 of 32 random bytes. */
export function generateSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(SECRET_BYTES))
  return PREFIX + btoa(String.fromCharCode(...bytes))
}

/**
 * The key bytes of a secret; the `whsec_` prefix and the base64 padding may be missing.
 *
 * Throws `WebhookVerificationError` with code `bad_secret`.
 *
 * Source: Standard Webhooks 1.0.0, "Signature scheme".
 */
export function decodeSecret(secret: string): Uint8Array<ArrayBuffer> {
  const text = String(secret) // whatever the types promise
  const encoded = text.startsWith(PREFIX) ? text.slice(PREFIX.length) : text
  const digits = encoded.replace(/={1,2}$/, '')
  if (!BASE64_DIGITS.test(digits) || digits.length % 4 === 1) {
    throw new WebhookVerificationError('bad_secret', `The secret is not base64. ${WHERE}`)
  }
  const key = Uint8Array.from(atob(digits), (character) => character.charCodeAt(0))
  if (key.length < MIN_KEY_BYTES) {
    throw new WebhookVerificationError(
      'bad_secret',
      `The secret is shorter than ${MIN_KEY_BYTES} bytes. ${WHERE}`,
    )
  }
  return key
}

/** One secret, or several while one is being rotated; unset ones (`undefined`, `''`) are left out. */
export type WebhookSecrets = string | readonly (string | undefined)[] | undefined

/** Turns the secrets that are set into keys; refuses when none is set, since an empty key would let anyone sign. */
export function keysOf<Key>(secrets: WebhookSecrets, keyOf: (secret: string) => Key): Key[] {
  const keys: Key[] = []
  const list = typeof secrets === 'string' ? [secrets] : secrets
  // Whatever the types promise, only a list holds several.
  for (const secret of Array.isArray(list) ? list : []) if (secret) keys.push(keyOf(secret))
  if (keys.length === 0)
    throw new WebhookVerificationError('bad_secret', `No secret: is its variable set? ${WHERE}`)
  return keys
}

/** Remembers what `make` gave for a secret, so that a busy process decodes each secret once. */
export function rememberBySecret<Key>(make: (secret: string) => Key): (secret: string) => Key {
  const known = new Map<string, Key>()
  return (secret) => {
    const found = known.get(secret)
    if (found !== undefined) return found
    const key = make(secret)
    const oldest = known.keys().next()
    if (known.size >= MAX_REMEMBERED_KEYS && !oldest.done) known.delete(oldest.value)
    known.set(secret, key)
    return key
  }
}

const PREFIX = 'whsec_'
const SECRET_BYTES = 32
/** The specification asks 24 to 64 of senders; a receiver takes what its sender gave, down to what can be guessed. */
const MIN_KEY_BYTES = 16
/** Endpoints whose keys stay decoded: more than a process serves at once, at well under 1 kB each. */
const MAX_REMEMBERED_KEYS = 1000
const BASE64_DIGITS = /^[A-Za-z0-9+/]+$/
const WHERE =
  'Copy it whole (whsec_…) from the answer that created the webhook endpoint or rotated its secret.'
