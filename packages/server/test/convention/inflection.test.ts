import { type RouteDefinition, routes } from '@bahi/spec'
import { beforeAll, describe, expect, test } from 'vitest'
import { camelName, snakeName } from '../../src/kit/inflection.ts'
import type { Answer } from '../support/contract.ts'
import { type CallOptions, type TestTenant, useServer } from '../support/harness.ts'
import { furnish, type Specimens, send } from './support/specimen.ts'

const use = useServer()
let tenant: TestTenant
let specimens: Specimens
beforeAll(async () => {
  tenant = await use.openTenant()
  specimens = await furnish(tenant.api)
})

const camel = { headers: { 'Key-Inflection': 'camel' } } as const
/** The two ways to ask for camelCase. */
const ways: [string, CallOptions][] = [
  ['Key-Inflection: camel', camel],
  ['/api/v1', { mount: '/api/v1' }],
]

/** Every name in a body but those of `metadata` and of events. */
function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn)
  if (typeof value !== 'object' || value === null) return []
  if ('object' in value && value.object === 'event') return []
  return Object.entries(value).flatMap(([name, entry]) => [
    name,
    ...(name === 'metadata' ? [] : namesIn(entry)),
  ])
}

const isCamel = (name: string) => /^[a-z][A-Za-z0-9]*$/.test(name)
const expectCamel = ({ body }: Answer) => expect(namesIn(body).filter((name) => !isCamel(name))).toEqual([])

describe.each(ways)('%s', (_, way) => {
  // A tenant of their own: some of the operations end what is there, and one of them all of it.
  let spender: TestTenant
  let spent: Specimens
  beforeAll(async () => {
    spender = await use.openTenant()
    spent = await furnish(spender.api)
  })
  const ends = ({ method, operationId }: RouteDefinition): number => {
    if (operationId === 'resetTestEnvironment') return 2
    return Number(method === 'delete' || operationId === 'archiveProduct')
  }
  const endsLast = [...routes].sort((a, b) => ends(a) - ends(b))

  test.for(endsLast)('turns the names of every answer: $operationId', async (route) => {
    const answer = await send(spender.api, route, spent, way)
    expect(answer.status === 409 || answer.status < 300).toBe(true)
    expectCamel(answer)
  })

  test.for(routes)('turns the names of every problem: $operationId', async (route) => {
    const answer = await send(tenant.api, route, specimens, { ...way, key: null })
    expect(answer.body.requestId).toBe(answer.headers.get('Request-Id'))
    expectCamel(answer)
  })

  test('reads bodies in camelCase, and in snake_case as well', async () => {
    const body = {
      contactId: specimens.ctc,
      due_in_days: 7,
      items: [{ catalogItemId: specimens.itm, qty: 1, taxRate: 5, tax_inclusive: true }],
    }
    const answer = await tenant.api('POST', '/invoices', { body, ...way })
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({
      contactId: specimens.ctc,
      dueInDays: 7,
      items: [{ catalogItemId: specimens.itm, taxRate: 5, taxInclusive: true }],
      taxes: [expect.objectContaining({ baseMinor: expect.any(Number) }), expect.anything()],
    })
  })

  test('reads queries in camelCase, and in snake_case as well', async () => {
    for (const name of ['contactId', 'contact_id']) {
      const answer = await tenant.api('GET', `/invoices?${name}=${specimens.ctc}&limit=1`, way)
      expect(answer.status).toBe(200)
      expect(answer.body).toMatchObject({
        hasMore: expect.any(Boolean),
        data: [{ contactId: specimens.ctc }],
      })
    }
    const twice = await tenant.api('GET', '/invoices?contactId=a&contact_id=b', way)
    expect(twice.body.errors).toMatchObject([{ pointer: '/contactId', in: 'query', code: 'given_twice' }])
  })

  test('leaves metadata alone, both ways', async () => {
    const metadata = { snake_case: '1', camelCase: '2', 'a-b': '3', __x: '4' }
    const answer = await tenant.api('POST', '/contacts', { body: { name: 'Asha', metadata }, ...way })
    expect(answer.body.metadata).toEqual(metadata)
    expect((await tenant.api('GET', `/contacts/${answer.body.id}`)).body.metadata).toEqual(metadata)
  })

  test('leaves events alone, which are signed as they are', async () => {
    const { body: list } = await tenant.api('GET', '/events?limit=1', way)
    expect(list).toMatchObject({ hasMore: true, data: [{ object: 'event', api_version: '1.4' }] })
    expect(namesIn(list.data[0].data)).toContain('created_at')
    const { body: event } = await tenant.api('GET', `/events/${list.data[0].id}`, way)
    expect(event).toEqual(list.data[0])
  })

  test('turns the pointers of faults, but for what is inside metadata', async () => {
    const body = {
      dueInDays: -1,
      noSuch: 1,
      FooBar: 1,
      __odd: 1,
      items: [{ qty: 1, rateMinor: -5, description: 'x', hsnCode: 'x' }],
      metadata: { some_key: 7, '': 'x' },
    }
    const answer = await tenant.api('POST', '/invoices', { body, ...way })
    const pointers = answer.body.errors.map(({ pointer }: { pointer: string }) => pointer)
    expect(pointers.sort()).toEqual([
      '/FooBar',
      '/__odd',
      '/dueInDays',
      '/items/0/hsnCode',
      '/items/0/rateMinor',
      '/metadata/',
      '/metadata/some_key',
      '/noSuch',
    ])
    const reference = await tenant.api('POST', '/invoices', { body: { contactId: 'x' }, ...way })
    expect(reference.body.errors).toMatchObject([{ pointer: '/contactId', code: 'unknown_reference' }])
  })

  test('refuses a name that comes in both forms', async () => {
    const body = { name: 'Asha', address: { postalCode: '1', postal_code: '2' } }
    const answer = await tenant.api('POST', '/contacts', { body, ...way })
    expect(answer.body).toMatchObject({
      code: 'validation_failed',
      errors: [{ pointer: '/address/postalCode', in: 'body', code: 'given_twice' }],
    })
    const halves = await tenant.api('POST', '/invoices', { body: { dueInDays: 1, due_inDays: 2 }, ...way })
    expect(halves.body.errors).toMatchObject([{ pointer: '/dueInDays', code: 'given_twice' }])
  })
})

