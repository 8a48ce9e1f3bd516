import { describe, expect, test } from 'vitest'
import { rememberBySecret } from '../src/secret.ts'
import { decodeSecret, generateSecret, sign } from '../src/signature.ts'
import { golden } from './deliveries.ts'

describe('sign', () => {
  test.each(golden)('sign: gives the independently computed headers of $id at $timestamp', (vector) => {
    expect(sign({ ...vector, secrets: vector.secret })).toEqual({
      'webhook-id': vector.id,
      'webhook-timestamp': String(vector.timestamp),
      'webhook-signature': vector.standard,
      'X-Billkart-Signature': vector.billkart,
    })
  })

  test('sign: gives one item a secret, in their order, in both headers', () => {
    const [, first, second] = golden
    const headers = sign({ ...first, secrets: [first.secret, second.secret] })
    expect(headers['webhook-signature']).toBe(`${first.standard} ${second.standard}`)
    expect(headers['X-Billkart-Signature']).toBe(
      `${first.billkart},${second.billkart.replace(/^t=\d+,/, '')}`,
    )
  })

  test('sign: takes text and bytes alike', () => {
    const [, vector] = golden
    const bytes = new TextEncoder().encode(vector.payload)
    for (const payload of [bytes, Buffer.from(bytes), bytes.buffer, new DataView(bytes.buffer)]) {
      expect(sign({ ...vector, payload, secrets: vector.secret })['webhook-signature']).toBe(vector.standard)
    }
  })

  test.each(['', 'a.b', 'a b', 'a\nb', 'é', 'x'.repeat(256)])('sign: refuses the id %j', (id) => {
    expect(() => sign({ ...golden[0], id, secrets: golden[0].secret })).toThrow(RangeError)
  })

  test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    'sign: refuses the time %d',
    (timestamp) => {
      expect(() => sign({ ...golden[0], timestamp, secrets: golden[0].secret })).toThrow(RangeError)
    },
  )

  test.each([[[]], [''], [['', undefined]], [undefined], ['whsec_'], ['whsec_***'], ['whsec_c2hvcnQ=']])(
    'sign: refuses %j for secrets',
    (secrets) => {
      expect(() => sign({ ...golden[0], secrets })).toThrow(expect.objectContaining({ code: 'bad_secret' }))
    },
  )
})

describe('secrets', () => {
  test('generateSecret: gives whsec_ and 32 random bytes', () => {
    const [one, two] = [generateSecret(), generateSecret()]
    expect(one).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(decodeSecret(one)).toHaveLength(32)
    expect(one).not.toBe(two)
  })

  test('decodeSecret: takes a secret with or without its prefix and its padding', () => {
    const bytes = Uint8Array.from({ length: 32 }, (_, index) => index)
    for (const secret of [golden[1].secret, golden[1].secret.slice(6), golden[1].secret.slice(0, -1)]) {
      expect(decodeSecret(secret)).toEqual(bytes)
    }
  })

  test('decodeSecret: never repeats the secret in its message', () => {
    expect(() => decodeSecret('whsec_my secret')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('my secret') }),
    )
  })

  test('keys: a secret is decoded once while it is among the last thousand, and again after that', () => {
    let made = 0
    const keyOf = rememberBySecret((secret) => {
      made += 1
      return `key of ${secret}`
    })
    for (let round = 0; round < 2; round += 1) {
      for (let index = 0; index < 1000; index += 1) expect(keyOf(`${index}`)).toBe(`key of ${index}`)
    }
    expect(made).toBe(1000)
    expect([keyOf('1000'), keyOf('999'), keyOf('0')]).toEqual(['key of 1000', 'key of 999', 'key of 0'])
    expect(made).toBe(1002)
  })
})
