import * as standardwebhooks from 'standardwebhooks'
import * as svix from 'svix'
import { describe, expect, test } from 'vitest'
import { generateSecret, sign } from '../src/signature.ts'
import { verify } from '../src/verify.ts'
import { verifyAsync } from '../src/verify-async.ts'
import { body, golden, nowSeconds, standardOnly } from './deliveries.ts'

const peers = [
  { name: 'standardwebhooks', Webhook: standardwebhooks.Webhook },
  { name: 'svix', Webhook: svix.Webhook },
]

describe.each(peers)('$name', ({ Webhook }) => {
  const secret = generateSecret()
  const payload = body('evt_é•', 'invoice.sent')

  test('interop: verifies what we sign', () => {
    const headers = sign({ id: 'evt_1', timestamp: nowSeconds(), payload, secrets: secret })
    // svix gives nothing back, standardwebhooks the event: to be thrown nothing is to be verified.
    new Webhook(secret).verify(payload, standardOnly(headers))
    expect(() => new Webhook(secret).verify(`${payload} `, standardOnly(headers))).toThrow()
  })

  test('interop: verifies, with either secret, what we sign with the old and the new one', () => {
    const old = generateSecret()
    const headers = sign({ id: 'evt_1', timestamp: nowSeconds(), payload, secrets: [secret, old] })
    for (const one of [secret, old]) {
      new Webhook(one).verify(payload, standardOnly(headers))
      expect(() => new Webhook(one).verify(`${payload} `, standardOnly(headers))).toThrow()
    }
  })

  test.each(golden)('interop: signs the golden vector of $id at $timestamp as we do', (vector) => {
    const at = new Date(vector.timestamp * 1000)
    expect(new Webhook(vector.secret).sign(vector.id, at, vector.payload)).toBe(vector.standard)
  })

  test('interop: is verified by us when it signs', async () => {
    const at = new Date()
    const headers = {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign('msg_1', at, payload),
    }
    expect(verify(payload, headers, secret)).toEqual(JSON.parse(payload))
    expect(await verifyAsync(payload, headers, secret)).toEqual(JSON.parse(payload))
    expect(() => verify(payload, headers, generateSecret())).toThrow()
  })
})
