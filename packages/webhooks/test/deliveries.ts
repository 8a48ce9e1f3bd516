import { type SignatureHeaders, sign } from '../src/signature.ts'
import vectors from './vectors.json' with { type: 'json' }

/** Computed with Python's hmac module; the first standard signature is the one that Standard Webhooks and Svix publish. */
export const golden = [vectors.published, vectors.current, vectors.rotated] as const

export const secret = golden[1].secret
export const otherSecret = golden[2].secret

/** An event as the server sends it, serialised. */
export function body(id = 'evt_01J9XZ0000000000000000000A', type = 'invoice.sent'): string {
  const data = { id: 'inv_01J9XZ0000000000000000000B', object: 'invoice', status: 'open' }
  return JSON.stringify({
    id,
    type,
    created_at: '2026-06-28T10:14:22.000Z',
    api_version: '1.4',
    sequence: 7,
    livemode: false,
    data,
  })
}

export function signed(payload: string | Uint8Array, secrets: string | string[] = secret): SignatureHeaders {
  return sign({ id: 'evt_1', timestamp: nowSeconds(), payload, secrets })
}

export function nowSeconds(): number {
  return Math.floor(Date.now() / 1000)
}

export function standardOnly(headers: SignatureHeaders): Record<string, string> {
  const { 'X-Billkart-Signature': _billkart, ...standard } = headers
  return standard
}

export function billkartOnly(headers: SignatureHeaders): Record<string, string> {
  return { 'X-Billkart-Signature': headers['X-Billkart-Signature'] }
}
