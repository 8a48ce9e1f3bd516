import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { WebhookVerificationError } from '../src/error.ts'
import type { VerifyOptions } from '../src/scheme.ts'
import { verify, verifySignature } from '../src/verify.ts'
import { verifyAsync } from '../src/verify-async.ts'
import {
  billkartOnly,
  body,
  golden,
  nowSeconds,
  otherSecret,
  secret,
  signed,
  standardOnly,
} from './deliveries.ts'

type Verify = (...given: Parameters<typeof verify>) => Promise<unknown>

const verifiers: { name: string; run: Verify }[] = [
  { name: 'verify', run: async (...given) => verify(...given) },
  { name: 'verifyAsync', run: verifyAsync },
]
const payload = body()
const event = JSON.parse(payload)

/** The code that a delivery is refused with; anything but a refusal fails the test. */
async function codeOf(verdict: Promise<unknown>): Promise<string> {
  const error = await verdict.then(
    () => 'accepted',
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(WebhookVerificationError)
  return error instanceof WebhookVerificationError ? error.code : ''
}

describe.each(verifiers)('$name', ({ name, run }) => {
  test.each(golden)(
    `${name}: accepts the golden vector of $id at $timestamp in both schemes`,
    async (vector) => {
      const now = () => vector.timestamp * 1000
      const standard = {
        'webhook-id': vector.id,
        'webhook-timestamp': String(vector.timestamp),
        'webhook-signature': vector.standard,
      }
      const parsed = JSON.parse(vector.payload)
      expect(await run(vector.payload, standard, vector.secret, { now })).toEqual(parsed)
      expect(
        await run(vector.payload, { 'x-billkart-signature': vector.billkart }, vector.secret, { now }),
      ).toEqual(parsed)
    },
  )

  test(`${name}: accepts text, Buffer, Uint8Array, ArrayBuffer, a part of a larger one, and another realm's`, async () => {
    const bytes = new TextEncoder().encode(payload)
    const padded = Buffer.concat([Buffer.from('##'), bytes, Buffer.from('##')])
    const foreign = runInNewContext('Uint8Array.from(bytes)', { bytes: Array.from(bytes) })
    const part = padded.subarray(2, -2)
    const view = new DataView(padded.buffer, padded.byteOffset + 2, bytes.length)
    for (const given of [
      payload,
      Buffer.from(bytes),
      bytes,
      bytes.buffer,
      part,
      view,
      foreign,
      foreign.buffer,
    ]) {
      expect(await run(given, signed(payload), secret)).toEqual(event)
    }
  })

  test(`${name}: accepts Node's headers, Headers, and records in any case`, async () => {
    const headers = signed(payload)
    const upper = Object.fromEntries(
      Object.entries(headers).map(([key, value]) => [key.toUpperCase(), value]),
    )
    const lists = Object.fromEntries(
      Object.entries(headers).map(([key, value]) => [key.toLowerCase(), [value]]),
    )
    const forms = [
      headers,
      new Headers(headers),
      upper,
      lists,
      new Map(Object.entries(headers)),
      { ...headers, get: 'x' },
    ]
    for (const form of [...forms, new Headers(billkartOnly(headers)), billkartOnly(headers)]) {
      expect(await run(payload, form, secret)).toEqual(event)
    }
  })

  test(`${name}: accepts any of several secrets on either side, and leaves unset ones out`, async () => {
    expect(await run(payload, signed(payload), [otherSecret, secret])).toEqual(event)
    expect(await run(payload, signed(payload, [otherSecret, secret]), secret)).toEqual(event)
    expect(await run(payload, billkartOnly(signed(payload, [otherSecret, secret])), [secret])).toEqual(event)
    expect(await run(payload, signed(payload), [undefined, '', secret])).toEqual(event)
  })

  test(`${name}: judges time in both directions, up to the tolerance and no further`, async () => {
    const signedAt = nowSeconds()
    const at = (seconds: number, more?: VerifyOptions) =>
      run(payload, signed(payload), secret, { now: () => (signedAt + seconds) * 1000, ...more })
    // The clock may tick between signing and asking: one second of slack, never two.
    for (const offset of [-299, 0, 299]) expect(await at(offset)).toEqual(event)
    expect(await codeOf(at(302))).toBe('too_old')
    expect(await codeOf(at(-301))).toBe('too_new')
    expect(await at(3500, { toleranceSeconds: 3600 })).toEqual(event)
    expect(await codeOf(at(12, { toleranceSeconds: 10 }))).toBe('too_old')
    expect(await codeOf(at(-12, { toleranceSeconds: 10 }))).toBe('too_new')
  })

  test(`${name}: refuses when the clock or the tolerance is no number`, async () => {
    expect(await codeOf(run(payload, signed(payload), secret, { now: () => Number.NaN }))).toBe('too_old')
    expect(await codeOf(run(payload, signed(payload), secret, { toleranceSeconds: Number.NaN }))).toBe(
      'too_old',
    )
  })

  test.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])(
    `${name}: names %s when it alone is missing, and doesn't fall back to the other scheme`,
    async (absent) => {
      const headers: Record<string, string | undefined> = { ...signed(payload), [absent]: undefined }
      const verdict = run(payload, headers, secret)
      expect(await codeOf(verdict)).toBe('missing_header')
      await expect(verdict).rejects.toThrow(absent)
    },
  )

  test(`${name}: refuses headers that are none with missing_header`, async () => {
    for (const headers of [{}, new Headers(), undefined, null, 'webhook-id', { 'webhook-id': 7 }]) {
      // @ts-expect-error what a hostile or careless caller passes
      expect(await codeOf(run(payload, headers, secret))).toBe('missing_header')
    }
  })

  test.each(['', 'soon', '1.5', '-1', '1e9', ' 1', '0x10', '007', '١٧', '1'.repeat(14), 'NaN', '1,1'])(
    `${name}: refuses the time %j with bad_timestamp`,
    async (time) => {
      const headers = { ...standardOnly(signed(payload)), 'webhook-timestamp': time || 'x' }
      expect(await codeOf(run(payload, headers, secret))).toBe('bad_timestamp')
      const billkart = { 'x-billkart-signature': `t=${time},v1=00` }
      if (!time.startsWith(' ') && !time.includes(','))
        expect(await codeOf(run(payload, billkart, secret))).toBe('bad_timestamp')
    },
  )

  test.each(['v1=00', 'nonsense', 't=1,t=2,v1=00', 'T=1'])(
    `${name}: refuses the Billkart header %j with bad_timestamp`,
    async (value) => {
      expect(await codeOf(run(payload, { 'x-billkart-signature': value }, secret))).toBe('bad_timestamp')
    },
  )

  test(`${name}: refuses signatures of another version, length, spelling or alphabet with no_match`, async () => {
    const headers = standardOnly(signed(payload))
    const [, right = ''] = (headers['webhook-signature'] ?? '').split(',')
    const wrong = [
      'v1',
      'v1,',
      'v2,x',
      `v1a,${right}`,
      `V1,${right}`,
      `v1,${right}=`,
      `v1,${right.slice(0, -1)}`,
    ]
    wrong.push(
      `v1,${right.slice(0, -1)}é`,
      `v1,é${right.slice(1)}`,
      `v1,${right.slice(0, -1)}Ľ`,
      `v1,${'•'.repeat(44)}`,
    )
    wrong.push(`v1,AAAA v2,${right} v1a,${right} xx,${right} ${right}`)
    for (const signature of wrong) {
      expect(await codeOf(run(payload, { ...headers, 'webhook-signature': signature }, secret))).toBe(
        'no_match',
      )
    }
    const many = `${'v1,AAAA '.repeat(31)}v1,${right}`
    expect(await run(payload, { ...headers, 'webhook-signature': many }, secret)).toEqual(event)
    expect(await codeOf(run(payload, { ...headers, 'webhook-signature': `v1,AAAA ${many}` }, secret))).toBe(
      'no_match',
    )
    expect(await codeOf(run(payload, { 'x-billkart-signature': `t=${nowSeconds()}` }, secret))).toBe(
      'no_match',
    )
  })

  test(`${name}: refuses the other secret, and each scheme's signature in the other's place, with no_match`, async () => {
    const headers = signed(payload)
    expect(await codeOf(run(payload, headers, otherSecret))).toBe('no_match')
    const hex = headers['X-Billkart-Signature'].split('v1=')[1] ?? ''
    const crossed = {
      ...standardOnly(headers),
      'webhook-signature': `v1,${Buffer.from(hex, 'hex').toString('base64')}`,
    }
    expect(await codeOf(run(payload, crossed, secret))).toBe('no_match')
  })

  test.each([
    undefined,
    '',
    [],
    [undefined],
    'whsec_',
    'whsec_%%%',
    'whsec_c2hvcnQ=',
    'whsec_AAAAA',
    ['whsec_*', secret],
  ])(`${name}: refuses %j for secrets with bad_secret`, async (secrets) => {
    expect(await codeOf(run(payload, signed(payload), secrets))).toBe('bad_secret')
  })

  test.each([42, { current: secret }, [42], [{}], new Map()])(
    `${name}: refuses %j, which types don't let be secrets, with bad_secret`,
    async (secrets) => {
      // @ts-expect-error what a careless caller passes
      expect(await codeOf(run(payload, signed(payload), secrets))).toBe('bad_secret')
    },
  )

  test.each([{ id: 'evt_1' }, [], null, undefined, 7, true])(
    `${name}: refuses the payload %j with body_already_parsed, and says which line to change`,
    async (parsed) => {
      // @ts-expect-error what a body parser leaves
      const verdict = run(parsed, signed(payload), secret)
      expect(await codeOf(verdict)).toBe('body_already_parsed')
      await expect(verdict).rejects.toThrow(/express\.json\(\).*request\.text\(\).*addContentTypeParser/)
    },
  )

  test.each(['', 'hello', '{', '[]', 'null', '7', '"evt"', '['.repeat(200_000)])(
    `${name}: refuses a rightly signed body that is no JSON object with bad_payload (%#)`,
    async (text) => {
      expect(await codeOf(run(text, signed(text), secret))).toBe('bad_payload')
    },
  )

  test(`${name}: keeps unknown types and fields as they came`, async () => {
    const text =
      '{"id":"evt_1","type":"moon.landed","data":{"crew":["A"]},"__proto__":{"x":1},"new_field":null}'
    expect(JSON.stringify(await run(text, signed(text), secret))).toBe(text)
  })
})

test('verifySignature: accepts bytes that are no JSON and refuses them when changed', () => {
  const bytes = Uint8Array.from([0, 255, 128])
  expect(verifySignature(bytes, signed(bytes), secret)).toBeUndefined()
  expect(() => verifySignature(Uint8Array.from([0, 255, 129]), signed(bytes), secret)).toThrow(
    WebhookVerificationError,
  )
})

test('WebhookVerificationError: is known across copies of the package, and nothing else is', async () => {
  class Error2 extends Error {}
  Object.defineProperty(Error2.prototype, Symbol.for('@bahi/webhooks/WebhookVerificationError'), {
    value: true,
  })
  expect(new Error2()).toBeInstanceOf(WebhookVerificationError)
  for (const other of [new Error('no'), null, undefined, 'text', {}]) {
    expect(other instanceof WebhookVerificationError).toBe(false)
  }
})
