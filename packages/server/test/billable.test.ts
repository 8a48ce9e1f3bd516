import { expect, test } from 'vitest'
import { type TestTenant, useServer } from './support/harness.ts'

const { openTenant } = useServer()

const unknownInvoice = 'inv_01J9XG8M9N1P3Q5R7S9T1V3W5X'
const unknownId = 'bil_01J9XG9Z0A2B4C6D8E0F2G4H6J'
const hours = { description: 'Hours', quantity: 10, amount_minor: 5000, currency_code: 'EUR' }

const draft = async ({ api }: TestTenant, body: object = {}): Promise<string> =>
  (await api('POST', '/invoices', { body: { currency: 'EUR', ...body } })).body.id

const add = ({ api }: TestTenant, invoice_id: string, billables: readonly object[]) =>
  api('POST', '/billables', { body: { invoice_id, billables } })

const linesOf = async ({ api }: TestTenant, id: string) => {
  const { body } = await api('GET', `/invoices/${id}`)
  return { names: body.items.map((item: { description: string }) => item.description), body }
}

test('create: the documented request, in camelCase', async () => {
  const tenant = await openTenant()
  const invoiceId = await draft(tenant)
  const billable = {
    description: 'Monthly subscription for service X.',
    quantity: 10,
    amountMinor: 5000,
    currencyCode: 'EUR',
    referenceType: 'JIRA',
    referenceId: 'PROJ-123',
    metadata: { project: 'Alpha', priority: 'High' },
    order: 13,
  }
  const { status, body } = await tenant.api('POST', '/billables', {
    mount: '/api/v1',
    headers: { 'tenant-id': tenant.tenantId },
    body: { invoiceId, billables: [billable] },
  })
  expect(status).toBe(201)
  const [made] = body.data
  expect(body).toEqual({
    data: [
      {
        id: expect.stringMatching(/^bil_[0-9A-HJKMNP-TV-Z]{26}$/),
        object: 'billable',
        invoice: invoiceId,
        ...billable,
        createdAt: made.updatedAt,
        updatedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        livemode: false,
      },
    ],
  })
  expect((await linesOf(tenant, invoiceId)).body).toMatchObject({
    items: [{ billable_id: made.id, qty: 10, rate_minor: 5000, tax_rate: 0, total_minor: 50000 }],
    total_minor: 50000,
    grand_total: 500,
  })
})

test('create: answers in the order in which they were sent, absent members being null', async () => {
  const tenant = await openTenant()
  const sent = ['C', 'A', 'B'].map((description) => ({ ...hours, description }))
  const { body } = await add(tenant, await draft(tenant), sent)
  expect(body.data.map((each: { description: string }) => each.description)).toEqual(['C', 'A', 'B'])
  expect(body.data[0]).toMatchObject({ reference_type: null, reference_id: null, metadata: {}, order: null })
})

test("create: lines stand behind the invoice's items, lowest order first, those without one last", async () => {
  const tenant = await openTenant()
  const invoice = await draft(tenant, { items: [{ description: 'Item', qty: 1, rate: 1 }] })
  const named = (description: string, order?: number) => ({ ...hours, description, order })
  await add(tenant, invoice, [named('none'), named('13', 13), named('0', 0), named('13 too', 13)])
  await add(tenant, invoice, [named('-5', -5), named('none too')])
  const { names } = await linesOf(tenant, invoice)
  expect(names).toEqual(['Item', '-5', '0', '13', '13 too', 'none', 'none too'])
})

test('create: a line is quantity times price, rounded half-up once, beside taxed items', async () => {
  const tenant = await openTenant()
  const invoice = await draft(tenant, { items: [{ description: 'Item', qty: 3, rate: 0.33, tax_rate: 19 }] })
  const { body: before } = await tenant.api('GET', `/invoices/${invoice}`)
  await add(tenant, invoice, [{ ...hours, quantity: 0.125, amount_minor: 100 }])
  const { body } = await linesOf(tenant, invoice)
  expect(body.items[0]).toEqual(before.items[0])
  expect(body).toMatchObject({ taxes: before.taxes, total_minor: before.total_minor + 13 })
})

test('create: all or none', async () => {
  const tenant = await openTenant()
  const invoice = await draft(tenant)
  const billables = Array.from({ length: 9 }, (_, n) => ({ ...hours, currency_code: n < 7 ? 'EUR' : 'INR' }))
  const { status, body } = await add(tenant, invoice, billables)
  expect(status).toBe(422)
  expect(body).toMatchObject({
    code: 'currency_mismatch',
    errors: [{ pointer: '/billables/7/currency_code' }, { pointer: '/billables/8/currency_code' }],
  })
  expect((await tenant.api('GET', '/billables')).body.data).toEqual([])
  expect((await linesOf(tenant, invoice)).body).toMatchObject({ items: [], total_minor: 0 })
})

