import { createHmac, createSecretKey } from 'node:crypto'
import { decodeSecret, sign, verify, verifyAsync, verifySignature } from '@bahi/webhooks'
import * as standardwebhooks from 'standardwebhooks'
import Stripe from 'stripe'
import * as svix from 'svix'

/** One way of proving the same delivery. */
export interface Verifier {
  readonly name: string
  verify(): unknown
}

/** What every verification has to do at least; most code hands the key over as bytes. */
export const KEY_BYTES = 'createHmac, key as bytes'
export const KEY_OBJECT = 'createHmac, key as KeyObject'

const SECRET = 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8='

/** Those that prove a delivery and leave its body unread. */
export function provers(bytes: number): Verifier[] {
  const { payload, headers, stripeHeader } = delivery(bytes)
  const webhook = new svix.Webhook(SECRET)
  const { webhooks } = new Stripe('sk_test_bench')
  return [
    ...rawHmacs(payload, headers),
    { name: '@bahi/webhooks, verifySignature', verify: () => verifySignature(payload, headers, [SECRET]) },
    { name: 'svix', verify: () => webhook.verify(payload, headers) },
    {
      name: 'stripe, verifyHeader',
      verify: () => webhooks.signature?.verifyHeader(payload, stripeHeader, SECRET),
    },
  ]
}

/** Those that give the event as well; beside them raw HMAC and JSON.parse. */
export function readers(bytes: number): Verifier[] {
  const { payload, headers, stripeHeader } = delivery(bytes)
  const webhook = new standardwebhooks.Webhook(SECRET)
  const { webhooks } = new Stripe('sk_test_bench')
  const parsing = rawHmacs(payload, headers).map((raw) => ({
    name: raw.name,
    verify: () => [raw.verify(), JSON.parse(payload.toString())],
  }))
  return [
    ...parsing,
    { name: '@bahi/webhooks, verify', verify: () => verify(payload, headers, [SECRET]) },
    { name: '@bahi/webhooks, verifyAsync', verify: () => verifyAsync(payload, headers, [SECRET]) },
    { name: 'standardwebhooks', verify: () => webhook.verify(payload, headers) },
    {
      name: 'stripe, constructEvent',
      verify: () => webhooks.constructEvent(payload, stripeHeader, SECRET),
    },
  ]
}

function rawHmacs(payload: Buffer, headers: Record<string, string>): Verifier[] {
  const bytes = decodeSecret(SECRET)
  const object = createSecretKey(bytes)
  const prefix = `${headers['webhook-id']}.${headers['webhook-timestamp']}.`
  const hmac = (key: typeof bytes | typeof object) =>
    createHmac('sha256', key).update(prefix).update(payload).digest('base64')
  return [
    { name: KEY_BYTES, verify: () => hmac(bytes) },
    { name: KEY_OBJECT, verify: () => hmac(object) },
  ]
}

/** One event of about this size, as bytes and headers off the wire, in ours and in Stripe's scheme. */
function delivery(bytes: number) {
  const data = { id: 'inv_1', object: 'invoice', items: [] as object[] }
  const event = { id: 'evt_1', type: 'invoice.sent', created_at: '2026-06-28T10:14:22.000Z', data }
  while (JSON.stringify(event).length < bytes) {
    data.items.push({ id: 'itm_1', name: 'Basmati rice, 5 kg', qty: 2, unit_price: { amount: 64900 } })
  }
  const text = JSON.stringify(event)
  const timestamp = Math.floor(Date.now() / 1000)
  const signed = sign({ id: event.id, timestamp, payload: text, secrets: SECRET })
  const { 'X-Billkart-Signature': billkart, ...standard } = signed
  const headers: Record<string, string> = {
    host: 'app.example',
    'user-agent': 'Bahi/1.4',
    'content-type': 'application/json',
    ...standard,
    'x-billkart-signature': billkart,
    'content-length': String(text.length),
    connection: 'keep-alive',
  }
  const test = { payload: text, secret: SECRET, timestamp }
  const stripeHeader = new Stripe('sk_test_bench').webhooks.generateTestHeaderString(test)
  return { payload: Buffer.from(text), headers, stripeHeader }
}
