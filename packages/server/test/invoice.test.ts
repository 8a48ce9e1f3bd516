import { expect, test } from 'vitest'
import { type TestTenant, useServer } from './support/harness.ts'

const { openTenant } = useServer()

const unknownId = 'inv_01J9XG8M9N1P3Q5R7S9T1V3W5X'
const phone = '+919876543210'
const line = { description: 'Work', qty: 1, rate: 100 }

const draft = async ({ api }: TestTenant, body: object = {}) =>
  (await api('POST', '/invoices', { body: { items: [line], ...body } })).body

const typesOf = (events: { data: { type: string }[] }) => events.data.map(({ type }) => type).reverse()

test('create: a draft of a catalog item for a contact, as documented', async () => {
  const { api } = await openTenant()
  const { body: contact } = await api('POST', '/contacts', { body: { name: 'Rahul K.', phone } })
  const milk = { sku: 'AMUL-MILK-1L', name: 'Amul milk', rate: 68, hsn_code: '0401' }
  const { body: product } = await api('POST', '/products', { body: milk })
  const items = [{ catalog_item_id: product.id, qty: 1 }]
  const { status, body } = await api('POST', '/invoices', {
    mount: '/billing/v1',
    body: { contact_id: contact.id, items, due_in_days: 7 },
    idempotencyKey: '9f2c-4d1a-e7b3',
  })
  expect(status).toBe(201)
  expect(body).toMatchObject({
    object: 'invoice',
    invoice_no: null,
    status: 'draft',
    contact_id: contact.id,
    customer: { name: 'Rahul K.', phone },
    customer_phone: '+91••••43210',
    currency: 'INR',
    items: [{ catalog_item_id: product.id, sku: 'AMUL-MILK-1L', description: 'Amul milk', hsn_code: '0401' }],
    taxes: [],
    subtotal_minor: 6800,
    tax_minor: 0,
    total_minor: 6800,
    grand_total: 68,
    amount_paid_minor: 0,
    amount_credited_minor: 0,
    amount_due_minor: 6800,
    due_in_days: 7,
    overdue: false,
    sent_at: null,
    metadata: {},
    livemode: false,
  })
  expect(Date.parse(body.due_at) - Date.parse(body.created_at)).toBe(7 * 24 * 60 * 60 * 1000)
  expect((await api('GET', `/invoices/${body.id}`)).body).toEqual(body)
})

test('create: a draft may be empty', async () => {
  const { api } = await openTenant()
  const { status, body } = await api('POST', '/invoices', { body: {} })
  expect(status).toBe(201)
  expect(body).toMatchObject({ items: [], total_minor: 0, contact_id: null, customer: null, due_at: null })
})

test('create: a customer is found by phone or made; events tell of the customer, then of the invoice', async () => {
  const { api } = await openTenant()
  const customer = { phone, name: 'Rahul K.' }
  const { body: first } = await api('POST', '/invoices', { body: { customer, items: [line] } })
  const { body: second } = await api('POST', '/invoices', { body: { customer: { phone, name: null } } })
  const nothingMore = { address: null, tax_id: null }
  expect(first.customer).toEqual({ name: 'Rahul K.', ...nothingMore, phone })
  expect(second).toMatchObject({ contact_id: first.contact_id, customer: { name: 'Rahul K.', phone } })
  const { body: events } = await api('GET', '/events')
  expect(typesOf(events)).toEqual(['customer.created', 'invoice.created', 'invoice.created'])
  expect(events.data[1].data).toEqual({
    ...first,
    customer: { name: 'Rahul K.', ...nothingMore, phone: '+91••••43210' },
  })
})

test('create: contact and customer exclude each other; an unknown contact is named', async () => {
  const { api } = await openTenant()
  const both = { contact_id: 'ctc_01J9XG7N4P6Q8R0S2T4V6W8X0Y', customer: { phone } }
  const { status, body } = await api('POST', '/invoices', { body: both })
  expect(status).toBe(422)
  expect(body.errors).toMatchObject([{ pointer: '/customer', code: 'one_of' }])
  for (const contact_id of [both.contact_id, 'ctc_1', 'nobody']) {
    const answer = await api('POST', '/invoices', { body: { contact_id } })
    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({ code: 'unknown_reference', errors: [{ pointer: '/contact_id' }] })
  }
})