test('create: pointers are in camelCase where the request is', async () => {
  const tenant = await openTenant()
  const { quantity, description } = hours
  const body = {
    invoiceId: await draft(tenant),
    billables: [{ description, quantity, amountMinor: -1, currencyCode: 'EUR' }],
  }
  const answer = await tenant.api('POST', '/billables', { mount: '/api/v1', body })
  expect(answer.status).toBe(422)
  expect(answer.body.errors).toMatchObject([{ pointer: '/billables/0/amountMinor', code: 'too_small' }])
})

test('create: 1 to 100 at a time', async () => {
  const tenant = await openTenant()
  const invoice = await draft(tenant)
  for (const count of [0, 101]) {
    const { status, body } = await add(tenant, invoice, Array(count).fill(hours))
    expect(status).toBe(422)
    expect(body.errors).toMatchObject([{ pointer: '/billables' }])
  }
  expect((await add(tenant, invoice, Array(100).fill(hours))).status).toBe(201)
})

const metadataOf = (keys: number, length: { key: number; value: number }) =>
  Object.fromEntries(
    Array.from({ length: keys }, (_, n) => [`${n}`.padEnd(length.key, 'k'), '🫖'.repeat(length.value)]),
  )

test('metadata: 50 keys of 40 characters with values of 500, whichever they are, come back; one more of each is named', async () => {
  const tenant = await openTenant()
  const invoice = await draft(tenant)
  const most = metadataOf(50, { key: 40, value: 500 })
  const { status, body } = await add(tenant, invoice, [{ ...hours, metadata: most }])
  expect(status).toBe(201)
  const [{ id }] = body.data
  expect((await tenant.api('GET', `/billables/${id}`)).body.metadata).toEqual(most)
  const beyond = [
    { metadata: metadataOf(51, { key: 2, value: 1 }), at: '', code: 'too_big' },
    { metadata: { ['k'.repeat(41)]: '' }, at: `/${'k'.repeat(41)}`, code: 'invalid_name' },
    { metadata: { tea: '🫖'.repeat(501) }, at: '/tea', code: 'too_big' },
  ]
  for (const { metadata, at, code } of beyond) {
    const made = await add(tenant, invoice, [hours, { ...hours, metadata }])
    const changed = await tenant.api('PATCH', `/billables/${id}`, { body: { metadata } })
    expect([made.status, changed.status]).toEqual([422, 422])
    expect(made.body.errors).toMatchObject([{ pointer: `/billables/1/metadata${at}`, code }])
    expect(changed.body.errors).toMatchObject([{ pointer: `/metadata${at}`, code }])
  }
  expect((await tenant.api('GET', '/billables')).body.data).toHaveLength(1)
})

test('create: an invoice has 1,000 lines at most', async () => {
  const tenant = await openTenant()
  const items = Array.from({ length: 500 }, () => ({ description: 'Item', qty: 1, rate: 1 }))
  const invoice = await draft(tenant, { items })
  for (let batch = 0; batch < 5; batch++) await add(tenant, invoice, Array(100).fill(hours))
  const { status, body } = await add(tenant, invoice, [hours])
  expect(status).toBe(422)
  expect(body).toMatchObject({
    code: 'validation_failed',
    errors: [{ pointer: '/billables', code: 'too_big' }],
  })
  expect((await linesOf(tenant, invoice)).names).toHaveLength(1000)
})

test('create: an amount beyond the largest is named, one alone and in sum', async () => {
  const tenant = await openTenant()
  const invoice = await draft(tenant)
  const largest = { ...hours, quantity: 1, amount_minor: 1e15 }
  const line = await add(tenant, invoice, [hours, { ...largest, quantity: 2 }])
  expect(line.status).toBe(422)
  expect(line.body).toMatchObject({
    code: 'amount_too_large',
    errors: [{ pointer: '/billables/1/amount_minor' }],
  })
  const sum = await add(tenant, invoice, [hours, largest])
  expect(sum.body).toMatchObject({ code: 'amount_too_large', errors: [{ pointer: '/billables' }] })
})

test('create: an invoice that is unknown or no longer a draft is refused', async () => {
  const tenant = await openTenant()
  for (const id of [unknownInvoice, 'inv_1', 'nothing']) {
    const { status, body } = await add(tenant, id, [hours])
    expect(status).toBe(422)
    expect(body).toMatchObject({ code: 'unknown_reference', errors: [{ pointer: '/invoice_id' }] })
  }
  const invoice = await draft(tenant)
  await add(tenant, invoice, [hours])
  await tenant.api('POST', `/invoices/${invoice}/send`)
  const { status, body } = await add(tenant, invoice, [hours])
  expect(status).toBe(409)
  expect(body).toMatchObject({
    code: 'invalid_state',
    state: 'open',
    allowed_acts: ['pay', 'credit', 'void', 'mark_uncollectible'],
  })
})

