import { expect, test } from 'vitest'
import { type TestTenant, useServer } from './support/harness.ts'

const { openTenant } = useServer()

const phone = '+919876543210'
const year = new Date().getUTCFullYear()
const number = (n: number) => expect.stringMatching(new RegExp(`^INV-\\d{4}-${String(n).padStart(5, '0')}$`))

const openActs = ['pay', 'credit', 'void', 'mark_uncollectible']

const draft = async ({ api }: TestTenant, body: object = {}) =>
  (await api('POST', '/invoices', { body: { items: [{ description: 'Work', qty: 1, rate: 100 }], ...body } }))
    .body

test('send: gives the number, opens the invoice and counts the due date from now', async () => {
  const tenant = await openTenant({ timeZone: 'UTC' })
  const before = await draft(tenant, { customer: { phone }, due_in_days: 7 })
  const { status, body } = await tenant.api('POST', `/invoices/${before.id}/send`)
  expect(status).toBe(200)
  expect(body).toEqual({
    ...before,
    status: 'open',
    seller: { name: 'Acme', address: null, tax_id: null },
    invoice_no: number(1),
    sent_at: expect.any(String),
    due_at: new Date(Date.parse(body.sent_at) + 7 * 86_400_000).toISOString(),
    payment_link_id: expect.stringMatching(/^lnk_/),
    hosted_url: expect.stringContaining('/i/'),
    updated_at: body.sent_at,
  })
  expect([year, year + 1]).toContain(Number(body.invoice_no.slice(4, 8)))
  expect((await tenant.api('GET', `/invoices/${before.id}`)).body).toEqual(body)
})

test('send: fires invoice.sent, the phone masked', async () => {
  const tenant = await openTenant()
  const { id } = await draft(tenant, { customer: { phone, name: 'Rahul K.' } })
  const { body: sent } = await tenant.api('POST', `/invoices/${id}/send`)
  const { body: events } = await tenant.api('GET', '/events?type=invoice.sent')
  expect(events.data).toHaveLength(1)
  expect(events.data[0].data).toEqual({
    ...sent,
    customer: { name: 'Rahul K.', address: null, tax_id: null, phone: '+91••••43210' },
  })
})

test('send: refuses an invoice with no lines', async () => {
  const tenant = await openTenant()
  const { id } = await draft(tenant, { items: [] })
  const { status, body } = await tenant.api('POST', `/invoices/${id}/send`)
  expect(status).toBe(409)
  expect(body).toMatchObject({ code: 'invalid_state', state: 'draft', allowed_acts: ['update', 'delete'] })
  expect(body.detail).toContain('no lines')
})

test('send: refuses an invoice that was sent', async () => {
  const tenant = await openTenant()
  const { id } = await draft(tenant)
  await tenant.api('POST', `/invoices/${id}/send`)
  const { status, body } = await tenant.api('POST', `/invoices/${id}/send`)
  expect(status).toBe(409)
  expect(body).toMatchObject({ code: 'invalid_state', state: 'open', allowed_acts: openActs })
})

test('send: of many at once one sends, and one number is used', async () => {
  const tenant = await openTenant()
  const { id } = await draft(tenant)
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => tenant.api('POST', `/invoices/${id}/send`)),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(5).fill(409)])
  const { id: next } = await draft(tenant)
  expect((await tenant.api('POST', `/invoices/${next}/send`)).body.invoice_no).toEqual(number(2))
})

test('send: numbers have no gap, whoever sends at the same time and whatever is refused between', async () => {
  const tenant = await openTenant()
  const drafts = await Promise.all(
    Array.from({ length: 12 }, (_, n) => draft(tenant, n % 3 === 0 ? { items: [] } : {})),
  )
  const answers = await Promise.all(
    drafts.map(({ id }, n) => tenant.api('POST', `/invoices/${id}/send`, { idempotencyKey: `send-${n}` })),
  )
  const numbers = answers.filter(({ status }) => status === 200).map(({ body }) => body.invoice_no)
  expect(numbers.sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map(number))
})

test('send: test and live mode count apart', async () => {
  const tenant = await openTenant()
  const { id } = await draft(tenant)
  await tenant.api('POST', `/invoices/${id}/send`)
  const { body: live } = await tenant.live('POST', '/invoices', {
    body: { items: [{ description: 'Work', qty: 1, rate: 1 }] },
  })
  const { body } = await tenant.live('POST', `/invoices/${live.id}/send`)
  expect(body).toMatchObject({ livemode: true, invoice_no: number(1) })
})

test('a sent invoice is neither updated nor deleted', async () => {
  const tenant = await openTenant()
  const { id } = await draft(tenant)
  const { body: sent } = await tenant.api('POST', `/invoices/${id}/send`)
  const refused = { code: 'invalid_state', state: 'open', allowed_acts: openActs }
  const update = await tenant.api('PATCH', `/invoices/${id}`, { body: { due_in_days: 1 } })
  expect(update.status).toBe(409)
  expect(update.body).toMatchObject(refused)
  const remove = await tenant.api('DELETE', `/invoices/${id}`)
  expect(remove.status).toBe(409)
  expect(remove.body).toMatchObject(refused)
  expect((await tenant.api('GET', `/invoices/${id}`)).body).toEqual(sent)
})

test('void: an open invoice stops counting, its number stays taken, and invoice.voided is fired', async () => {
  const tenant = await openTenant()
  const { id } = await draft(tenant, { customer: { phone } })
  const { body: sent } = await tenant.api('POST', `/invoices/${id}/send`)
  const { status, body } = await tenant.api('POST', `/invoices/${id}/void`)
  expect(status).toBe(200)
  expect(body).toEqual({
    ...sent,
    status: 'void',
    voided_at: body.updated_at,
    updated_at: expect.any(String),
  })
  const { body: events } = await tenant.api('GET', '/events?type=invoice.voided')
  expect(events.data[0].data).toEqual({
    ...body,
    customer: { name: null, address: null, tax_id: null, phone: '+91••••43210' },
  })
  const { id: next } = await draft(tenant)
  expect((await tenant.api('POST', `/invoices/${next}/send`)).body.invoice_no).toEqual(number(2))
})

test('void: refuses a draft and an invoice that is void', async () => {
  const tenant = await openTenant()
  const { id } = await draft(tenant)
  const early = await tenant.api('POST', `/invoices/${id}/void`)
  expect(early.status).toBe(409)
  expect(early.body).toMatchObject({
    code: 'invalid_state',
    state: 'draft',
    allowed_acts: ['update', 'delete', 'send'],
  })
  await tenant.api('POST', `/invoices/${id}/send`)
  await tenant.api('POST', `/invoices/${id}/void`)
  const late = await tenant.api('POST', `/invoices/${id}/void`)
  expect(late.status).toBe(409)
  expect(late.body).toMatchObject({ code: 'invalid_state', state: 'void', allowed_acts: [] })
})

test('send: a refusal is the answer that its key remembers', async () => {
  const tenant = await openTenant()
  const { id } = await draft(tenant, { items: [] })
  const first = await tenant.api('POST', `/invoices/${id}/send`, { idempotencyKey: 'once' })
  await tenant.api('PATCH', `/invoices/${id}`, {
    body: { items: [{ description: 'Work', qty: 1, rate: 1 }] },
  })
  const again = await tenant.api('POST', `/invoices/${id}/send`, { idempotencyKey: 'once' })
  expect([again.status, again.text]).toEqual([409, first.text])
  expect(again.headers.get('idempotent-replayed')).toBe('true')
  expect((await tenant.api('POST', `/invoices/${id}/send`)).status).toBe(200)
})
