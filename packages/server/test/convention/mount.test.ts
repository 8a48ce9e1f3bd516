import { mounts, routes } from '@bahi/spec'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from '../support/contract.ts'
import { type TestTenant, useServer } from '../support/harness.ts'
import { addressOf, furnish, type Specimens } from './support/specimen.ts'

const use = useServer()
let tenant: TestTenant
let specimens: Specimens
beforeAll(async () => {
  tenant = await use.openTenant()
  specimens = await furnish(tenant.live)
})

/** Some answers say as of when they are. */
const timeless = (answer: Answer | undefined) => answer?.text.replace(/"at":"[^"]*"/, '"at":""')

describe('the three mounts', () => {
  const reads = routes.filter(({ method, testOnly }) => method === 'get' && testOnly !== true)

  test.for(reads)('are one API: $operationId', async (route) => {
    const ask = (mount: string) =>
      tenant.live('GET', addressOf(route, specimens), { mount, headers: { 'Key-Inflection': 'snake' } })
    // the key notes its use once, with the first request
    await expect
      .poll(async () => (await tenant.live('GET', '/api-keys')).body.data[1].last_used_at)
      .not.toBeNull()
    const [first, ...others] = await Promise.all(mounts.map(ask))
    expect(first?.status).toBe(200)
    for (const other of others) expect(timeless(other)).toBe(timeless(first))
  })
})

describe('an address that is none', () => {
  test.each(['/v2/tenant', '/V1/tenant', '/tenant', '/', '/v1tenant', '/api/v1x/tenant', '/billing/tenant'])(
    'is a 404 outside of the mounts, with or without a key: %s',
    async (path) => {
      for (const key of [tenant.keys.test.secret, null]) {
        const { status, body } = await tenant.api('GET', path, { mount: '', key })
        expect([status, body.code]).toEqual([404, 'not_found'])
      }
    },
  )

  test.each(['', '/', '/tenant/', '//tenant', '/nosuch', '/Tenant', '/contacts/', '/contacts/a/b'])(
    'is a 404 inside of them, once the key is good: %j',
    async (path) => {
      for (const mount of mounts) {
        for (const verb of ['GET', 'POST', 'DELETE']) {
          const { status, body } = await tenant.api(verb, path, { mount })
          expect([status, body.code]).toEqual([404, 'not_found'])
          expect((await tenant.api(verb, path, { mount, key: null })).status).toBe(401)
        }
      }
    },
  )

  test.each([
    ['/tenant', '/v1/tenant', '/v1'],
    ['/contacts/ctc_x', '/v1/contacts/{id}', '/v1'],
    ['/deliveries/replay', '/v1/deliveries/replay', '/v1'],
    ['/v1/v1/contacts', '/v1/contacts', '/v1'],
    ['/api/contacts', '/api/v1/contacts', '/api/v1'],
    ['/api/v1/v1/contacts', '/api/v1/contacts', '/api/v1'],
    ['/billing/v1/billing/v1/contacts/ctc_x', '/billing/v1/contacts/{id}', '/billing/v1'],
    ['/v1/api/v1/contacts', '/v1/contacts', '/v1'],
  ])('with no mount, or two, is told what it should be: %s', async (path, address, mount) => {
    const { status, body } = await tenant.api('GET', path, { mount: '' })
    expect([status, body.code]).toEqual([404, 'not_found'])
    expect(body.detail).toBe(
      `There is no such address, but there is ${address}: end the base URL of your client in ${mount}, once.`,
    )
  })

  test('that no mount would mend is told what any record is told that is not there', async () => {
    const noRecord = (await tenant.api('GET', '/contacts/ctc_01J9XG6T4S0Q2V8N3M5K7P9R1A')).body.detail
    const malformed = (await tenant.api('GET', '/contacts/v1')).body.detail
    const paths = ['/v1/v1', '/v1/contacts/a/b', '/v1/contacts/', '/billing/v1/nosuch']
    const told = await Promise.all(paths.map((path) => tenant.api('GET', path, { mount: '' })))
    expect(new Set([malformed, ...told.map(({ body }) => body.detail)])).toEqual(new Set([noRecord]))
  })

  test.each(['/', '/nosuch', '/v2/contacts', '/tenants', '/api', '/billing/nosuch'])(
    'under no mount is told where the API is: %s',
    async (path) => {
      const { status, body } = await tenant.api('GET', path, { mount: '', key: null })
      expect([status, body.code]).toEqual([404, 'not_found'])
      expect(body.detail).toBe(
        'There is no such address. Those of the API begin with /v1, as /v1/contacts does.',
      )
    },
  )

  test('is spelled as addresses are: percent encoding changes nothing', async () => {
    const { status } = await tenant.live('GET', `/contacts/${specimens.ctc.replace('c', '%63')}`)
    expect(status).toBe(200)
    expect((await tenant.api('GET', '/%74enant')).status).toBe(200)
  })
})
