import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { MAX_BODY_BYTES, MAX_BODY_DEPTH } from '../../src/http/body.ts'
import { type CallOptions, type TestTenant, useServer } from '../support/harness.ts'

const use = useServer()
let tenant: TestTenant
beforeAll(async () => {
  tenant = await use.openTenant()
})

const post = (rawBody: string | Uint8Array, options: CallOptions = {}) =>
  tenant.api('POST', '/contacts', { rawBody, ...options })
const codeOf = async (answer: ReturnType<typeof post>) => {
  const { status, body } = await answer
  return [status, body.code ?? null]
}
const padded = (bytes: number, json = '{"name":"Asha"}') => json + ' '.repeat(bytes - Buffer.byteLength(json))

/** Sends a body piece by piece, its length unsaid. */
function stream(pieces: readonly string[]): Promise<Response> {
  const body = new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(Buffer.from(piece))
      controller.close()
    },
  })
  const headers = { Authorization: `Bearer ${tenant.keys.test.secret}`, 'Content-Type': 'application/json' }
  // TypeScript's RequestInit does not know of it; undici demands it for a stream
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, headers, duplex: 'half' }
  return use.server.fetch('http://bahi.test/v1/contacts', init)
}

describe('the size of a body', () => {
  test('may be 1 MiB and not a byte more', async () => {
    expect(MAX_BODY_BYTES).toBe(1_048_576)
    expect(await codeOf(post(padded(MAX_BODY_BYTES)))).toEqual([201, null])
    expect(await codeOf(post(padded(MAX_BODY_BYTES + 1)))).toEqual([413, 'payload_too_large'])
  })

  test('is counted in bytes, not in characters', async () => {
    const json = `{"name":"${'\u20b9'.repeat(100)}"}`
    expect(await codeOf(post(padded(MAX_BODY_BYTES, json)))).toEqual([201, null])
    expect(await codeOf(post(padded(MAX_BODY_BYTES + 1, json)))).toEqual([413, 'payload_too_large'])
  })

  test('is bounded too where it is not said beforehand', async () => {
    const half = ' '.repeat(MAX_BODY_BYTES / 2 - 20)
    expect((await stream(['{"name":', half, half, '"Asha"}'])).status).toBe(201)
    expect((await stream(['{"name":', half, half, half, '"Asha"}'])).status).toBe(413)
  })

  test('is bounded whatever the Content-Length claims', async () => {
    const headers = { 'Content-Length': '2' }
    expect(await codeOf(post(padded(MAX_BODY_BYTES + 1), { headers }))).toEqual([413, 'payload_too_large'])
  })
})

describe('a body that is not there', () => {
  test('is an empty object, whatever its type is said to be', async () => {
    const answer = await tenant.api('POST', '/contacts')
    expect(answer.body).toMatchObject({ code: 'validation_failed', errors: [{ code: 'required' }] })
    const headers = { 'Content-Type': 'text/plain' }
    expect((await tenant.api('PATCH', '/tenant', { headers })).status).toBe(200)
    expect((await tenant.api('PATCH', '/tenant', { rawBody: '' })).status).toBe(200)
  })

  test.each([' ', '\n', '\t \r\n'])('is something else than white space: %j', async (rawBody) => {
    const { status, body } = await post(rawBody)
    expect([status, body.code, body.position]).toEqual([400, 'malformed_json', rawBody.length])
  })
})

describe('the type of a body', () => {
  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'application/json;charset=UTF-8',
    'Application/JSON',
    ' application/json ; x=y',
  ])('may be %j', async (type) => {
    expect((await post('{"name":"Asha"}', { headers: { 'Content-Type': type } })).status).toBe(201)
  })

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/jsonp',
    'text/json',
    'json',
    '',
  ])('may not be %j', async (type) => {
    const answer = post('{"name":"Asha"}', { headers: { 'Content-Type': type } })
    expect(await codeOf(answer)).toEqual([415, 'unsupported_media_type'])
  })
})

test('another type is told as such, though it is no text', async () => {
  const photo = Buffer.from([0xff, 0xd8, 0xff])
  expect(await codeOf(post(photo, { headers: { 'Content-Type': 'image/jpeg' } }))).toEqual([
    415,
    'unsupported_media_type',
  ])
})

describe('the coding of a body', () => {
  test.each(['gzip', 'br', 'gzip, identity', 'nosuch'])('may not be %j', async (coding) => {
    const { status, body } = await post(gzipSync('{"name":"Asha"}'), {
      headers: { 'Content-Encoding': coding },
    })
    expect([status, body.code]).toEqual([415, 'unsupported_media_type'])
    expect(body.detail).toContain('Content-Encoding')
  })

  test.each(['identity', 'Identity', ''])('may be none: %j', async (coding) => {
    const headers = { 'Content-Encoding': coding }
    expect(await codeOf(post('{"name":"Asha"}', { headers }))).toEqual([201, null])
  })
})

