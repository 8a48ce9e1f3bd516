import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import type { SignatureEncoding } from './scheme.ts'
import { decodeSecret, rememberBySecret } from './secret.ts'

/** HMAC-SHA256 of `prefix` and `body`, one after the other, without joining them into a copy. */
export function hmac(
  key: KeyObject,
  prefix: string,
  body: string | Uint8Array,
  encoding: SignatureEncoding,
): string {
  return createHmac('sha256', key).update(prefix).update(body).digest(encoding)
}

/** A key object of the secret; OpenSSL is handed one faster than bare bytes. */
export const keyOf = rememberBySecret((secret) => createSecretKey(decodeSecret(secret)))