test('retrieve, update, delete, send, void: an id of nothing is 404', async () => {
  const { api } = await openTenant()
  for (const id of [unknownId, 'inv_1', 'ctc_01J9XG7N4P6Q8R0S2T4V6W8X0Y']) {
    expect((await api('GET', `/invoices/${id}`)).status).toBe(404)
    expect((await api('PATCH', `/invoices/${id}`, { body: {} })).status).toBe(404)
    expect((await api('DELETE', `/invoices/${id}`)).status).toBe(404)
    expect((await api('POST', `/invoices/${id}/send`)).status).toBe(404)
    expect((await api('POST', `/invoices/${id}/void`)).status).toBe(404)
  }
})

test('retrieve: a publishable key sees status and totals, no person', async () => {
  const tenant = await openTenant()
  const { id } = await draft(tenant, { customer: { phone, name: 'Rahul' } })
  const { status, body, text } = await tenant.api('GET', `/invoices/${id}`, {
    key: tenant.keys.test.publishable,
  })
  expect(status).toBe(200)
  expect(body).toMatchObject({ id, status: 'draft', total_minor: 10000, grand_total: 100 })
  for (const secret of ['Rahul', phone, '43210', 'items', 'contact_id']) expect(text).not.toContain(secret)
})

test('list: newest first with their lines, in pages, by status, contact and time', async () => {
  const tenant = await openTenant()
  const { api } = tenant
  const a = await draft(tenant, { customer: { phone }, metadata: { n: 'a' } })
  const b = await draft(tenant, { items: [line, line] })
  const c = await draft(tenant, { items: [] })
  const { body: open } = await api('POST', `/invoices/${b.id}/send`)
  expect((await api('GET', '/invoices')).body.data).toEqual([c, open, a])
  const first = await api('GET', '/invoices?limit=2')
  const rest = await api('GET', `/invoices?limit=2&cursor=${first.body.next_cursor}`)
  expect([...first.body.data, ...rest.body.data]).toEqual([c, open, a])
  expect((await api('GET', '/invoices?status=open')).body.data).toEqual([open])
  expect((await api('GET', `/invoices?contact_id=${a.contact_id}`)).body.data).toEqual([a])
  const later = encodeURIComponent(new Date(Date.parse(c.created_at) + 1).toISOString())
  expect(
    (await api('GET', `/invoices?from=${encodeURIComponent(a.created_at)}&to=${later}`)).body.data,
  ).toHaveLength(3)
  expect((await api('GET', `/invoices?from=${later}`)).body.data).toEqual([])
  expect((await api('GET', `/invoices?to=${encodeURIComponent(a.created_at)}`)).body.data).toEqual([])
})

test('list: a filter that is not valid or leads nowhere is refused', async () => {
  const { api } = await openTenant()
  const bad = await api('GET', '/invoices?from=yesterday&status=new')
  expect(bad.status).toBe(422)
  expect(bad.body.errors).toMatchObject([
    { pointer: '/status', in: 'query' },
    { pointer: '/from', in: 'query' },
  ])
  for (const id of ['ctc_01J9XG7N4P6Q8R0S2T4V6W8X0Y', 'ctc_1']) {
    const { status, body } = await api('GET', `/invoices?contact_id=${id}`)
    expect(status).toBe(422)
    expect(body).toMatchObject({
      code: 'unknown_reference',
      errors: [{ pointer: '/contact_id', in: 'query' }],
    })
  }
})

