import { mounts, routes } from '@bahi/spec'
import { beforeAll, describe, expect, test } from 'vitest'
import { type TestTenant, useServer } from '../support/harness.ts'
import { addressOf, furnish, requestOf, type Specimens, send } from './support/specimen.ts'

const use = useServer()
let tenant: TestTenant
let specimens: Specimens

beforeAll(async () => {
  tenant = await use.openTenant()
  specimens = await furnish(tenant.api)
})

const open = routes.filter((route) => route.publishable !== undefined)
const closed = routes.filter((route) => route.publishable === undefined)

/** What a browser asks before it sends a request with a key from a page. */
const preflight = (path: string, method: string) =>
  use.server.fetch(`http://bahi.test${path}`, {
    method: 'OPTIONS',
    headers: {
      Origin: 'https://shop.example',
      'Access-Control-Request-Method': method,
      'Access-Control-Request-Headers': 'authorization',
    },
  })

describe.each(mounts)('a preflight through %s', (mount) => {
  test.for(open)('is answered for what publishable keys read: $operationId', async (route) => {
    const answer = await preflight(`${mount}${addressOf(route, specimens)}`, 'GET')
    expect([answer.status, await answer.text()]).toEqual([204, ''])
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET',
      'access-control-allow-headers': 'Authorization, API-Version, Key-Inflection, tenant-id',
      'request-id': expect.stringMatching(/^req_/),
    })
  })

  test.for(closed)('is not answered for $operationId', async (route) => {
    const answer = await preflight(`${mount}${addressOf(route, specimens)}`, route.method.toUpperCase())
    expect([answer.status, answer.headers.get('Access-Control-Allow-Methods')]).toEqual([401, null])
  })
})

describe('an answer', () => {
  const origin = (headers: Headers) => headers.get('Access-Control-Allow-Origin')

  test.for(routes)('may be read by a page when its key is publishable: $operationId', async (route) => {
    const key = tenant.keys.test.publishable
    const { headers } = await send(tenant.api, route, specimens, { key })
    expect(origin(headers)).toBe('*')
    const exposed = 'Request-Id, RateLimit, RateLimit-Policy, Retry-After, API-Version'
    expect(headers.get('Access-Control-Expose-Headers')).toBe(exposed)
  })

  test.for(routes)('may be read by no page when its key is secret: $operationId', async (route) => {
    const { path } = requestOf(route, specimens)
    for (const verb of [route.method.toUpperCase(), 'PUT']) {
      expect(
        origin(
          (await tenant.api(verb, path, { body: {}, ...(verb === 'GET' && { body: undefined }) })).headers,
        ),
      ).toBeNull()
    }
  })

  test('may be read by a page when it tells that the key is wrong, or that there were too many', async () => {
    const wrong = await tenant.api('GET', '/products', { key: 'pk_test_nosuch' })
    expect([wrong.status, origin(wrong.headers)]).toEqual([401, '*'])
    const many = await tenant.api('GET', '/products', { headers: { 'X-Test-Fault': 'rate_limit' } })
    expect([many.status, origin(many.headers)]).toEqual([429, '*'])
  })
})
