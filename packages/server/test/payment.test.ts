import { expect, test } from 'vitest'
import {
  balancesOf,
  eventTypes,
  expectCleanBooks,
  invoiceOf,
  pay,
  postingsOf,
  sentInvoice,
} from './support/books.ts'
import { useServer } from './support/harness.ts'

const { openTenant } = useServer()
const money = ['payment.recorded', 'invoice.paid']

test('pay: the whole amount makes the invoice paid, and is told of in order', async () => {
  const tenant = await openTenant()
  const { id } = await sentInvoice(tenant)
  const { status, body } = await pay(tenant, id, {
    amount: 100,
    reference: 'UTR2291',
    metadata: { till: '4' },
  })
  expect(status).toBe(201)
  expect(body).toMatchObject({
    object: 'payment',
    invoice_id: id,
    payment_link_id: null,
    mode: 'upi',
    amount: 100,
    amount_minor: 10_000,
    currency: 'INR',
    reference: 'UTR2291',
    gateway_payment_id: null,
    refunds: [],
    refunded_minor: 0,
    metadata: { till: '4' },
    livemode: false,
    received_at: body.created_at,
  })
  expect(await postingsOf(tenant, body.entry_id)).toEqual({ bank: 10_000, accounts_receivable: -10_000 })
  expect(await invoiceOf(tenant, id)).toMatchObject({
    status: 'paid',
    amount_paid_minor: 10_000,
    amount_due_minor: 0,
    paid_at: body.created_at,
    payments: [body],
  })
  expect((await eventTypes(tenant)).slice(-2)).toEqual(money)
  const { body: events } = await tenant.api('GET', '/events?type=invoice.paid')
  expect(events.data[0].data).toEqual(await invoiceOf(tenant, id))
  expect((await tenant.api('GET', `/payments/${body.id}`)).body).toEqual(body)
  await expectCleanBooks(tenant)
})

test('pay: parts add up, oldest first on the invoice; only the last one makes it paid', async () => {
  const tenant = await openTenant()
  const { id } = await sentInvoice(tenant)
  const first = await pay(tenant, id, { mode: 'cash', amount: 40.5 })
  expect(await invoiceOf(tenant, id)).toMatchObject({ status: 'open', amount_due_minor: 5950, paid_at: null })
  const second = await pay(tenant, id, { mode: 'card', amount_minor: 5950 })
  const paid = await invoiceOf(tenant, id)
  expect(paid).toMatchObject({ status: 'paid', amount_due_minor: 0, payments: [first.body, second.body] })
  expect((await tenant.api('GET', '/invoices')).body.data).toEqual([paid])
  expect(await eventTypes(tenant, '&type=invoice.paid')).toHaveLength(1)
  await expectCleanBooks(tenant)
})

test.each([
  ['cash', 'cash'],
  ['upi', 'bank'],
  ['bank_transfer', 'bank'],
  ['other', 'bank'],
  ['card', 'card_clearing'],
])('pay: %s comes into the account %s', async (mode, account) => {
  const tenant = await openTenant()
  const { id } = await sentInvoice(tenant)
  const { body } = await pay(tenant, id, { mode, amount: 1 })
  expect(await postingsOf(tenant, body.entry_id)).toEqual({ [account]: 100, accounts_receivable: -100 })
})

test('pay: more than is due is refused, with what is due, and changes nothing', async () => {
  const tenant = await openTenant()
  const { id } = await sentInvoice(tenant)
  await pay(tenant, id, { amount: 60 })
  const before = await invoiceOf(tenant, id)
  const { status, body } = await pay(tenant, id, { amount: 40.01 })
  expect([status, body.code, body.amount_due_minor]).toEqual([409, 'overpayment', 4000])
  expect(body.detail).toContain('`amount_due_minor` (4000) says how much that is')
  expect(await invoiceOf(tenant, id)).toEqual(before)
  expect((await eventTypes(tenant)).filter((type) => money.includes(type))).toEqual(['payment.recorded'])
})

test('pay: a refusal is what its key remembers', async () => {
  const tenant = await openTenant()
  const { id } = await sentInvoice(tenant)
  const send = () =>
    tenant.api('POST', `/invoices/${id}/payments`, {
      body: { mode: 'upi', amount: 101 },
      idempotencyKey: 'once',
    })
  const first = await send()
  const again = await send()
  expect([again.status, again.text]).toEqual([409, first.text])
  expect(again.headers.get('idempotent-replayed')).toBe('true')
})

test('pay: a draft, a paid and a void invoice take no payment', async () => {
  const tenant = await openTenant()
  const { body: draft } = await tenant.api('POST', '/invoices', { body: {} })
  const paid = await sentInvoice(tenant)
  await pay(tenant, paid.id, { amount: 100 })
  const gone = await sentInvoice(tenant)
  await tenant.api('POST', `/invoices/${gone.id}/void`)
  for (const [id, state, allowed_acts] of [
    [draft.id, 'draft', ['update', 'delete', 'send']],
    [paid.id, 'paid', ['credit']],
    [gone.id, 'void', []],
  ]) {
    const { status, body } = await pay(tenant, id, { amount: 1 })
    expect(status).toBe(409)
    expect(body).toMatchObject({ code: 'invalid_state', state, allowed_acts })
  }
})

