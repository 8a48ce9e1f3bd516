import { isList, isMutation, type RouteDefinition, routes } from '@bahi/spec'
import { beforeAll, describe, expect, test } from 'vitest'
import { MAX_BODY_BYTES } from '../../src/http/body.ts'
import type { Answer } from '../support/contract.ts'
import { type TestTenant, useServer } from '../support/harness.ts'
import { addressOf, furnish, pathId, type Specimens, send } from './support/specimen.ts'

const use = useServer()
let tenant: TestTenant
let specimens: Specimens
/** A second tenant, which the first one's keys may not name. */
let stranger: TestTenant

beforeAll(async () => {
  tenant = await use.openTenant()
  stranger = await use.openTenant()
  specimens = await furnish(tenant.api)
})

const named = (some: readonly RouteDefinition[]) =>
  some.map((route): [string, RouteDefinition] => [route.operationId, route])
const every = named(routes)
const mutations = named(routes.filter(isMutation))

const call: typeof send = (api, route, at, options) => send(api, route, at, options)

function expectProblem(answer: Answer, status: number, code: string): void {
  expect([answer.status, answer.body.code]).toEqual([status, code])
  expect(answer.headers.get('Request-Id')).toBe(answer.body.request_id)
  expect(answer.body.instance).toBe(`urn:bahi:request:${answer.body.request_id}`)
  expect(answer.headers.get('API-Version')).toBe('1.4')
}

describe.each(every)('%s: any request', (_, route) => {
  test('needs a key, and says how to send it', async () => {
    const answer = await call(tenant.api, route, specimens, { key: null })
    expectProblem(answer, 401, 'unauthorized')
    expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer realm="bahi"')
  })

  test('needs the scope that the refusal names', async () => {
    const other = route.scope.startsWith('tenant:') ? 'events:read' : 'tenant:read'
    const { body: key } = await tenant.api('POST', '/api-keys', { body: { scopes: [other] } })
    const answer = await call(tenant.api, route, specimens, { key: key.secret })
    expectProblem(answer, 403, 'insufficient_scope')
    expect(answer.body.required_scope).toBe(route.scope)
  })

  test('must name one of the tenants when its key has several', async () => {
    const { body: key } = await tenant.api('POST', '/api-keys', { body: {} })
    const home = { homeTenantId: tenant.tenantId, mode: 'test' } as const
    await use.server.grantTenant({ ...home, keyId: key.id, tenantId: stranger.tenantId })
    expectProblem(await call(tenant.api, route, specimens, { key: key.secret }), 400, 'tenant_required')
  })

  test('finds no tenant that its key was not granted', async () => {
    const headers = { 'tenant-id': stranger.tenantId }
    expectProblem(await call(tenant.api, route, specimens, { headers }), 404, 'not_found')
  })

  test('must speak a version that is supported', async () => {
    const headers = { 'API-Version': '2.0' }
    const answer = await call(tenant.api, route, specimens, { headers })
    expectProblem(answer, 400, 'unsupported_api_version')
    expect(answer.body.supported_versions).toEqual(['1.4'])
  })

  test('may have no header that makes no sense', async () => {
    const headers = { 'Key-Inflection': 'kebab' }
    const answer = await call(tenant.api, route, specimens, { headers })
    expectProblem(answer, 400, 'invalid_header')
    expect(answer.body.errors).toMatchObject([{ pointer: '/key-inflection', in: 'header' }])
  })

  test.each([
    ['rate_limit', 429, 'rate_limited', true],
    ['status:500', 500, 'internal_error', true],
    ['status:503', 503, 'unavailable', true],
  ])('fails with a test key as X-Test-Fault asks: %s', async (fault, status, code, retryable) => {
    const answer = await call(tenant.api, route, specimens, { headers: { 'X-Test-Fault': fault } })
    expectProblem(answer, status, code)
    expect(answer.body.retryable).toBe(retryable)
  })
})

describe.each(named(routes.filter((route) => route.publishable === undefined)))('%s', (_, route) => {
  test('is closed to publishable keys', async () => {
    const answer = await call(tenant.api, route, specimens, { key: tenant.keys.test.publishable })
    expectProblem(answer, 403, 'publishable_key')
  })
})

describe.each(named(routes.filter((route) => route.publishable !== undefined)))('%s', (_, route) => {
  test('shows its public members, and no other, to publishable keys', async () => {
    const { status, body } = await call(tenant.api, route, specimens, { key: tenant.keys.test.publishable })
    expect(status).toBe(200)
    const shown = isList(route) ? body.data : [body]
    for (const resource of shown)
      expect(Object.keys(resource).sort()).toEqual([...(route.publishable ?? [])].sort())
  })
})