describe('what is no JSON', () => {
  test.each([
    ['{', 1],
    ['{"name":"Asha"', 14],
    ['{"name" "Asha"}', 8],
    ["{'name':'Asha'}", 1],
    ['{"name":"Asha",}', 15],
    ['{"name":"Asha"} x', 16],
    ['{"name":undefined}', 8],
    ['{"name":NaN}', 8],
    ['{"name":01}', 9],
    ['{"name":.5}', 8],
    ['{"name":"\u0001"}', 8],
    ['{"name":"\\x41"}', 8],
    ['// note\n{}', 0],
    ['{"a":1}{"b":2}', 7],
    ['name=Asha', 0],
    ['\u00a0{}', 0],
  ])('is refused with the place: %j', async (rawBody, position) => {
    const { status, body } = await post(rawBody)
    expect([status, body.code, body.position]).toEqual([400, 'malformed_json', position])
    expect(body.detail).toContain(`position ${position}`)
  })

  test('is told with its line and column, counted in characters', async () => {
    const { body } = await post('{\n  "name": "\u20b9", oops\n}')
    expect(body.detail).toContain('line 2, column 16')
    expect(body.position).toBe(17)
  })

  test.each([
    ['{"name":"\xff"}', 9],
    ['{"name":"Asha\xe2\x82"}', 13],
    ['\xfe\xff\x00{', 0],
    ['{"name":"\xed\xa0\x80"}', 9],
    ['{"name":"\xef\xbf\xbd, \xff"}', 12],
    ['\xef\xbb\xbf{"name":"\xff"}', 9],
  ])('is what is no UTF-8, with the place: %j', async (latin, position) => {
    const { status, body } = await post(Buffer.from(latin, 'latin1'))
    expect([status, body.code, body.position]).toEqual([400, 'malformed_json', position])
    expect(body.detail).toContain('UTF-8')
  })
})

test('a byte order mark before the JSON is passed over', async () => {
  expect(await codeOf(post('\ufeff{"name":"Asha"}'))).toEqual([201, null])
})

test.each(['null', '[]', '"text"', '7', 'true', '[{"name":"Asha"}]'])(
  'JSON that is no object is refused as a whole: %s',
  async (rawBody) => {
    const { status, body } = await post(rawBody)
    expect([status, body.code]).toEqual([422, 'validation_failed'])
    expect(body.errors).toMatchObject([{ pointer: '', in: 'body', code: 'invalid_type' }])
  },
)

test('of two equal names the last counts', async () => {
  const { body } = await post('{"name":"Asha","name":"Bala"}')
  expect(body.name).toBe('Bala')
})

test('a name that is none is told with the one that was meant, in the form of the mount, or with those that there are', async () => {
  const details = async (mount: string, sent: object) => {
    const { body } = await tenant.api('POST', '/invoices', { body: sent, mount })
    return body.errors.map(({ detail }: { detail: string }) => detail)
  }
  expect(
    await details('/v1', {
      contactId: 'x',
      due_in_day: 7,
      items: [{ description: 'x', rate: 1, qty: 1, taxrate: 5 }],
    }),
  ).toEqual([
    'There is no such field here. Perhaps `tax_rate` is meant.',
    'There is no such field here. Perhaps `contact_id` is meant.',
    'There is no such field here. Perhaps `due_in_days` is meant.',
  ])
  expect(await details('/api/v1', { contct_id: 'x' })).toEqual([
    'There is no such field here. Perhaps `contactId` is meant.',
  ])
  const [first, second] = await details('/v1', { colour: 'red', shape: 'round' })
  expect(first).toMatch(
    /^There is no such field here\. There are contact_id, [\w, ]*\bdue_in_days, [\w, ]+\.$/,
  )
  expect(second).toBe('There is no such field here. Check its spelling.')
})

describe('names that JavaScript gives a meaning', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'are unknown fields: %s',
    async (name) => {
      for (const mount of ['/v1', '/api/v1']) {
        const { status, body } = await post(`{"name":"Asha","${name}":{"phone":"x"}}`, { mount })
        expect([status, body.errors]).toMatchObject([422, [{ pointer: `/${name}`, code: 'unknown_field' }]])
      }
    },
  )

  test.each(['constructor', 'toString', '__proto__'])(
    'are kept in metadata, or refused: %s',
    async (name) => {
      const { status, body } = await post(`{"name":"Asha","metadata":{"${name}":"mine"}}`)
      if (status === 422) expect(body.errors).toMatchObject([{ pointer: `/metadata/${name}` }])
      else expect(Object.entries(body.metadata)).toEqual([[name, 'mine']])
    },
  )
})

describe('depth', () => {
  const nested = (depth: number) => `{"metadata":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`

  test(`is bounded: ${MAX_BODY_DEPTH} levels are read, one more is refused with the place`, async () => {
    expect(await codeOf(post(nested(MAX_BODY_DEPTH)))).toEqual([422, 'validation_failed'])
    const { status, body } = await post(nested(MAX_BODY_DEPTH + 1))
    expect([status, body.code, body.position]).toEqual([400, 'malformed_json', 12 + MAX_BODY_DEPTH - 1])
  })

  test('is not counted in text', async () => {
    const name = `${'['.repeat(60)}\\"${'{'.repeat(60)}\\\\`
    expect(await codeOf(post(`{"name":"${name}"}`))).toEqual([201, null])
  })

  test.each([
    ['open brackets', '['.repeat(MAX_BODY_BYTES)],
    ['objects', '{"a":'.repeat(200_000)],
    ['whole ones', `${'['.repeat(500_000)}${']'.repeat(500_000)}`],
    ['behind a fault', `] ${'['.repeat(500_000)}`],
    ['mismatched', '[}'.repeat(500_000)],
    ['one long text', `"${'\\"['.repeat(300_000)}`],
  ])('harms nobody: %s', async (_, rawBody) => {
    expect(await codeOf(post(rawBody))).toEqual([400, 'malformed_json'])
  })
})
