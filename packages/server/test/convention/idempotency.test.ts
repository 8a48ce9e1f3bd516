import { randomUUID } from 'node:crypto'
import { isMutation, routes } from '@bahi/spec'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from '../support/contract.ts'
import { type TestTenant, useServer } from '../support/harness.ts'
import { furnish, requestOf, type Specimens, send } from './support/specimen.ts'

const use = useServer()
const mutations = routes.filter(isMutation)

const replayed = (answer: Answer) => answer.headers.get('Idempotent-Replayed') === 'true'

/** How many contacts the tenant has: each request of these tests makes one, if it has an effect. */
const contacts = async (tenant: TestTenant): Promise<number> =>
  (await tenant.api('GET', '/contacts?limit=100')).body.data.length

const post = (tenant: TestTenant, body: object, headers: Record<string, string>, mount = '/v1') =>
  tenant.api('POST', '/contacts', { body, headers, mount })

describe('the same request again', () => {
  test.for(mutations.map((route) => [route.operationId, route] as const))(
    '%s: has its first answer, byte for byte, and no effect',
    async ([, route]) => {
      const tenant = await use.openTenant()
      const specimens = await furnish(tenant.api)
      const idempotencyKey = randomUUID()
      const { method, path, options } = requestOf(route, specimens)
      const first = await tenant.api(method, path, { ...options, idempotencyKey })
      expect(first.status === 409 || first.status < 300).toBe(true)
      const second = await tenant.api(method, path, { ...options, idempotencyKey })
      expect([second.status, second.text]).toEqual([first.status, first.text])
      expect([replayed(first), replayed(second)]).toEqual([false, true])
      expect(second.headers.get('Request-Id')).not.toBe(first.headers.get('Request-Id'))
      expect(second.headers.get('Content-Type')).toBe(first.headers.get('Content-Type'))
    },
  )

  test('is known by its key, whether that is bare or quoted', async () => {
    const tenant = await use.openTenant()
    const body = { name: 'Asha' }
    const first = await post(tenant, body, { 'Idempotency-Key': 'a\\"b' })
    const second = await post(tenant, body, { 'Idempotency-Key': '"a\\\\\\"b"' })
    expect(second.text).toBe(first.text)
    expect(replayed(second)).toBe(true)
    expect(await contacts(tenant)).toBe(1)
  })

  test('is known by its content: through every mount, in both inflections, whatever the order of names', async () => {
    const tenant = await use.openTenant()
    const headers = { 'Idempotency-Key': randomUUID() }
    const address = { line1: 'MG Road', postal_code: '560001' }
    const first = await post(tenant, { name: 'Asha', tax_id: 'T1', address, metadata: { aB: 'c' } }, headers)
    expect(first.status).toBe(201)
    const camel = { metadata: { aB: 'c' }, address: { postalCode: '560001', line1: 'MG Road' }, taxId: 'T1' }
    const second = await post(tenant, { ...camel, name: 'Asha' }, headers, '/api/v1')
    expect(replayed(second)).toBe(true)
    expect(second.body).toMatchObject({ id: first.body.id, taxId: 'T1', metadata: { aB: 'c' } })
    const asked = { ...headers, 'Key-Inflection': 'camel' }
    const third = await post(tenant, { ...camel, name: 'Asha' }, asked, '/billing/v1')
    expect(third.text).toBe(second.text)
    expect(await contacts(tenant)).toBe(1)
  })

  test('is another one in the other mode and for another tenant', async () => {
    const [tenant, other] = [await use.openTenant(), await use.openTenant()]
    const options = { body: { name: 'Asha' }, idempotencyKey: 'shared' }
    const ids = [
      await tenant.api('POST', '/contacts', options),
      await tenant.live('POST', '/contacts', options),
      await other.api('POST', '/contacts', options),
    ].map((answer) => [answer.status, replayed(answer)])
    expect(ids).toEqual(Array(3).fill([201, false]))
  })

  test('may come with another API key of the environment', async () => {
    const tenant = await use.openTenant()
    const { body: key } = await tenant.api('POST', '/api-keys', { body: {} })
    const options = { body: { name: 'Asha' }, idempotencyKey: 'shared' }
    await tenant.api('POST', '/contacts', options)
    expect(replayed(await tenant.api('POST', '/contacts', { ...options, key: key.secret }))).toBe(true)
  })
})