test('update: changes what is sent and works the totals out anew', async () => {
  const tenant = await openTenant()
  const before = await draft(tenant, { customer: { phone }, due_in_days: 7, metadata: { a: '1' } })
  const update = (body: object) => tenant.api('PATCH', `/invoices/${before.id}`, { body })
  expect((await update({ due_in_days: 14, metadata: { b: '2' } })).body).toMatchObject({
    due_in_days: 14,
    due_at: new Date(Date.parse(before.created_at) + 14 * 86_400_000).toISOString(),
    metadata: { b: '2' },
    items: before.items,
    customer: { phone },
  })
  const items = [{ description: 'Other', qty: 2.5, rate_minor: 333 }]
  expect((await update({ items })).body).toMatchObject({
    items: [{ description: 'Other' }],
    total_minor: 833,
  })
  expect((await update({ contact_id: null, due_in_days: null })).body).toMatchObject({
    contact_id: null,
    customer: null,
    due_at: null,
  })
  const { body } = await update({ customer: { phone: '+919876543211', name: 'Asha' }, items: [] })
  expect(body).toMatchObject({ customer: { name: 'Asha' }, items: [], total_minor: 0 })
  expect((await tenant.api('GET', `/invoices/${before.id}`)).body).toEqual(body)
})

test('update: keeps the lines of billables when it replaces the items', async () => {
  const tenant = await openTenant()
  const { api } = tenant
  const { id } = await draft(tenant)
  const billable = { description: 'Hours', quantity: 2, amount_minor: 5000, currency_code: 'INR' }
  await api('POST', '/billables', { body: { invoice_id: id, billables: [billable] } })
  const { body } = await api('PATCH', `/invoices/${id}`, { body: { items: [{ ...line, rate: 1 }] } })
  expect(body.items.map(({ description }: { description: string }) => description)).toEqual(['Work', 'Hours'])
  expect(body.total_minor).toBe(10100)
})

test('update: refuses what creating would refuse, and changes nothing', async () => {
  const tenant = await openTenant()
  const { api } = tenant
  const before = await draft(tenant)
  await api('POST', '/products', { body: { sku: 'EUR', name: 'Euro', rate: 1, currency: 'EUR' } })
  const refused = async (body: object) => (await api('PATCH', `/invoices/${before.id}`, { body })).body.code
  expect(await refused({ contact_id: 'ctc_1' })).toBe('unknown_reference')
  expect(await refused({ items: [{ sku: 'EUR', qty: 1 }] })).toBe('currency_mismatch')
  expect(await refused({ items: [{ ...line, rate: 1e13, qty: 2 }] })).toBe('amount_too_large')
  expect(await refused({ status: 'paid' })).toBe('validation_failed')
  expect((await api('GET', `/invoices/${before.id}`)).body).toEqual(before)
})

test('an invoice keeps its customer and its prices, whatever becomes of contact and product', async () => {
  const tenant = await openTenant()
  const { api } = tenant
  const { body: product } = await api('POST', '/products', { body: { sku: 'X', name: 'Old', rate: 1 } })
  const invoice = await draft(tenant, { customer: { phone, name: 'Old' }, items: [{ sku: 'X', qty: 1 }] })
  await api('PATCH', `/contacts/${invoice.contact_id}`, { body: { name: 'New', phone: '+919876543211' } })
  await api('PATCH', `/products/${product.id}`, { body: { name: 'New', rate: 2, sku: 'Y' } })
  expect((await api('GET', `/invoices/${invoice.id}`)).body).toEqual(invoice)
})

test('delete: a draft goes with its lines and billables', async () => {
  const tenant = await openTenant()
  const { api } = tenant
  const { id } = await draft(tenant)
  const billables = [{ description: 'Hours', quantity: 2, amount_minor: 5000, currency_code: 'INR' }]
  const { body: made } = await api('POST', '/billables', { body: { invoice_id: id, billables } })
  expect((await api('DELETE', `/invoices/${id}`)).status).toBe(204)
  expect((await api('GET', `/invoices/${id}`)).status).toBe(404)
  expect((await api('GET', `/billables/${made.data[0].id}`)).status).toBe(404)
  expect((await api('GET', '/billables')).body.data).toEqual([])
})
