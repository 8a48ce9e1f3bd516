import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest'
import { type Billing, type Invoice, isProblem } from '../src/index.ts'
import { failureOf, served, ways } from './served.ts'

describe.each(ways)('%s', (way) => {
  let server: Awaited<ReturnType<typeof served>>
  let billing: Billing

  beforeAll(async () => {
    server = await served(way)
    billing = server.billing
  })
  afterAll(() => server.close())

  test('tenant: retrieve, update', async () => {
    expect(await billing.tenant.retrieve()).toMatchObject({
      id: server.tenantId,
      name: 'Acme',
      currency: 'INR',
    })
    expect(await billing.tenant.update({ name: 'Acme Trading' })).toMatchObject({ name: 'Acme Trading' })
  })

  test('contacts: create, retrieve, update, upsert, list, delete', async () => {
    const made = await billing.contacts.create({ name: 'Asha Rao', phone: '+919800000001' })
    expect(await billing.contacts.retrieve(made.id)).toEqual(made)
    expect(await billing.contacts.update(made.id, { email: 'asha@example.com' })).toMatchObject({
      email: 'asha@example.com',
    })
    const upserted = billing.contacts.upsert({ phone: '+919800000001', name: 'Asha R.' })
    expect((await upserted.withResponse()).response.status).toBe(200)
    expect(await upserted).toMatchObject({ id: made.id, name: 'Asha R.' })
    const { data } = await billing.contacts.list({ phone: '+919800000001' })
    expect(data.map(({ id }) => id)).toEqual([made.id])
    await expect(billing.contacts.delete(made.id)).resolves.toBeUndefined()
    expect(await failureOf(billing.contacts.retrieve(made.id))).toMatchObject({
      code: 'not_found',
      status: 404,
    })
  })

  test('products: create, retrieve, update, list, archive', async () => {
    const made = await billing.products.create({ sku: 'TEA', name: 'Tea', rate: 120.5, tax_rate: 5 })
    expect(made).toMatchObject({ rate: 120.5, rate_minor: 12_050, currency: 'INR' })
    expect(await billing.products.update(made.id, { rate_minor: 13_000 })).toMatchObject({ rate: 130 })
    expect((await billing.products.list({ sku: 'TEA' })).data).toHaveLength(1)
    expect(await billing.products.archive(made.id)).toMatchObject({ archived: true })
    expect(await billing.products.retrieve(made.id)).toMatchObject({ archived: true })
  })

  test('invoices: create, retrieve, update, send, void, delete, list', async () => {
    const { id: contact_id } = await billing.contacts.create({ name: 'Ravi' })
    const items = [{ description: 'Work', qty: 2, rate: 100 }]
    const draft = await billing.invoices.create({ contact_id, items, due_in_days: 7 })
    expect(draft).toMatchObject({ status: 'draft', total_minor: 20_000 })
    await billing.invoices.update(draft.id, { due_in_days: 9 })
    expect(await billing.invoices.retrieve(draft.id)).toMatchObject({ due_in_days: 9 })
    const sent = await billing.invoices.send(draft.id)
    expect(sent).toMatchObject({ status: 'open', invoice_no: expect.stringMatching(/^INV-\d{4}-\d{5}$/) })
    expect((await billing.invoices.list({ status: 'open', contact_id })).data).toHaveLength(1)
    const again = await failureOf(billing.invoices.send(draft.id))
    if (!isProblem(again, 'invalid_state')) throw again
    expect(again.problem.allowed_acts).toContain('void')
    expect(await billing.invoices.void(draft.id)).toMatchObject({ status: 'void' })
    const other = await billing.invoices.create({ contact_id })
    await expect(billing.invoices.delete(other.id)).resolves.toBeUndefined()
  })

  test('an invoice narrows by its status', async () => {
    const { id: contact_id } = await billing.contacts.create({ name: 'Ravi' })
    const draft = await billing.invoices.create({
      contact_id,
      items: [{ description: 'Work', rate: 1, qty: 1 }],
    })
    const invoice: Invoice = await billing.invoices.send(draft.id)
    if (invoice.status !== 'open') throw new Error(invoice.status)
    expectTypeOf(invoice.invoice_no).toEqualTypeOf<string>()
    expectTypeOf(invoice.voided_at).toEqualTypeOf<null>()
    expect(invoice.sent_at).toMatch(/Z$/)
  })

  test('billables: create, retrieve, update, list, delete', async () => {
    const invoice = await billing.invoices.create({ currency: 'EUR' })
    const work = { description: 'Subscription', quantity: 10, amount_minor: 5000, currency_code: 'EUR' }
    const { data } = await billing.billables.create({
      invoice_id: invoice.id,
      billables: [{ ...work, reference_type: 'JIRA', reference_id: 'PROJ-123' }, work],
    })
    expect(data).toMatchObject([{ invoice: invoice.id, reference_id: 'PROJ-123' }, { amount_minor: 5000 }])
    const [first, second] = data
    if (first === undefined || second === undefined) throw new Error('two were made')
    expect(await billing.billables.update(first.id, { quantity: 2 })).toMatchObject({ quantity: 2 })
    expect(await billing.billables.retrieve(first.id)).toMatchObject({ quantity: 2 })
    const found = await billing.billables
      .list({ reference_type: 'JIRA', reference_id: 'PROJ-123' })
      .toArray({ limit: 5 })
    expect(found.map(({ id }) => id)).toEqual([first.id])
    await billing.billables.delete(second.id)
    expect((await billing.billables.list({ invoice_id: invoice.id })).data).toHaveLength(1)
  })

  test('events: list, retrieve, read on from a sequence', async () => {
    const { id } = await billing.contacts.create({ name: 'Seen First' })
    const { data } = await billing.events.list({ type: 'customer.created', resource: id })
    const [event] = data
    if (event?.type !== 'customer.created') throw new Error('it was fired')
    expectTypeOf(event.data.email).toEqualTypeOf<string | null>()
    expect(await billing.events.retrieve(event.id)).toEqual(event)
    await billing.contacts.create({ name: 'Seen Next' })
    const later = await billing.events.list({ since: event.sequence }).toArray({ limit: 10 })
    expect(later.map(({ sequence }) => sequence)).toEqual([event.sequence + 1])
  })

  test('webhookEndpoints and deliveries: every act', async () => {
    const endpoint = await billing.webhookEndpoints.create({
      url: 'https://example.invalid/hooks',
      event_types: ['*'],
    })
    expect(endpoint.secret).toMatch(/^whsec_/)
    expect(await billing.webhookEndpoints.retrieve(endpoint.id)).toMatchObject({ secret: null })
    expect(await billing.webhookEndpoints.update(endpoint.id, { description: 'Ours' })).toMatchObject({
      description: 'Ours',
    })
    const rotated = await billing.webhookEndpoints.rotateSecret(endpoint.id, { grace_seconds: 60 })
    expect(rotated.secret).not.toBe(endpoint.secret)
    expect(await billing.webhookEndpoints.disable(endpoint.id)).toMatchObject({ status: 'disabled' })
    await billing.webhookEndpoints.test(endpoint.id)
    expect((await billing.webhookEndpoints.list()).data).toHaveLength(1)
    await server.settle()
    const [delivery] = await billing.deliveries.list({ endpoint_id: endpoint.id }).toArray({ limit: 1 })
    if (delivery === undefined) throw new Error('the test event has a delivery')
    expect(await billing.deliveries.retrieve(delivery.id)).toMatchObject({ status: 'pending' })
    expect(await failureOf(billing.deliveries.replay(delivery.id))).toMatchObject({ code: 'invalid_state' })
    expect(await billing.webhookEndpoints.enable(endpoint.id)).toMatchObject({ status: 'enabled' })
    await billing.webhookEndpoints.delete(endpoint.id)
  })

  test('apiKeys: create, use, list, rotate, revoke', async () => {
    const made = await billing.apiKeys.create({ name: 'Reader', scopes: ['contacts:read'] })
    const reader = server.as(made.secret ?? '')
    await reader.contacts.list()
    const error = await failureOf(reader.contacts.create({ name: 'No' }))
    if (!isProblem(error, 'insufficient_scope')) throw error
    expect(error.problem.required_scope).toBe('contacts:write')
    const rotated = await billing.apiKeys.rotate(made.id)
    await server.as(rotated.secret ?? '').contacts.list()
    expect(await failureOf(reader.contacts.list())).toMatchObject({ code: 'unauthorized', status: 401 })
    expect(await billing.apiKeys.revoke(rotated.id)).toMatchObject({ revoked_at: expect.any(String) })
    const names = (await billing.apiKeys.list().toArray({ limit: 50 })).map(({ name }) => name)
    expect(names.filter((name) => name === 'Reader')).toHaveLength(2)
  })
})
