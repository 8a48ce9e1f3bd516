import { isMutation, mounts, type RouteDefinition, routes } from '@bahi/spec'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Answer } from '../support/contract.ts'
import { engine } from '../support/engines.ts'
import { type CallOptions, type TestTenant, useServer } from '../support/harness.ts'
import { bodies, ids, queries } from './support/arbitrary.ts'
import { furnish, prefixOf, type Specimens } from './support/specimen.ts'

const use = useServer()

/** Requests an operation: some thousands in all. fast-check tells the seed of a failure and how to run it again. */
const RUNS = { memory: 120, disk: 25, postgres: 40 }

const headers = fc.record(
  {
    'Idempotency-Key': fc.constantFrom('one', 'two', '"one"', 'a b', '"', 'x'.repeat(256)),
    'API-Version': fc.constantFrom('1.4', 'v1.4', '2', ''),
    'Key-Inflection': fc.constantFrom('camel', 'snake', 'kebab'),
    'tenant-id': fc.constantFrom('tnt_x', '', '__proto__'),
    'Content-Type': fc.constantFrom('application/json', 'application/json; charset=latin1', 'text/plain'),
    'X-Test-Fault': fc.constantFrom('delay:1', 'delay:x', 'nosuch', 'rate_limit'),
    'X-Odd': fc.constantFrom('\u00ff', 'a'.repeat(5_000)),
  },
  { requiredKeys: [] },
)

/** One header or two, mostly none: each of them may refuse the request before its body is looked at. */
const fewHeaders = fc.oneof({ weight: 6, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: headers })

const rawBody = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.json().map((text) => text.slice(0, -1)),
  fc.uint8Array(),
)

const requestTo = (route: RouteDefinition, specimens: Specimens, tenant: TestTenant) =>
  fc.record({
    id: fc.oneof(
      { weight: 8, arbitrary: fc.constant(specimens[prefixOf(route) ?? 'ctc']) },
      { weight: 2, arbitrary: ids(specimens) },
    ),
    query: queries(route, specimens),
    body: bodies(route, specimens),
    raw: fc.oneof({ weight: 12, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: rawBody }),
    headers: fewHeaders,
    mount: fc.constantFrom(...mounts),
    key: fc.oneof(
      { weight: 8, arbitrary: fc.constant(tenant.keys.test.secret) },
      { weight: 1, arbitrary: fc.constantFrom(tenant.keys.test.publishable, tenant.keys.live.secret, 'x') },
    ),
  })

type Sent = ReturnType<typeof requestTo> extends fc.Arbitrary<infer R> ? R : never

function ask(tenant: TestTenant, route: RouteDefinition, sent: Sent): Promise<Answer> {
  const path = route.path.replace(
    /\{\w+\}/,
    () => encodeURIComponent(sent.id.toWellFormed()).slice(0, 5_000) || '-',
  )
  const query = new URLSearchParams(sent.query).toString()
  const content: CallOptions = sent.raw === null ? { body: sent.body } : { rawBody: sent.raw }
  return tenant.api(route.method.toUpperCase(), query === '' ? path : `${path}?${query}`, {
    ...(isMutation(route) ? content : {}),
    headers: Object.fromEntries(Object.entries(sent.headers).filter(([, value]) => value !== undefined)),
    mount: sent.mount,
    key: sent.key,
  })
}

/** How a fault is told: what must be, in words of ours, not of a library. */
const SENTENCE = /^(?!.*(Invalid|expected|Too (big|small)))[A-Z].+\.$/

// An advance may do ten years of work, on a busy machine too.
const TIMEOUT = { timeout: 120_000 }

test.for(routes)('$operationId: is never at a loss, and answers as documented', TIMEOUT, async (route) => {
  const tenant = await use.openTenant()
  const specimens = await furnish(tenant.api)
  const property = fc.asyncProperty(requestTo(route, specimens, tenant), async (sent) => {
    // each answer is held to the contract by the harness
    const { status, body } = await ask(tenant, route, sent)
    expect(status).toBeLessThan(500)
    for (const { detail } of body?.errors ?? []) expect(detail).toMatch(SENTENCE)
  })
  await fc.assert(property, { numRuns: RUNS[engine()] })
  await expectReadable(tenant)
})

/** Whatever was let in can be told again. */
async function expectReadable(tenant: TestTenant): Promise<void> {
  for (const path of [
    '/api-keys',
    '/contacts',
    '/products',
    '/invoices',
    '/billables',
    '/events',
    '/webhooks',
  ]) {
    expect((await tenant.api('GET', `${path}?limit=100`)).status).toBe(200)
  }
  expect((await tenant.api('GET', '/tenant')).status).toBe(200)
}
