import { expect, test } from 'vitest'
import { type TestTenant, useServer } from './support/harness.ts'
import { payByUpi } from './support/pay.ts'

const tools = useServer()
const { openTenant } = tools

const link = async ({ api }: TestTenant, body: object = {}) =>
  (await api('POST', '/payment-links', { body: { amount: 68, ...body } })).body

const sentInvoice = async ({ api }: TestTenant, body: object = {}) => {
  const items = [{ description: 'Work', qty: 1, rate: 100 }]
  const { id } = (await api('POST', '/invoices', { body: { items, ...body } })).body
  return (await api('POST', `/invoices/${id}/send`)).body
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
const eventTypes = async ({ api }: TestTenant) =>
  (await api('GET', '/events?limit=100')).body.data.map(({ type }: { type: string }) => type).reverse()
const clean = async ({ api }: TestTenant) =>
  expect((await api('GET', '/audit')).body).toMatchObject({ clean: true })

test('create: a link for any amount, open, with an address that anyone may open', async () => {
  const tenant = await openTenant()
  const { status, body } = await tenant.api('POST', '/payment-links', {
    body: { amount: 68, description: 'Advance for the kitchen', metadata: { order: '7' } },
  })
  expect(status).toBe(201)
  expect(body).toMatchObject({
    status: 'open',
    amount_minor: 6800,
    amount_paid_minor: 0,
    currency: 'INR',
    description: 'Advance for the kitchen',
    invoice_id: null,
    expires_at: null,
    metadata: { order: '7' },
  })
  expect((await tools.server.fetch(body.url)).status).toBe(200)
  expect((await tenant.api('GET', `/payment-links/${body.id}`)).body).toEqual(body)
})

test('create: names every fault of what cannot be', async () => {
  const tenant = await openTenant()
  const refusals: [object, number, string][] = [
    [{}, 422, 'validation_failed'],
    [{ amount: 1, amount_minor: 100 }, 422, 'validation_failed'],
    [{ amount: 0 }, 422, 'validation_failed'],
    [{ amount: 1.234 }, 422, 'validation_failed'],
    [{ amount: 1, expires_at: new Date(Date.now() + 60_000).toISOString() }, 422, 'validation_failed'],
    [{ amount: 1, expires_at: inDays(200) }, 422, 'validation_failed'],
    [{ amount: 1, callback_url: 'javascript:alert(1)' }, 422, 'validation_failed'],
    [{ amount: 1, contact_id: 'ctc_none' }, 422, 'unknown_reference'],
    [{ invoice_id: 'inv_none' }, 422, 'unknown_reference'],
  ]
  for (const [body, status, code] of refusals) {
    const answer = await tenant.api('POST', '/payment-links', { body })
    expect([answer.status, answer.body.code], JSON.stringify(body)).toEqual([status, code])
  }
})

test('create: for an invoice, its balance is asked for; more, another currency or a draft is refused', async () => {
  const tenant = await openTenant()
  const invoice = await sentInvoice(tenant)
  const whole = await tenant.api('POST', '/payment-links', { body: { invoice_id: invoice.id } })
  expect(whole.body).toMatchObject({ amount_minor: 10_000, invoice_id: invoice.id })
  const more = await tenant.api('POST', '/payment-links', { body: { invoice_id: invoice.id, amount: 101 } })
  expect([more.status, more.body.code, more.body.amount_due_minor]).toEqual([409, 'overpayment', 10_000])
  const other = await tenant.api('POST', '/payment-links', {
    body: { invoice_id: invoice.id, amount: 1, currency: 'EUR' },
  })
  expect([other.status, other.body.code]).toEqual([422, 'currency_mismatch'])
  const draft = (await tenant.api('POST', '/invoices', { body: {} })).body
  const early = await tenant.api('POST', '/payment-links', { body: { invoice_id: draft.id } })
  expect([early.status, early.body.code, early.body.state]).toEqual([409, 'invalid_state', 'draft'])
})

test('create: in live mode without a gateway it is refused, and invoices are sent all the same', async () => {
  const tenant = await openTenant()
  const { status, body } = await tenant.live('POST', '/payment-links', { body: { amount: 1 } })
  expect([status, body.code]).toEqual([409, 'gateway_not_configured'])
  const items = [{ description: 'Work', qty: 1, rate: 100 }]
  const { id } = (await tenant.live('POST', '/invoices', { body: { items } })).body
  const sent = (await tenant.live('POST', `/invoices/${id}/send`)).body
  const page = await (await tools.server.fetch(sent.hosted_url)).text()
  expect(page).toContain('Online payment is not offered here')
})

test('list: newest first, of an invoice or a contact', async () => {
  const tenant = await openTenant()
  const invoice = await sentInvoice(tenant)
  const contact = (await tenant.api('POST', '/contacts', { body: { name: 'Asha' } })).body
  const one = await link(tenant, { contact_id: contact.id })
  const two = await link(tenant)
  const ids = async (query: string) =>
    (await tenant.api('GET', `/payment-links${query}`)).body.data.map(({ id }: { id: string }) => id)
  expect(await ids('')).toEqual([two.id, one.id, invoice.payment_link_id])
  expect(await ids(`?contact_id=${contact.id}`)).toEqual([one.id])
  expect(await ids(`?invoice_id=${invoice.id}`)).toEqual([invoice.payment_link_id])
  const unknown = await tenant.api('GET', '/payment-links?invoice_id=inv_none')
  expect([unknown.status, unknown.body.code]).toEqual([422, 'unknown_reference'])
})

test('a publishable key reads a link without any person', async () => {
  const tenant = await openTenant()
  const { id } = await link(tenant, { description: 'For Rahul' })
  const { status, body } = await tenant.api('GET', `/payment-links/${id}`, {
    key: tenant.keys.test.publishable,
  })
  expect(status).toBe(200)
  expect(body).toMatchObject({ id, status: 'open', amount_minor: 6800 })
  expect(body).not.toHaveProperty('description')
  expect(body).not.toHaveProperty('contact_id')
})

test('cancel: closes the link, again changes nothing; a paid one is refused', async () => {
  const tenant = await openTenant()
  const { id } = await link(tenant)
  const { status, body } = await tenant.api('POST', `/payment-links/${id}/cancel`)
  expect([status, body.status]).toEqual([200, 'cancelled'])
  expect((await tenant.api('POST', `/payment-links/${id}/cancel`)).body).toEqual(body)
  const paid = await link(tenant)
  await payByUpi(tools.server, paid.url)
  const late = await tenant.api('POST', `/payment-links/${paid.id}/cancel`)
  expect([late.status, late.body.code, late.body.state]).toEqual([409, 'invalid_state', 'paid'])
})

test('expiry: at its time the link closes and payment_link.expired is fired, once', async () => {
  const tenant = await openTenant()
  const kept = await link(tenant, { expires_at: inDays(2) })
  const cancelled = await link(tenant, { expires_at: inDays(2) })
  await tenant.api('POST', `/payment-links/${cancelled.id}/cancel`)
  await tenant.api('POST', '/test/clock/advance', { body: { by: '3 days' } })
  expect((await tenant.api('GET', `/payment-links/${kept.id}`)).body.status).toBe('expired')
  expect((await tenant.api('GET', `/payment-links/${cancelled.id}`)).body.status).toBe('cancelled')
  const { data } = (await tenant.api('GET', '/events?type=payment_link.expired')).body
  expect(data.map((event: { data: { id: string } }) => event.data.id)).toEqual([kept.id])
  expect(data[0].data.status).toBe('expired')
  const late = await tenant.api('POST', `/payment-links/${kept.id}/cancel`)
  expect([late.status, late.body.state]).toEqual([409, 'expired'])
})

test('paid: money goes to the customer, events fire in order, the books balance', async () => {
  const tenant = await openTenant()
  const { id, url } = await link(tenant)
  await payByUpi(tools.server, url)
  expect((await tenant.api('GET', `/payment-links/${id}`)).body).toMatchObject({
    status: 'paid',
    amount_paid_minor: 6800,
  })
  expect(await eventTypes(tenant)).toEqual(['payment.recorded', 'payment_link.paid'])
  const [payment] = (await tenant.api('GET', `/payments?payment_link_id=${id}`)).body.data
  const { postings } = (await tenant.api('GET', `/ledger/entries/${payment.entry_id}`)).body
  expect(postings).toEqual([
    { account: 'gateway_clearing', currency: 'INR', amount_minor: 6800 },
    { account: 'customer_credit', currency: 'INR', amount_minor: -6800 },
  ])
  await clean(tenant)
})

test('send: the invoice has its own link and page; paying it settles the invoice', async () => {
  const tenant = await openTenant()
  const invoice = await sentInvoice(tenant)
  const own = (await tenant.api('GET', `/payment-links/${invoice.payment_link_id}`)).body
  expect(own).toMatchObject({ status: 'open', amount_minor: 10_000, invoice_id: invoice.id })
  await payByUpi(tools.server, own.url)
  expect((await tenant.api('GET', `/invoices/${invoice.id}`)).body).toMatchObject({
    status: 'paid',
    amount_due_minor: 0,
  })
  expect(await eventTypes(tenant)).toEqual([
    'invoice.created',
    'invoice.sent',
    'payment.recorded',
    'invoice.paid',
    'payment_link.paid',
  ])
  await clean(tenant)
})

test('a void or paid invoice closes its link', async () => {
  const tenant = await openTenant()
  const one = await sentInvoice(tenant)
  await tenant.api('POST', `/invoices/${one.id}/void`)
  expect((await tenant.api('GET', `/payment-links/${one.payment_link_id}`)).body.status).toBe('cancelled')
  const two = await sentInvoice(tenant)
  await tenant.api('POST', `/invoices/${two.id}/payments`, { body: { mode: 'cash', amount: 100 } })
  expect((await tenant.api('GET', `/payment-links/${two.payment_link_id}`)).body.status).toBe('paid')
})

test('a cancelled link stays cancelled when its invoice is paid in another way', async () => {
  const tenant = await openTenant()
  const { id, payment_link_id } = await sentInvoice(tenant)
  await tenant.api('POST', `/payment-links/${payment_link_id}/cancel`)
  await tenant.api('POST', `/invoices/${id}/payments`, { body: { mode: 'cash', amount: 100 } })
  const { body } = await tenant.api('GET', `/payment-links/${payment_link_id}`)
  expect(body).toMatchObject({ status: 'cancelled', amount_paid_minor: 0 })
})

test('an expired link stays expired when its invoice is paid in another way, and a paid one paid', async () => {
  const tenant = await openTenant()
  const [late, early] = [await sentInvoice(tenant), await sentInvoice(tenant)]
  const expiring = ({ id }: { id: string }) => link(tenant, { invoice_id: id, expires_at: inDays(2) })
  const links = [await expiring(late), await expiring(early)]
  const pay = ({ id }: { id: string }) =>
    tenant.api('POST', `/invoices/${id}/payments`, { body: { mode: 'cash', amount: 100 } })
  await pay(early)
  await tenant.api('POST', '/test/clock/advance', { body: { by: '3 days' } })
  await pay(late)
  const statuses = links.map(async ({ id }) => (await tenant.api('GET', `/payment-links/${id}`)).body.status)
  expect(await Promise.all(statuses)).toEqual(['expired', 'paid'])
})

test('a part paid by hand lowers what the link asks for', async () => {
  const tenant = await openTenant()
  const invoice = await sentInvoice(tenant)
  await tenant.api('POST', `/invoices/${invoice.id}/payments`, { body: { mode: 'cash', amount: 40 } })
  const { url } = (await tenant.api('GET', `/payment-links/${invoice.payment_link_id}`)).body
  await payByUpi(tools.server, url)
  const { body } = await tenant.api('GET', `/invoices/${invoice.id}`)
  expect(body).toMatchObject({ status: 'paid', amount_paid_minor: 10_000 })
  expect(body.payments.map((payment: { amount_minor: number }) => payment.amount_minor)).toEqual([4000, 6000])
  await clean(tenant)
})

test('a contact that a link refers to is not deleted', async () => {
  const tenant = await openTenant()
  const contact = (await tenant.api('POST', '/contacts', { body: { name: 'Asha' } })).body
  await link(tenant, { contact_id: contact.id })
  const { status, body } = await tenant.api('DELETE', `/contacts/${contact.id}`)
  expect([status, body.code]).toEqual([409, 'in_use'])
})