test('create: batches at the same time all count', async () => {
  const tenant = await openTenant()
  const invoice = await draft(tenant)
  const answers = await Promise.all(Array.from({ length: 8 }, () => add(tenant, invoice, [hours, hours])))
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201))
  const { body, names } = await linesOf(tenant, invoice)
  expect(names).toHaveLength(16)
  expect(body.total_minor).toBe(16 * 50000)
})

test('retrieve, update, delete: an id of nothing is 404', async () => {
  const { api } = await openTenant()
  for (const id of [unknownId, 'bil_1', unknownInvoice]) {
    expect((await api('GET', `/billables/${id}`)).status).toBe(404)
    expect((await api('PATCH', `/billables/${id}`, { body: {} })).status).toBe(404)
    expect((await api('DELETE', `/billables/${id}`)).status).toBe(404)
  }
})

test('list: newest first, in pages, by invoice and by reference', async () => {
  const tenant = await openTenant()
  const [one, two] = [await draft(tenant), await draft(tenant)]
  const { body: first } = await add(tenant, one, [
    { ...hours, reference_type: 'JIRA', reference_id: 'A-1' },
    hours,
  ])
  const { body: second } = await add(tenant, two, [{ ...hours, reference_type: 'JIRA', reference_id: 'A-2' }])
  const list = async (query = '') => (await tenant.api('GET', `/billables${query}`)).body
  const [a, b] = first.data
  const [c] = second.data
  expect((await list()).data).toEqual([c, b, a])
  const page = await list('?limit=2')
  expect((await list(`?limit=2&cursor=${page.next_cursor}`)).data).toEqual([a])
  expect((await list(`?invoice_id=${one}`)).data).toEqual([b, a])
  expect((await list('?reference_type=JIRA')).data).toEqual([c, a])
  expect((await list('?reference_type=JIRA&reference_id=A-1')).data).toEqual([a])
  const unknown = await tenant.api('GET', `/billables?invoice_id=${unknownInvoice}`)
  expect(unknown.status).toBe(422)
  expect(unknown.body).toMatchObject({
    code: 'unknown_reference',
    errors: [{ pointer: '/invoice_id', in: 'query' }],
  })
})

test('update: changes what is sent, its line and the totals', async () => {
  const tenant = await openTenant()
  const invoice = await draft(tenant)
  const { body: made } = await add(tenant, invoice, [
    { ...hours, order: 1 },
    { ...hours, description: 'B', order: 2 },
  ])
  const [before] = made.data
  const changes = { quantity: 1.5, description: 'A', order: 3, reference_id: 'X', metadata: { a: 'b' } }
  const { status, body } = await tenant.api('PATCH', `/billables/${before.id}`, { body: changes })
  expect(status).toBe(200)
  expect(body).toEqual({ ...before, ...changes, updated_at: body.updated_at })
  expect((await tenant.api('GET', `/billables/${before.id}`)).body).toEqual(body)
  const { body: drafted, names } = await linesOf(tenant, invoice)
  expect(names).toEqual(['B', 'A'])
  expect(drafted).toMatchObject({ total_minor: 57500, items: [{}, { qty: 1.5, total_minor: 7500 }] })
})

test('update: refuses another currency, an amount too large and an invoice that was sent', async () => {
  const tenant = await openTenant()
  const invoice = await draft(tenant)
  const { body: made } = await add(tenant, invoice, [hours])
  const update = (body: object) => tenant.api('PATCH', `/billables/${made.data[0].id}`, { body })
  const currency = await update({ currency_code: 'INR' })
  expect(currency.status).toBe(422)
  expect(currency.body.errors).toMatchObject([{ pointer: '/currency_code', code: 'unknown_field' }])
  const large = await update({ amount_minor: 1e15 })
  expect(large.status).toBe(422)
  expect(large.body).toMatchObject({ code: 'amount_too_large', errors: [{ pointer: '/amount_minor' }] })
  await tenant.api('POST', `/invoices/${invoice}/send`)
  const late = await update({ quantity: 1 })
  expect(late.status).toBe(409)
  expect(late.body).toMatchObject({ code: 'invalid_state', state: 'open' })
})

test('delete: it goes with its line; once the invoice was sent it stays', async () => {
  const tenant = await openTenant()
  const invoice = await draft(tenant)
  const { body: made } = await add(tenant, invoice, [hours, { ...hours, description: 'Kept' }])
  const [gone, kept] = made.data
  expect((await tenant.api('DELETE', `/billables/${gone.id}`)).status).toBe(204)
  expect((await tenant.api('GET', `/billables/${gone.id}`)).status).toBe(404)
  const { names, body } = await linesOf(tenant, invoice)
  expect(names).toEqual(['Kept'])
  expect(body.total_minor).toBe(50000)
  await tenant.api('POST', `/invoices/${invoice}/send`)
  const { status, body: refusal } = await tenant.api('DELETE', `/billables/${kept.id}`)
  expect(status).toBe(409)
  expect(refusal).toMatchObject({
    code: 'invalid_state',
    allowed_acts: ['pay', 'credit', 'void', 'mark_uncollectible'],
  })
})