describe('another request with the key', () => {
  let tenant: TestTenant
  let specimens: Specimens
  beforeAll(async () => {
    tenant = await use.openTenant()
    specimens = await furnish(tenant.api)
  })

  test.for(mutations.map((route) => [route.operationId, route] as const))(
    '%s: is refused',
    async ([, route]) => {
      const idempotencyKey = randomUUID()
      await tenant.api('PATCH', '/tenant', { body: { name: 'Before' }, idempotencyKey })
      const answer = await send(tenant.api, route, specimens, { idempotencyKey })
      expect([answer.status, answer.body.code]).toEqual([409, 'idempotency_key_reused'])
      expect(answer.body.retryable).toBe(false)
      expect(answer.headers.has('Retry-After')).toBe(false)
      expect(replayed(answer)).toBe(false)
    },
  )

  const first = {
    name: 'Asha',
    address: { line1: 'MG Road', postal_code: '560001' },
    metadata: { 'a/b': 'x', line_of: '1' },
  }
  const second = {
    email: 'a@example.com',
    name: 'Asha',
    address: { line1: 'MG Road', postal_code: '560002' },
    metadata: { 'a/b': 'y', line_of: '2' },
  }

  test('is told where the two bodies differ', async () => {
    const tenant = await use.openTenant()
    const headers = { 'Idempotency-Key': 'one' }
    await post(tenant, first, headers)
    const { body } = await post(tenant, second, headers)
    expect(body.mismatches.sort()).toEqual([
      '/address/postal_code',
      '/email',
      '/metadata/a~1b',
      '/metadata/line_of',
    ])
    const camel = await post(tenant, second, headers, '/api/v1')
    expect(camel.body.mismatches.sort()).toEqual([
      '/address/postalCode',
      '/email',
      '/metadata/a~1b',
      '/metadata/line_of',
    ])
    expect(await contacts(tenant)).toBe(1)
  })

  test('is told when the address differs, even though the body is the same', async () => {
    const tenant = await use.openTenant()
    const options = { body: { name: 'Asha' }, idempotencyKey: 'one' }
    const { body: contact } = await tenant.api('POST', '/contacts', options)
    const { body } = await tenant.api('PATCH', `/contacts/${contact.id}`, options)
    expect(body).toMatchObject({ code: 'idempotency_key_reused', mismatches: [] })
    expect(body.detail).toContain('POST /contacts')
  })
})

describe('what a key remembers', () => {
  test('a refusal that the state decided, as it was, though the state has changed', async () => {
    const tenant = await use.openTenant()
    const { body: invoice } = await tenant.api('POST', '/invoices', { body: {} })
    const sendIt = () => tenant.api('POST', `/invoices/${invoice.id}/send`, { idempotencyKey: 'send' })
    const refused = await sendIt()
    expect([refused.status, refused.body.code]).toEqual([409, 'invalid_state'])
    const items = [{ description: 'Work', rate: 1, qty: 1 }]
    await tenant.api('PATCH', `/invoices/${invoice.id}`, { body: { items } })
    const again = await sendIt()
    expect([again.text, replayed(again)]).toEqual([refused.text, true])
    expect((await tenant.api('POST', `/invoices/${invoice.id}/send`)).status).toBe(200)
  })

  test('no refusal that came earlier: mended, the request runs', async () => {
    const tenant = await use.openTenant()
    const { body: contact } = await tenant.api('POST', '/contacts', { body: { name: 'Asha' } })
    const made = '/contacts/ctc_01J9XG6T4S0Q2V8N3M5K7P9R1A'
    const attempts = [
      tenant.api('PATCH', made, { body: {}, idempotencyKey: 'one' }),
      tenant.api('POST', '/contacts', { body: { nosuch: 1 }, idempotencyKey: 'one' }),
      tenant.api('POST', '/invoices', { body: { contact_id: 'ctc_x' }, idempotencyKey: 'one' }),
      tenant.api('POST', '/api-keys', { body: {}, idempotencyKey: 'one', key: tenant.keys.test.publishable }),
      tenant.api('POST', '/contacts', { rawBody: '{', idempotencyKey: 'one' }),
      tenant.api('PUT', '/contacts', { idempotencyKey: 'one' }),
      ...['status:500', 'status:503', 'rate_limit'].map((fault) =>
        tenant.api('POST', '/contacts', { idempotencyKey: 'one', headers: { 'X-Test-Fault': fault } }),
      ),
    ]
    const codes = (await Promise.all(attempts)).map(({ status }) => status)
    expect(codes).toEqual([404, 422, 422, 403, 400, 405, 500, 503, 429])
    const mended = await tenant.api('PATCH', `/contacts/${contact.id}`, { body: {}, idempotencyKey: 'one' })
    expect([mended.status, replayed(mended)]).toEqual([200, false])
  })
})

describe('the header', () => {
  test.each([
    ['', 'empty'],
    ['a b', 'with a space'],
    ['\u00e9', 'beyond ASCII'],
    ['x'.repeat(256), 'too long'],
    ['"open', 'an open quote'],
    ['""', 'quoted, and empty'],
    ['"a"b"', 'a quote inside'],
    ['"a\\b"', 'a backslash that escapes nothing'],
    ['"a", "b"', 'two of them'],
  ])('refuses %j: %s', async (key) => {
    const tenant = await use.openTenant()
    const { status, body } = await post(tenant, { name: 'Asha' }, { 'Idempotency-Key': key })
    expect([status, body.code]).toEqual([400, 'invalid_header'])
    expect(body.errors).toMatchObject([{ pointer: '/idempotency-key', in: 'header' }])
    expect(await contacts(tenant)).toBe(0)
  })

  test('takes 255 visible characters', async () => {
    const tenant = await use.openTenant()
    const visible = Array.from({ length: 94 }, (_, index) => String.fromCharCode(0x21 + index)).join('')
    const key = `k${visible}`.repeat(3).slice(0, 255)
    const send = () => post(tenant, { name: 'Asha' }, { 'Idempotency-Key': key })
    expect((await send()).status).toBe(201)
    expect(replayed(await send())).toBe(true)
  })

  test('is not looked at when a request only reads', async () => {
    const tenant = await use.openTenant()
    const headers = { 'Idempotency-Key': 'not a key at all' }
    const answer = await tenant.api('GET', '/contacts', { headers })
    expect([answer.status, replayed(answer)]).toEqual([200, false])
  })
})