describe('Key-Inflection', () => {
  test('snake is what holds without it, and on /api/v1 when it is asked for', async () => {
    const asked = { mount: '/api/v1', headers: { 'Key-Inflection': 'snake' } }
    for (const options of [{}, asked, { mount: '/billing/v1' }]) {
      const { body } = await tenant.api('GET', `/invoices/${specimens.inv}`, options)
      expect(body).toHaveProperty('contact_id', specimens.ctc)
    }
    const wrong = await tenant.api('POST', '/invoices', { body: { contactId: specimens.ctc }, ...asked })
    expect(wrong.body.errors).toMatchObject([{ pointer: '/contactId', code: 'unknown_field' }])
  })

  test.each(['Camel', 'kebab', '', 'camel, snake'])('refuses %j, in what the mount speaks', async (asked) => {
    const options = { headers: { 'Key-Inflection': asked } }
    const { status, body } = await tenant.api('GET', '/tenant', options)
    expect([status, body.code, body.errors[0].pointer]).toEqual([400, 'invalid_header', '/key-inflection'])
    const other = await tenant.api('GET', '/tenant', { ...options, mount: '/api/v1' })
    expect(other.body).toHaveProperty('requestId')
  })
})

describe('the two forms', () => {
  const names = [
    ...new Set(
      routes.flatMap(({ bodyExample, answers, query }) => [
        ...namesIn(bodyExample),
        ...namesIn(Object.values(answers).map(({ example }) => example)),
        ...Object.keys(query?.shape ?? {}),
      ]),
    ),
  ]

  test('of every name of the contract lead back to one another', () => {
    expect(names.length).toBeGreaterThan(60)
    for (const name of names) expect(snakeName(camelName(name))).toBe(name)
    expect(new Set(names.map(camelName)).size).toBe(names.length)
  })
})
