import { type SignatureHeaders, sign } from '../src/signature.ts'

/** Computed with Python's hmac module; the first standard signature is the one that Standard Webhooks and Svix publish. */
export const golden = [
  {
    secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: 1614265330,
    payload: '{"test": 2432232314}',
    standard: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    billkart: 't=1614265330,v1=e96203c6de850e7dc1fde7489ef6140b402d3a5a64fe250cd2eef9830fac1cef',
  },
  {
    secret: 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
    id: 'evt_01J9XZ0000000000000000000A',
    timestamp: 1782641662,
    payload:
      '{"id":"evt_01J9XZ0000000000000000000A","type":"invoice.created","data":{"grand_total":220,"customer_phone":"+91••••43210"}}',
    standard: 'v1,5UaXqmVqS5rUC5duW1kIXbBViZjWfbGplUkSI5wjDBY=',
    billkart: 't=1782641662,v1=58df8c3b5374a552a9ef7fce35f34cf5c067ac57a70dc227925466c188114730',
  },
  {
    secret: 'whsec_ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=',
    id: 'evt_01J9XZ0000000000000000000A',
    timestamp: 1782641662,
    payload:
      '{"id":"evt_01J9XZ0000000000000000000A","type":"invoice.created","data":{"grand_total":220,"customer_phone":"+91••••43210"}}',
    standard: 'v1,HLdxp5i4xYoGcCiUtBY91FaINuNAzGefh+7oAe4p70k=',
    billkart: 't=1782641662,v1=0c6469a3a3b259cfc6053cbd8169a3c8c70ae180ed6f2ecc8305d1ce69f2eb49',
  },
] as const

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
