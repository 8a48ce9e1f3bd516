import fc from 'fast-check'
import { expect, test } from 'vitest'
import { WebhookVerificationError } from '../src/error.ts'
import { sign } from '../src/signature.ts'
import { verify, verifySignature } from '../src/verify.ts'
import { verifyAsync } from '../src/verify-async.ts'
import { billkartOnly, secret, standardOnly } from './deliveries.ts'

const timestamp = 1782641662
const now = () => timestamp * 1000
// Ids of Bahi's shape: a flip may turn a letter to a full stop, never the other way about.
const ids = fc.stringMatching(/^[A-Za-z0-9_]{1,40}$/)
const bytes = fc.uint8Array({ maxLength: 2000 })

test('verify: accepts every sequence of bytes that was signed, in both schemes', () => {
  fc.assert(
    fc.property(ids, bytes, (id, payload) => {
      const headers = sign({ id, timestamp, payload, secrets: secret })
      verifySignature(payload, standardOnly(headers), secret, { now })
      verifySignature(payload, billkartOnly(headers), secret, { now })
    }),
  )
})

test('verify: gives back every event that was signed, and verifyAsync agrees', async () => {
  const events = fc.dictionary(fc.string(), fc.jsonValue())
  await fc.assert(
    fc.asyncProperty(ids, events, async (id, event) => {
      const payload = JSON.stringify(event)
      const headers = sign({ id, timestamp, payload, secrets: secret })
      const expected = JSON.parse(payload)
      expect(verify(payload, headers, secret, { now })).toEqual(expected)
      expect(await verifyAsync(Buffer.from(payload), headers, secret, { now })).toEqual(expected)
    }),
  )
})

test('verify: refuses a payload with any one bit flipped, cut or added', () => {
  fc.assert(
    fc.property(
      ids,
      fc.uint8Array({ minLength: 1, maxLength: 500 }),
      fc.nat(),
      fc.nat(7),
      (id, payload, at, bit) => {
        const headers = sign({ id, timestamp, payload, secrets: secret })
        const longer = Uint8Array.from([...payload, 0])
        for (const changed of [
          flip(payload, at, bit),
          payload.subarray(1),
          payload.subarray(0, -1),
          longer,
        ]) {
          expect(refusal(changed, standardOnly(headers))).toBe('no_match')
          expect(refusal(changed, billkartOnly(headers))).toBe('no_match')
        }
      },
    ),
  )
})

test.each(['webhook-id', 'webhook-timestamp', 'webhook-signature', 'X-Billkart-Signature'] as const)(
  'verify: refuses %s with any one bit flipped',
  (name) => {
    fc.assert(
      fc.property(ids, bytes, fc.nat(), fc.nat(7), (id, payload, at, bit) => {
        const all = sign({ id, timestamp, payload, secrets: secret })
        const value = flip(Buffer.from(all[name]), at, bit).toString('latin1')
        const headers = name === 'X-Billkart-Signature' ? billkartOnly(all) : standardOnly(all)
        expect(refusal(payload, { ...headers, [name]: value })).not.toBe('accepted')
      }),
      { numRuns: 500 },
    )
  },
)

test('verify: throws nothing but its refusals, whatever it is given', async () => {
  await fc.assert(
    fc.asyncProperty(fc.anything(), fc.anything(), async (payload, headers) => {
      // Anything at all, as from plain JavaScript.
      const given = [payload, headers, secret] as unknown as Parameters<typeof verify>
      expect(() => verify(...given)).toThrow(WebhookVerificationError)
      await expect(verifyAsync(...given)).rejects.toBeInstanceOf(WebhookVerificationError)
    }),
  )
})

function refusal(payload: Uint8Array, headers: Record<string, string>): string {
  try {
    verifySignature(payload, headers, secret, { now })
    return 'accepted'
  } catch (error) {
    if (error instanceof WebhookVerificationError) return error.code
    throw error
  }
}

function flip<Bytes extends Uint8Array>(source: Bytes, at: number, bit: number): Buffer {
  const changed = Buffer.from(source)
  const index = at % changed.length
  changed.writeUInt8(changed.readUInt8(index) ^ (1 << bit), index)
  return changed
}