test.each([
  [{ amount: 1.005 }, '/amount', 'too_many_decimals'],
  [{ amount: 0 }, '/amount', 'too_small'],
  [{ amount_minor: 0 }, '/amount_minor', 'too_small'],
  [{}, '/amount', 'one_of'],
  [{ amount: 1, amount_minor: 100 }, '/amount', 'one_of'],
  [{ amount: 1, mode: 'gateway' }, '/mode', 'invalid_value'],
  [{ amount: 1, received_at: 'yesterday' }, '/received_at', 'invalid_format'],
  [{ amount: 1, received_at: '9999-12-31T23:59:59-01:00' }, '/received_at', 'out_of_range'],
  [{ amount: 1, received_at: '0000-01-01T00:00:00+01:00' }, '/received_at', 'out_of_range'],
])('pay: refuses %j at %s', async (sent, pointer, code) => {
  const tenant = await openTenant()
  const { id } = await sentInvoice(tenant)
  const { status, body } = await pay(tenant, id, sent)
  expect(status).toBe(422)
  expect(body).toMatchObject({ code: 'validation_failed', errors: [{ pointer, in: 'body', code }] })
})

test('pay: yen have no digits behind the point, dinars three', async () => {
  const tenant = await openTenant()
  const yen = await sentInvoice(tenant, [100], { currency: 'JPY' })
  expect((await pay(tenant, yen.id, { amount: 0.5 })).status).toBe(422)
  expect((await pay(tenant, yen.id, { amount: 100 })).body).toMatchObject({
    amount_minor: 100,
    currency: 'JPY',
  })
  const dinar = await sentInvoice(tenant, [100], { currency: 'KWD' })
  expect((await pay(tenant, dinar.id, { amount: 0.001 })).body).toMatchObject({
    amount: 0.001,
    amount_minor: 1,
  })
  await expectCleanBooks(tenant)
})

test('pay: received_at is when it came in, in any offset', async () => {
  const tenant = await openTenant()
  const { id } = await sentInvoice(tenant)
  const { body } = await pay(tenant, id, { amount: 1, received_at: '2026-06-28T15:44:22+05:30' })
  expect(body.received_at).toBe('2026-06-28T10:14:22.000Z')
})

test('pay: what comes in for an uncollectible invoice makes the loss smaller', async () => {
  const tenant = await openTenant()
  const { id } = await sentInvoice(tenant)
  await pay(tenant, id, { amount: 30 })
  const { status, body: lost } = await tenant.api('POST', `/invoices/${id}/mark-uncollectible`)
  expect(status).toBe(200)
  expect(lost).toMatchObject({ status: 'uncollectible', amount_due_minor: 7000, overdue: false })
  expect(await balancesOf(tenant)).toEqual({ bank: 3000, bad_debt: 7000, sales: -10_000 })
  const { body } = await pay(tenant, id, { mode: 'cash', amount: 20 })
  expect(await postingsOf(tenant, body.entry_id)).toEqual({ cash: 2000, bad_debt: -2000 })
  expect(await invoiceOf(tenant, id)).toMatchObject({ status: 'uncollectible', amount_due_minor: 5000 })
  expect((await pay(tenant, id, { amount: 51 })).body.code).toBe('overpayment')
  await pay(tenant, id, { amount: 50 })
  expect(await invoiceOf(tenant, id)).toMatchObject({ status: 'paid', amount_due_minor: 0 })
  expect(await balancesOf(tenant)).toEqual({ bank: 8000, cash: 2000, sales: -10_000 })
  await expectCleanBooks(tenant)
})

test('list: newest first, by invoice and mode, page by page', async () => {
  const tenant = await openTenant()
  const [one, other] = [await sentInvoice(tenant), await sentInvoice(tenant)]
  const made = []
  for (const mode of ['upi', 'cash', 'upi']) made.push((await pay(tenant, one.id, { mode, amount: 1 })).body)
  await pay(tenant, other.id, { amount: 1 })
  const list = async (query: string) => (await tenant.api('GET', `/payments?${query}`)).body
  expect((await list('')).data).toHaveLength(4)
  expect((await list(`invoice_id=${one.id}`)).data).toEqual(made.toReversed())
  expect((await list(`invoice_id=${one.id}&mode=cash`)).data).toEqual([made[1]])
  const page = await list(`invoice_id=${one.id}&limit=2`)
  expect(page).toMatchObject({ has_more: true, data: [{ id: made[2].id }, { id: made[1].id }] })
  expect((await list(`invoice_id=${one.id}&limit=2&cursor=${page.next_cursor}`)).data).toEqual([made[0]])
})

test.each([
  ['invoice_id', 'inv_01J9XG6T4S0Q2V8N3M5K7P9R1A'],
  ['invoice_id', 'nonsense'],
  ['payment_link_id', 'lnk_01J9XG6T4S0Q2V8N3M5K7P9R1A'],
])('list: refuses a %s that leads nowhere (%s)', async (name, id) => {
  const tenant = await openTenant()
  const { status, body } = await tenant.api('GET', `/payments?${name}=${id}`)
  expect(status).toBe(422)
  expect(body).toMatchObject({ code: 'unknown_reference', errors: [{ pointer: `/${name}`, in: 'query' }] })
})

test("another tenant's payment and invoice are not there", async () => {
  const [tenant, other] = [await openTenant(), await openTenant()]
  const { id } = await sentInvoice(tenant)
  const { body } = await pay(tenant, id, { amount: 1 })
  expect((await pay(other, id, { amount: 1 })).status).toBe(404)
  expect((await other.api('GET', `/payments/${body.id}`)).status).toBe(404)
  expect((await tenant.live('GET', `/payments/${body.id}`)).status).toBe(404)
  expect((await other.api('POST', `/payments/${body.id}/refunds`, { body: {} })).status).toBe(404)
})
