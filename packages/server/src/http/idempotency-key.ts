import { IDEMPOTENCY_KEY_MAX_LENGTH } from '@bahi/spec'
import { Refusal } from '../kit/errors.ts'
import type { Exchange } from './exchange.ts'

/**
 * The `Idempotency-Key` of a request, `null` without one. draft-ietf-httpapi-idempotency-key-header makes it a quoted
 * string (RFC 8941), clients send it bare: both are one key.
 */
export function readIdempotencyKey(c: Exchange): string | null {
  const header = c.req.header('Idempotency-Key')
  if (header === undefined) return null
  const key = header.startsWith('"') ? unquote(header) : header
  if (key === null || !visible.test(key)) {
    throw new Refusal('invalid_header', {
      errors: [
        {
          pointer: '/idempotency-key',
          in: 'header',
          code: 'invalid_value',
          detail: `Send 1 to ${IDEMPOTENCY_KEY_MAX_LENGTH} visible ASCII characters, bare or as a quoted string.`,
        },
      ],
    })
  }
  return key
}

const visible = new RegExp(`^[\\x21-\\x7e]{1,${IDEMPOTENCY_KEY_MAX_LENGTH}}$`)

function unquote(header: string): string | null {
  const inner = /^"((?:[^"\\]|\\["\\])*)"$/.exec(header)?.[1]
  return inner === undefined ? null : inner.replace(/\\(["\\])/g, '$1')
}
