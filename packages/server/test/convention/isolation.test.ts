import { isMutation, type RouteDefinition, routes } from '@bahi/spec'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from '../support/contract.ts'
import { type TestTenant, useServer } from '../support/harness.ts'
import { bodyFor } from './support/bodies.ts'
import {
  addressOf,
  furnish,
  pathId,
  prefixOf,
  requestOf,
  type SpecimenPrefix,
  type Specimens,
  send,
} from './support/specimen.ts'
import { type StrangeId, strangeIds, strangeSegments } from './support/strange-ids.ts'

const use = useServer()
let tenant: TestTenant
let own: Specimens
let elsewhere: [string, Specimens][]
/** A key that may read the tenant and nothing else. */
let narrow: string
let strangeTenants: StrangeId[]

beforeAll(async () => {
  tenant = await use.openTenant()
  const stranger = await use.openTenant()
  const foreign: StrangeId = ["another tenant's", stranger.tenantId]
  strangeTenants = [foreign, ...strangeIds('tnt', tenant.tenantId, [])]
  own = await furnish(tenant.api)
  narrow = (await tenant.api('POST', '/api-keys', { body: { scopes: ['tenant:read'] } })).body.secret
  elsewhere = [
    ["another tenant's", await furnish(stranger.api)],
    ["the other mode's", await furnish(tenant.live)],
    ["another tenant's in the other mode", await furnish(stranger.live)],
  ]
})

const ofOwnRequest = /^(request-id|date|ratelimit)$/

/** All of an answer that may not tell one id from another. */
function bytesOf({ status, headers, text }: Answer): string {
  const told = [...headers].filter(([name]) => !ofOwnRequest.test(name)).sort()
  return JSON.stringify([status, told, text.replaceAll(headers.get('Request-Id') ?? '', 'req_')])
}

/** Sends one request for each strange id; all must be answered as the first is. */
async function expectAlike(ids: readonly StrangeId[], ask: (id: string) => Promise<Answer>): Promise<Answer> {
  const [first, ...others] = ids
  if (first === undefined) throw new Error('There are no ids.')
  const expected = await ask(first[1])
  for (const [what, id] of others) {
    expect([what, bytesOf(await ask(id))]).toEqual([what, bytesOf(expected)])
  }
  return expected
}

/** Enough where the kind of id can hardly matter: the made-up one and the real ones of others come first. */
const FEW = 6

const named = (some: readonly RouteDefinition[]) => some.map((route) => [route.operationId, route] as const)
const withId = named(routes.filter(({ path }) => pathId.test(path)))

function inAddress(route: RouteDefinition): StrangeId[] {
  const prefix = prefixOf(route)
  if (prefix === null) throw new Error('This address takes no id.')
  const encoded = strangeIds(prefix, own[prefix], elsewhere).map(
    ([what, id]): StrangeId => [what, encodeURIComponent(id)],
  )
  return [...encoded, ...strangeSegments]
}

describe('an id in the address that names nothing here', () => {
  test.for(withId)('%s: is a 404, the same for all', async ([, route]) => {
    const answer = await expectAlike(inAddress(route), (id) => send(tenant.api, route, own, { id }))
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found'])
    expect(answer.text).not.toMatch(/01J9XG6T4S0Q2V8N3M5K7P9R1A/)
  })

  test.for(withId)('%s: is so with an Idempotency-Key, which stays free', async ([, route]) => {
    const idempotencyKey = `${route.operationId}-key`
    const answer = await expectAlike(inAddress(route), (id) =>
      send(tenant.api, route, own, { id, idempotencyKey }),
    )
    expect(answer.body.code).toBe('not_found')
    if (isMutation(route)) {
      const free = await tenant.api('PATCH', '/tenant', { body: {}, idempotencyKey })
      expect([free.status, free.headers.get('Idempotent-Replayed')]).toEqual([200, null])
    }
  })

  test.for(withId)(
    '%s: is so with a body that is wrong, with other verbs and in camelCase',
    async ([, route]) => {
      const path = (id: string) => requestOf(route, own, id).path
      const ways = [
        (id: string) => tenant.api('PUT', path(id)),
        (id: string) => tenant.api('HEAD', path(id)),
        (id: string) => tenant.api(route.method.toUpperCase(), path(id), { mount: '/api/v1' }),
        (id: string) =>
          send(tenant.api, route, own, { id, ...(isMutation(route) && { body: { nosuch: true } }) }),
      ]
      for (const way of ways) await expectAlike(inAddress(route).slice(0, FEW), way)
    },
  )

  test.for(withId)('%s: is so, as is a real one, for a key that may not ask', async ([, route]) => {
    if (route.publishable !== undefined) return
    const real: StrangeId = ['real', own[prefixOf(route) ?? 'ctc']]
    for (const key of [tenant.keys.test.publishable, narrow]) {
      const answer = await expectAlike([real, ...inAddress(route).slice(0, FEW)], (id) =>
        send(tenant.api, route, own, { id, key }),
      )
      expect(answer.status).toBe(403)
    }
  })
})

