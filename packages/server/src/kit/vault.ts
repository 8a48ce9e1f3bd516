import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Keeps secrets that must be read again (webhook secrets, stored answers) so that no dump of the data shows them. */
export interface Vault {
  /** `context` says what the secret is for; opening it under another context fails. */
  seal(plaintext: string, context: string): string
  /** Throws when the text was altered or sealed by another key or for another context. */
  open(sealed: string, context: string): string
}

const NONCE_BYTES = 12
const TAG_BYTES = 16
const KEY_BYTES = 32

/** AES-256-GCM under a key derived from `keyMaterial` (HKDF-SHA256, RFC 5869), the context being authenticated with it. */
export function createVault(keyMaterial: Uint8Array | string, purpose: string): Vault {
  const key = Buffer.from(hkdfSync('sha256', keyMaterial, 'bahi', purpose, KEY_BYTES))
  return {
    seal(plaintext, context) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
      const body = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      })
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      return (
        decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
      )
    },
  }
}
