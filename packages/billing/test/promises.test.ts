import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BahiError, type Billing, isProblem } from '../src/index.ts'
import { failureOf, served, ways } from './served.ts'

describe.each(ways)('%s', (way) => {
  let server: Awaited<ReturnType<typeof served>>
  let billing: Billing

  beforeAll(async () => {
    server = await served(way)
    billing = server.billing
  })
  afterAll(() => server.close())

  test('the same key and body make one thing and answer alike', async () => {
    const body = { name: 'Once' }
    const first = await billing.contacts.create(body, { idempotencyKey: 'once-1' }).withResponse()
    const second = await billing.contacts.create(body, { idempotencyKey: 'once-1' }).withResponse()
    expect(second.data).toEqual(first.data)
    expect([first.replayed, second.replayed]).toEqual([false, true])
    expect(first.requestId).toMatch(/^req_/)
    expect(second.requestId).not.toBe(first.requestId)
  })

  test('the same key with another body is refused, naming what differs', async () => {
    await billing.contacts.create({ name: 'One' }, { idempotencyKey: 'once-2' })
    const error = await failureOf(billing.contacts.create({ name: 'Two' }, { idempotencyKey: 'once-2' }))
    if (!isProblem(error, 'idempotency_key_reused')) throw error
    expect(error.problem.mismatches).toEqual(['/name'])
    expect(error).toMatchObject({ retryable: false, outcome: 'rejected', stoppedBy: null })
  })

  test('an operationId is one operation for every process', async () => {
    const invoice = { currency: 'INR', items: [] }
    const other = server.as(server.keys.test.secret)
    const first = await billing.invoices.create(invoice, { operationId: 'order-812' })
    const second = await other.invoices.create(invoice, { operationId: 'order-812' })
    expect(second.id).toBe(first.id)
  })

  test('an answer that is lost after the commit is fetched by the retry, and the effect is one', async () => {
    const faulty = { headers: { 'X-Test-Fault': 'after_commit' } }
    const error = await failureOf(
      billing.contacts.create({ name: 'Lost', email: 'lost@example.com' }, { ...faulty, maxRetries: 0 }),
    )
    if (!(error instanceof BahiError)) throw error
    expect(error).toMatchObject({ outcome: 'unknown' })
    const lost = () => billing.contacts.list({ email: 'lost@example.com' }).toArray({ limit: 5 })
    const before = await lost()
    expect(before).toHaveLength(1)
    const again = await billing.contacts.create(
      { name: 'Lost', email: 'lost@example.com' },
      { idempotencyKey: error.idempotencyKey ?? '' },
    )
    expect(again.id).toBe(before[0]?.id)
    expect(await lost()).toHaveLength(1)
  })

  test('a refusal names every fault at once, and its message says where', async () => {
    const error = await failureOf(billing.products.create({ sku: '', name: '', rate: -1 }))
    if (!isProblem(error, 'validation_failed')) throw error
    expect(error.errors.map(({ pointer }) => pointer).sort()).toEqual(['/name', '/rate', '/sku'])
    expect(error.message).toMatch(/^POST \/products: 422 validation_failed: .*\/sku: .*\[req_/)
  })

  test('a list is walked by items, pages and cursor, and each item comes once', async () => {
    for (let n = 1; n <= 7; n++) await billing.products.create({ sku: `P${n}`, name: `P${n}`, rate: n })
    const skus: string[] = []
    for await (const { sku } of billing.products.list({ limit: 3 })) skus.push(sku)
    expect(skus).toEqual(['P7', 'P6', 'P5', 'P4', 'P3', 'P2', 'P1'])
    const sizes: number[] = []
    for await (const { data } of billing.products.list({ limit: 3 }).pages()) sizes.push(data.length)
    expect(sizes).toEqual([3, 3, 1])
    const { nextCursor } = await billing.products.list({ limit: 3 })
    const rest = await billing.products.list({ limit: 3, cursor: nextCursor ?? '' }).toArray({ limit: 10 })
    expect(rest.map(({ sku }) => sku)).toEqual(skus.slice(3))
    expect(await failureOf(billing.products.list({ cursor: 'forged' }))).toMatchObject({
      code: 'invalid_cursor',
    })
  })

  test('another tenant is not found, and a publishable key may not write', async () => {
    const { id } = await billing.contacts.create({ name: 'Ours' })
    const live = server.as(server.keys.live.secret)
    expect(await failureOf(live.contacts.retrieve(id))).toMatchObject({ status: 404, code: 'not_found' })
    const stranger = { tenantId: 'tnt_01J9XG6T4S0Q2V8N3M5K7P9R1A' }
    expect(await failureOf(billing.contacts.retrieve(id, stranger))).toMatchObject({ status: 404 })
    const publishable = server.as(server.keys.test.publishable)
    expect(await failureOf(publishable.contacts.create({ name: 'No' }))).toMatchObject({
      code: 'publishable_key',
    })
  })

  test('nothing that is printed shows a key', async () => {
    const error = await failureOf(server.as('sk_test_01J9XG6T4S0Q2V8N3M5K7P9R1A_madeup').tenant.retrieve())
    expect(error).toMatchObject({ code: 'unauthorized' })
    const { secret } = server.keys.test
    for (const thing of [
      billing,
      billing.client,
      billing.invoices,
      await billing.tenant.retrieve().withResponse(),
      error,
    ]) {
      const shown = `${inspect(thing, { depth: 20, showHidden: true, getters: true })}${JSON.stringify(thing)}`
      expect(shown).not.toContain(secret)
      expect(shown).not.toContain('madeup')
    }
  })

  test('a resource is made once, when it is first used', () => {
    expect(billing.invoices).toBe(billing.invoices)
  })
})