describe.each(named(routes.filter(({ path }) => pathId.test(path))))('%s', (_, route) => {
  test('finds nothing under an id that was never given', async () => {
    const id = `${addressOf(route, specimens).split('/')[2]?.slice(0, 3)}_01J9XG6T4S0Q2V8N3M5K7P9R1A`
    expectProblem(await call(tenant.api, route, specimens, { id }), 404, 'not_found')
  })
})

describe.each(mutations)('%s: a body', (_, route) => {
  test('that is no JSON is refused with the place where it breaks', async () => {
    const answer = await call(tenant.api, route, specimens, { rawBody: '{\n  "a": 1,\n  b}' })
    expectProblem(answer, 400, 'malformed_json')
    expect(answer.body.position).toBe(14)
    expect(answer.body.detail).toContain('line 3, column 3')
  })

  test('of more than 1 MiB is refused', async () => {
    const rawBody = `{}${' '.repeat(MAX_BODY_BYTES - 1)}`
    const answer = await call(tenant.api, route, specimens, { rawBody })
    expectProblem(answer, 413, 'payload_too_large')
    expect(answer.body.max_bytes).toBe(1_048_576)
  })

  test('that is not declared as JSON is refused', async () => {
    const headers = { 'Content-Type': 'text/plain' }
    expectProblem(
      await call(tenant.api, route, specimens, { rawBody: '{}', headers }),
      415,
      'unsupported_media_type',
    )
  })

  test('with unknown fields is refused, and each is named', async () => {
    const body = { nosuch: 1, 'a/b~c': 2, ...{ contactid: 3 } }
    const answer = await call(tenant.api, route, specimens, { body })
    expectProblem(answer, 422, 'validation_failed')
    const unknown = answer.body.errors.filter(({ code }: { code: string }) => code === 'unknown_field')
    expect(unknown.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/nosuch',
      '/a~1b~0c',
      '/contactid',
    ])
  })
})

describe.each(named(routes.filter(({ query }) => query !== undefined)))('%s: a query', (_, route) => {
  test('with unknown or repeated names is refused, and each is named', async () => {
    const address = addressOf(route, specimens)
    const unknown = await tenant.api('GET', `${address}?nosuch=1&limit=0`)
    expectProblem(unknown, 422, 'validation_failed')
    const faults = unknown.body.errors.map(({ pointer, in: part }: { pointer: string; in: string }) => [
      pointer,
      part,
    ])
    expect(faults.sort()).toEqual([
      ['/limit', 'query'],
      ['/nosuch', 'query'],
    ])
    const twice = await tenant.api('GET', `${address}?limit=1&limit=2`)
    expect(twice.body.errors).toMatchObject([{ pointer: '/limit', in: 'query', code: 'given_twice' }])
  })
})

describe.each(named(routes.filter(isList)))('%s: a cursor', (_, route) => {
  test('that was not issued here is refused', async () => {
    const answer = await tenant.api('GET', `${addressOf(route, specimens)}?cursor=a.b.c`)
    expectProblem(answer, 400, 'invalid_cursor')
  })
})

/** `GET /deliveries/replay` asks for a delivery of that name. */
const isTakenAsId = (path: string, verb: string): boolean =>
  routes.some(
    (route) =>
      route.path !== path &&
      route.method.toUpperCase() === verb &&
      new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  )

describe.each([...new Set(routes.map(({ path }) => path))])('%s', (path) => {
  const known = routes.filter((route) => route.path === path)
  const verbs = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND']
  const allowed = known.map(({ method }) => method.toUpperCase())

  test('takes its own verbs only, and lists them', async () => {
    for (const verb of verbs.filter((name) => !allowed.includes(name) && !isTakenAsId(path, name))) {
      const [route] = known
      if (route === undefined) throw new Error('A path without a route')
      const answer = await tenant.api(verb, addressOf(route, specimens))
      expectProblem(answer, 405, 'method_not_allowed')
      expect(answer.headers.get('Allow')?.split(', ').sort()).toEqual([...allowed].sort())
      for (const name of allowed) expect(answer.body.detail).toContain(name)
    }
  })
})

test.each([
  '',
  'nosuch',
  'constructor',
  'BEFORE_COMMIT',
  'before_commit:',
  'after_commit:1',
  'rate_limit:3',
  'delay',
  'delay:',
  'delay:-1',
  'delay:1:2',
  'delay:30001',
  'status:404',
  'status:503:1',
])(
  'X-Test-Fault: what it does not know is refused, and never taken for what it begins with: %j',
  async (fault) => {
    const headers = { 'X-Test-Fault': fault }
    const answer = await tenant.api('GET', '/tenant', { headers })
    expectProblem(answer, 400, 'invalid_header')
    expect(answer.body.errors).toMatchObject([{ pointer: '/x-test-fault', in: 'header' }])
    expect((await tenant.live('GET', '/tenant', { headers })).status).toBe(200)
  },
)
