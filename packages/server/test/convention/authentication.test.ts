import { beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from '../support/contract.ts'
import { type TestTenant, useServer } from '../support/harness.ts'

const use = useServer()
let tenant: TestTenant
let other: TestTenant
beforeAll(async () => {
  tenant = await use.openTenant()
  other = await use.openTenant()
})

const ask = (authorization: string) =>
  tenant.api('GET', '/tenant', { key: null, headers: { Authorization: authorization } })

/** Once, no longer. */
async function askRevoked(): Promise<Answer> {
  const { body: key } = await tenant.api('POST', '/api-keys', { body: {} })
  await tenant.api('POST', `/api-keys/${key.id}/revoke`)
  return ask(`Bearer ${key.secret}`)
}

function expectAlike(answers: readonly Answer[], challenge: string): void {
  const [first] = answers
  for (const { status, headers, text, body } of answers) {
    expect([status, body.code]).toEqual([401, 'unauthorized'])
    expect(headers.get('WWW-Authenticate')).toBe(challenge)
    expect(text.replaceAll(body.request_id, '')).toBe(first?.text.replaceAll(first.body.request_id, ''))
  }
}

/** A key that looks right and is none. */
const forged: [string, (key: string) => string][] = [
  ['with one character changed', (key) => key.slice(0, -1) + (key.endsWith('A') ? 'B' : 'A')],
  ['cut', (key) => key.slice(0, -1)],
  ['too long', (key) => `${key}A`],
  ['of the other mode', (key) => key.replace('_test_', '_live_')],
  ['of the other kind', (key) => key.replace('sk_', 'pk_')],
  ['of another tenant', (key) => key.replace(tenant.tenantId.slice(4), other.tenantId.slice(4))],
  ['of a tenant that is none', (key) => key.replace(tenant.tenantId.slice(4), '01J9XG6T4S0Q2V8N3M5K7P9R1A')],
  ['in lower case', (key) => key.toLowerCase()],
  ['of a path', (key) => key.replace(tenant.tenantId.slice(4), '../../../../etc/passwd')],
  ['masked', (key) => `${key.slice(0, 8)}\u00b7\u00b7\u00b7\u00b7`],
]

describe('a key', () => {
  test.each(['Bearer ', 'bearer ', 'BEARER ', 'Bearer   '])('is taken behind %j', async (scheme) => {
    expect((await ask(`${scheme}${tenant.keys.test.secret}`)).status).toBe(200)
  })

  test('opens its own mode and tenant', async () => {
    for (const { tenantId, keys } of [tenant, other]) {
      for (const [mode, { secret }] of Object.entries(keys)) {
        const { body } = await ask(`Bearer ${secret}`)
        expect(body).toMatchObject({ id: tenantId, livemode: mode === 'live' })
      }
    }
  })

  test('that is wrong is refused, the same for all, and never repeated in the answer', async () => {
    const { secret } = tenant.keys.test
    const answers = await Promise.all([
      ...forged.map(([, forge]) => ask(`Bearer ${forge(secret)}`)),
      ask(`Bearer ${secret} ${secret}`),
      ask(`Bearer ${secret}, Bearer ${secret}`),
      ask(`Bearer "${secret}"`),
      askRevoked(),
    ])
    expectAlike(answers, 'Bearer realm="bahi", error="invalid_token"')
    expect(answers[0]?.body.detail).toContain('This API key is not known here')
  })

  test('that is not given, or not as a bearer, is asked for, the same for all', async () => {
    const { secret } = tenant.keys.test
    const basic = `Basic ${Buffer.from(`${secret}:`).toString('base64')}`
    const headers = ['', 'Bearer', 'Bearer ', secret, basic, `Token ${secret}`, `Bearer${secret}`]
    const answers = await Promise.all([...headers.map(ask), tenant.api('GET', '/tenant', { key: null })])
    expectAlike(answers, 'Bearer realm="bahi"')
    expect(answers[0]?.body.detail).toBe(
      'No API key came with this request: send it as `Authorization: Bearer <key>`.',
    )
  })

  test('is asked for before anything is told of the address, the verb or the body', async () => {
    const requests = [
      tenant.api('GET', '/nosuch', { key: null }),
      tenant.api('PUT', '/tenant', { key: null }),
      tenant.api('POST', '/contacts', { key: null, rawBody: '{' }),
      tenant.api('GET', '/tenant', { key: null, headers: { 'API-Version': '0', 'tenant-id': 'x' } }),
    ]
    for (const { status } of await Promise.all(requests)) expect(status).toBe(401)
  })
})