const queries = routes.flatMap((route) =>
  Object.keys(route.query?.shape ?? {})
    .filter((name) => name === 'resource' || (name.endsWith('_id') && name !== 'reference_id'))
    .map((name) => [`${route.operationId} ?${name}`, route, name] as const),
)
const kinds: Record<string, SpecimenPrefix> = {
  contact_id: 'ctc',
  store_id: 'sto',
  invoice_id: 'inv',
  endpoint_id: 'whk',
  event_id: 'evt',
  payment_id: 'pay',
  payment_link_id: 'lnk',
  credit_note_id: 'crn',
  resource: 'ctc',
}

describe('an id in the query that names nothing here', () => {
  test.for(queries)('%s: is told the same for all', async ([, route, name]) => {
    const prefix = kinds[name]
    if (prefix === undefined) throw new Error(`What kind of id is ${name}? Add it here.`)
    const answer = await expectAlike(strangeIds(prefix, own[prefix], elsewhere), (id) =>
      tenant.api('GET', `${addressOf(route, own)}?${new URLSearchParams({ [name]: id })}`),
    )
    // events outlive what they tell of, so that a filter by it finds none rather than refuses
    if (name === 'resource') expect(answer.body.data).toEqual([])
    else
      expect(answer.body).toMatchObject({
        code: 'unknown_reference',
        errors: [{ pointer: `/${name}`, in: 'query' }],
      })
    const real = name === 'invoice_id' && route.operationId !== 'listBillables' ? 'sent' : prefix
    const found = await tenant.api('GET', `${addressOf(route, own)}?${name}=${own[real]}`)
    expect(found.status).toBe(200)
    // nobody paid through the link
    if (name !== 'payment_link_id') expect(found.body.data.length).toBeGreaterThan(0)
  })
})

type Body = Record<string, unknown>
const work = { description: 'Work', qty: 1, rate: 1 }
const bodies: [string, string, SpecimenPrefix, (id: string, body: Body) => Body, (keyof Specimens)?][] = [
  ['createInvoice', '/contact_id', 'ctc', (id) => ({ contact_id: id })],
  ['updateInvoice', '/contact_id', 'ctc', (id) => ({ contact_id: id })],
  [
    'createInvoice',
    '/items/0/catalog_item_id',
    'itm',
    (id) => ({ items: [{ catalog_item_id: id, qty: 1 }] }),
  ],
  [
    'updateInvoice',
    '/items/0/catalog_item_id',
    'itm',
    (id) => ({ items: [{ catalog_item_id: id, qty: 1 }] }),
  ],
  [
    'createInvoice',
    '/store_id',
    'sto',
    (id) => ({ items: [work], payment: { mode: 'cash', amount: 1 }, store_id: id }),
  ],
  ['createBillables', '/invoice_id', 'inv', (id, body) => ({ ...body, invoice_id: id })],
  ['createPaymentLink', '/contact_id', 'ctc', (id, body) => ({ ...body, contact_id: id })],
  ['createPaymentLink', '/invoice_id', 'inv', (id) => ({ invoice_id: id }), 'sent'],
  // after the links: with all of it credited, the invoice takes none
  ['createCreditNote', '/invoice_id', 'inv', (id) => ({ invoice_id: id, reason: 'Broken' }), 'sent'],
  ['adjustInventory', '/store_id', 'sto', (id, body) => ({ ...body, store_id: id })],
  ['replayDeliveries', '/endpoint_id', 'whk', (id) => ({ endpoint_id: id })],
]

describe('an id in the body that names nothing here', () => {
  test.for(bodies)(
    '%s %s: is told with its place, the same for all',
    async ([name, pointer, prefix, change, real = prefix]) => {
      const route = routes.find(({ operationId }) => operationId === name)
      if (route === undefined) throw new Error(`There is no operation ${name}.`)
      const ids = [...strangeIds(prefix, own[prefix], elsewhere), ['a lone surrogate', '\ud800'] as const]
      for (const idempotencyKey of [undefined, `${name}${pointer}`]) {
        const answer = await expectAlike(ids, (id) => {
          const body = change(id, Object(bodyFor(route, own)))
          return send(tenant.api, route, own, { body, ...(idempotencyKey && { idempotencyKey }) })
        })
        expect([answer.status, answer.body.code]).toEqual([422, 'unknown_reference'])
        expect(answer.body.errors).toMatchObject([{ pointer, in: 'body', code: 'unknown_reference' }])
      }
      const found = await send(tenant.api, route, own, {
        body: change(own[real], Object(bodyFor(route, own))),
      })
      expect(found.status).toBeLessThan(300)
    },
  )

  test('createApiKey /tenant_ids: is beyond what the key may pass on, the same for all', async () => {
    const answer = await expectAlike(strangeTenants, (id) =>
      tenant.api('POST', '/api-keys', { body: { tenant_ids: [id] } }),
    )
    expect([answer.status, answer.body.code]).toEqual([403, 'scope_exceeded'])
  })
})

describe('a tenant-id that the key was not granted', () => {
  test.for(named(routes))('%s: is a 404, the same for all', async ([, route]) => {
    const ids = strangeTenants.filter(([, id]) => /^[!-~]*$/.test(id))
    const answer = await expectAlike(ids, (id) =>
      send(tenant.api, route, own, { headers: { 'tenant-id': id } }),
    )
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found'])
  })
})
