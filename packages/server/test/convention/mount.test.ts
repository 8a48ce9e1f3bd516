import { mounts, routes } from '@bahi/spec'
import { beforeAll, describe, expect, test } from 'vitest'
import { documentedRequests } from '../../src/demo.ts'
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

  test('is spelled as addresses are: percent encoding changes nothing', async () => {
    const { status } = await tenant.live('GET', `/contacts/${specimens.ctc.replace('c', '%63')}`)
    expect(status).toBe(200)
    expect((await tenant.api('GET', '/%74enant')).status).toBe(200)
  })
})

interface Curl {
  readonly url: string
  readonly headers: Record<string, string>
  readonly body: string
}

/** What a documented curl would send: its address, its headers and its body. */
function readCurl(command: string): Curl {
  const url = /https?:\/\/[^\s']+/.exec(command)?.[0] ?? ''
  const headers = [...command.matchAll(/(?:-H|--header) (["'])([\w-]+): (.*?)\1/g)].map(
    ([, , name = '', value = '']): [string, string] => [name, value],
  )
  const body = /(?:-d|--data) '(.*)'$/s.exec(command)?.[1] ?? ''
  return { url, headers: Object.fromEntries(headers), body }
}

test('the documented requests work as they are written, but for the sale, whose payment is not taken yet', async () => {
  const { body: invoice } = await tenant.live('POST', '/invoices', { body: { currency: 'EUR' } })
  const ids = { contactId: specimens.ctc, productId: specimens.itm, invoiceId: invoice.id }
  const facts = { url: 'http://bahi.test', key: tenant.keys.live.secret, tenantId: tenant.tenantId, ids }
  const [draft, sale, billables] = await Promise.all(
    documentedRequests(facts).map(async (command) => {
      const { url, headers, body } = readCurl(command)
      const path = url.replace('http://bahi.test', '')
      return tenant.live('POST', path, { mount: '', headers, rawBody: body, key: null })
    }),
  )
  expect([draft?.status, draft?.body.contact_id]).toEqual([201, specimens.ctc])
  expect([sale?.status, sale?.body.errors]).toMatchObject([422, [{ pointer: '/payment' }]])
  expect(billables?.status).toBe(201)
  expect(billables?.body).toMatchObject({
    data: [
      {
        invoice: invoice.id,
        description: 'Monthly subscription for service X.',
        quantity: 10,
        amountMinor: 5000,
        currencyCode: 'EUR',
        referenceType: 'JIRA',
        referenceId: 'PROJ-123',
        metadata: { project: 'Alpha', priority: 'High' },
        order: 13,
        createdAt: expect.stringMatching(/Z$/),
        updatedAt: expect.stringMatching(/Z$/),
      },
    ],
  })
})
