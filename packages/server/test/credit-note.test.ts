import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  balancesOf,
  credit,
  eventTypes,
  expectCleanBooks,
  invoiceOf,
  pay,
  postingsOf,
  sentInvoice,
  untilDecided,
} from './support/books.ts'
import { engine } from './support/engines.ts'
import { type TestTenant, useServer } from './support/harness.ts'

const { openTenant } = useServer()
const taxed = [{ description: 'Chair', qty: 3, rate: 33.33, tax_rate: 18 }]

test('issue: the whole of an open invoice; nothing is left to pay', async () => {
  const tenant = await openTenant()
  const invoice = await sentInvoice(tenant, [], { items: taxed })
  const { status, body } = await credit(tenant, invoice.id, { metadata: { case: '7' } })
  expect(status).toBe(201)
  expect(body).toMatchObject({
    object: 'credit_note',
    credit_note_no: expect.stringMatching(/^CRN-\d{4}-00001$/),
    invoice_id: invoice.id,
    reason: 'Returned',
    currency: 'INR',
    items: [
      {
        invoice_item_id: invoice.items[0].id,
        description: 'Chair',
        qty: 3,
        subtotal_minor: 9999,
        tax_minor: 1800,
        total_minor: 11_799,
      },
    ],
    taxes: [{ name: 'Tax', rate: 18, base_minor: 9999, amount_minor: 1800 }],
    subtotal_minor: 9999,
    tax_minor: 1800,
    total_minor: 11_799,
    refunds: [],
    refunded_minor: 0,
    metadata: { case: '7' },
  })
  expect(await postingsOf(tenant, body.entry_id)).toEqual({
    sales: 9999,
    tax_payable: 1800,
    accounts_receivable: -11_799,
  })
  const { body: reversed } = await tenant.api('GET', `/ledger/entries/${body.reverses_entry_id}`)
  expect(reversed).toMatchObject({ kind: 'invoice_sent', invoice_id: invoice.id })
  expect(await invoiceOf(tenant, invoice.id)).toMatchObject({
    status: 'paid',
    amount_credited_minor: 11_799,
    amount_paid_minor: 0,
    amount_due_minor: 0,
    paid_at: body.created_at,
  })
  expect((await eventTypes(tenant)).slice(-2)).toEqual(['credit_note.issued', 'invoice.paid'])
  const { body: events } = await tenant.api('GET', '/events?type=credit_note.issued')
  expect(events.data[0].data).toEqual(body)
  expect((await tenant.api('GET', `/credit-notes/${body.id}`)).body).toEqual(body)
  expect(await balancesOf(tenant)).toEqual({})
  await expectCleanBooks(tenant)
})

/** An invoice from Karnataka to a customer of this state. */
async function sentTo(tenant: TestTenant, state: string, items: readonly object[] = taxed) {
  await tenant.api('PATCH', '/tenant', { body: { state: 'KA' } })
  const { body: contact } = await tenant.api('POST', '/contacts', { body: { name: 'Asha', state } })
  return sentInvoice(tenant, [], { items, contact_id: contact.id })
}

test("issue: names the invoice's taxes, wherever tenant and customer have moved since", async () => {
  const tenant = await openTenant()
  const items = [...taxed, { description: 'Tea', qty: 2, rate: 10, tax_rate: 5 }]
  const invoice = await sentTo(tenant, 'KA', [...items, { description: 'Milk', qty: 1, rate: 5 }])
  await tenant.api('PATCH', '/tenant', { body: { state: 'MH' } })
  await tenant.api('PATCH', `/contacts/${invoice.contact_id}`, { body: { state: null } })
  const [chair] = invoice.items
  const { body: part } = await credit(tenant, invoice.id, { items: [{ invoice_item_id: chair.id, qty: 1 }] })
  expect(part.taxes).toEqual([
    { name: 'CGST', rate: 9, base_minor: 3333, amount_minor: 300 },
    { name: 'SGST', rate: 9, base_minor: 3333, amount_minor: 300 },
  ])
  const { body: rest } = await credit(tenant, invoice.id)
  expect(rest.taxes).toEqual([
    { name: 'CGST', rate: 2.5, base_minor: 2000, amount_minor: 50 },
    { name: 'SGST', rate: 2.5, base_minor: 2000, amount_minor: 50 },
    { name: 'CGST', rate: 9, base_minor: 6666, amount_minor: 600 },
    { name: 'SGST', rate: 9, base_minor: 6666, amount_minor: 600 },
  ])
  const { body: list } = await tenant.api('GET', '/credit-notes')
  expect(list.data).toEqual([rest, part])
  const between = await sentTo(tenant, 'TN')
  expect((await credit(tenant, between.id)).body.taxes).toEqual(between.taxes)
  const untaxed = await sentInvoice(tenant)
  expect((await credit(tenant, untaxed.id)).body.taxes).toEqual([])
})

test('issue: parts of a line sum to the line to the last paisa, whatever their order', async () => {
  const tenant = await openTenant()
  const invoice = await sentInvoice(tenant, [], { items: taxed })
  const invoice_item_id = invoice.items[0].id
  const totals = []
  for (const qty of [1, 0.5, undefined]) {
    const { body } = await credit(tenant, invoice.id, { items: [{ invoice_item_id, qty }] })
    totals.push(body.total_minor)
    expect(body.items[0].qty).toBe(qty ?? 1.5)
  }
  expect(totals.reduce((sum, total) => sum + total)).toBe(invoice.total_minor)
  expect(await invoiceOf(tenant, invoice.id)).toMatchObject({ status: 'paid', amount_due_minor: 0 })
  expect(await eventTypes(tenant, '&type=invoice.paid')).toHaveLength(1)
  await expectCleanBooks(tenant)
})

interface Taxed {
  readonly taxes: readonly { name: string; rate: number; base_minor: number; amount_minor: number }[]
}

/** `[base, amount]` by name and rate, all of them added up. */
function taxesOf(documents: readonly Taxed[]): Record<string, [number, number]> {
  const sums: Record<string, [number, number]> = {}
  for (const { name, rate, base_minor, amount_minor } of documents.flatMap(({ taxes }) => taxes)) {
    const [base, amount] = sums[`${name} ${rate}`] ?? [0, 0]
    sums[`${name} ${rate}`] = [base + base_minor, amount + amount_minor]
  }
  return sums
}

/** Invoices; each is sent and taken back by several credit notes. */
const RUNS = { memory: 25, disk: 8, postgres: 8 }

/** Dear enough for its thousandth part to be worth something. */
const invoiceLine = fc.record({
  qty: fc.integer({ min: 2, max: 5_000 }).map((thousandths) => thousandths / 1000),
  rate_minor: fc.integer({ min: 4_000, max: 1_000_000 }),
  tax_rate: fc.integer({ min: 0, max: 100_000 }).map((thousandths) => thousandths / 1000),
  tax_inclusive: fc.boolean(),
})

/** A line, and the thousandths of its quantity that go first. */
const cut = fc.record({ line: fc.nat(3), share: fc.integer({ min: 1, max: 999 }) })

test('issue: the credit notes of an invoice sum to the invoice, in whatever parts and order it is taken back', async () => {
  const tenant = await openTenant()
  const lines = fc.array(invoiceLine, { minLength: 1, maxLength: 4 })
  const cuts = fc.array(cut, { maxLength: 6 })
  const state = fc.constantFrom('KA', 'MH')
  const property = fc.asyncProperty(lines, cuts, state, async (drafted, parts, where) => {
    const items = drafted.map((each, n) => ({ description: `Line ${n}`, ...each }))
    const invoice = await sentTo(tenant, where, items)
    const left = new Map<string, number>(
      invoice.items.map((item: { id: string; qty: number }) => [item.id, item.qty]),
    )
    const notes = []
    for (const { line, share } of parts) {
      const { id } = invoice.items[line % items.length]
      const all = left.get(id) ?? 0
      const qty = Math.floor(all * share) / 1000
      if (qty === 0) continue
      left.set(id, Math.round((all - qty) * 1000) / 1000)
      notes.push((await credit(tenant, invoice.id, { items: [{ invoice_item_id: id, qty }] })).body)
    }
    notes.push((await credit(tenant, invoice.id)).body)
    for (const member of ['subtotal_minor', 'tax_minor', 'total_minor']) {
      expect(notes.reduce((sum, note) => sum + note[member], 0)).toBe(invoice[member])
    }
    expect(taxesOf(notes)).toEqual(taxesOf([invoice]))
    const after = await invoiceOf(tenant, invoice.id)
    expect(after).toMatchObject({ amount_credited_minor: invoice.total_minor, amount_due_minor: 0 })
  })
  await fc.assert(property, { numRuns: RUNS[engine()] })
  await expectCleanBooks(tenant)
})

test('issue: what is due is lowered first, the rest is credit of the customer', async () => {
  const tenant = await openTenant()
  const invoice = await sentInvoice(tenant, [60, 40])
  await pay(tenant, invoice.id, { amount: 70 })
  const { body } = await credit(tenant, invoice.id, { items: [{ invoice_item_id: invoice.items[1].id }] })
  expect(await postingsOf(tenant, body.entry_id)).toEqual({
    sales: 4000,
    accounts_receivable: -3000,
    customer_credit: -1000,
  })
  expect(await invoiceOf(tenant, invoice.id)).toMatchObject({
    status: 'paid',
    amount_paid_minor: 7000,
    amount_credited_minor: 4000,
    amount_due_minor: 0,
  })
  expect((await pay(tenant, invoice.id, { amount: 1 })).body).toMatchObject({
    code: 'invalid_state',
    state: 'paid',
  })
  await expectCleanBooks(tenant)
})

test('issue: with refund, what it frees goes back, newest payment first', async () => {
  const tenant = await openTenant()
  const invoice = await sentInvoice(tenant, [60, 40])
  const { body: first } = await pay(tenant, invoice.id, { amount: 75 })
  const { body: second } = await pay(tenant, invoice.id, { amount: 25, mode: 'cash' })
  const { status, body } = await credit(tenant, invoice.id, {
    items: [{ invoice_item_id: invoice.items[1].id }],
    refund: true,
  })
  expect(status).toBe(201)
  expect(body.refunds).toMatchObject([
    { payment_id: second.id, amount_minor: 2500, status: 'succeeded', credit_note_id: body.id },
    { payment_id: first.id, amount_minor: 1500, status: 'succeeded', reason: 'Returned' },
  ])
  expect(body.refunded_minor).toBe(4000)
  expect(await balancesOf(tenant)).toEqual({ bank: 6000, sales: -6000 })
  expect((await eventTypes(tenant)).slice(-3)).toEqual([
    'credit_note.issued',
    'invoice.refunded',
    'invoice.refunded',
  ])
  await expectCleanBooks(tenant)
})

test('issue: with refund on an unpaid invoice there is nothing to send back', async () => {
  const tenant = await openTenant()
  const invoice = await sentInvoice(tenant)
  expect((await credit(tenant, invoice.id, { refund: true })).body).toMatchObject({ refunds: [] })
  expect(await eventTypes(tenant, '&type=invoice.refunded')).toEqual([])
})

test('issue: never more than is left of a line, nor of the invoice', async () => {
  const tenant = await openTenant()
  const invoice = await sentInvoice(tenant, [], {
    items: [...taxed, { description: 'Nail', qty: 1, rate: 1 }],
  })
  const [chair, nail] = invoice.items
  await credit(tenant, invoice.id, { items: [{ invoice_item_id: chair.id, qty: 2.5 }] })
  const over = await credit(tenant, invoice.id, {
    items: [{ invoice_item_id: nail.id }, { invoice_item_id: chair.id, qty: 0.501 }],
  })
  expect(over.status).toBe(409)
  expect(over.body).toMatchObject({ code: 'credit_exceeds_invoice', errors: [{ pointer: '/items/1/qty' }] })
  expect(over.body.errors[0].detail).toContain('0.5')
  expect((await credit(tenant, invoice.id)).status).toBe(201)
  const nothing = await credit(tenant, invoice.id)
  expect(nothing.status).toBe(409)
  expect(nothing.body).toMatchObject({ code: 'credit_exceeds_invoice', errors: [{ pointer: '/items' }] })
  const line = await credit(tenant, invoice.id, { items: [{ invoice_item_id: nail.id }] })
  expect(line.body).toMatchObject({ code: 'credit_exceeds_invoice', errors: [{ pointer: '/items/0/qty' }] })
  await expectCleanBooks(tenant)
})

test('issue: refuses items that are unknown, foreign, named twice or worth nothing', async () => {
  const tenant = await openTenant()
  const [invoice, other] = [await sentInvoice(tenant, [0.01, 5]), await sentInvoice(tenant)]
  const [tiny, work] = invoice.items
  const refused = async (items: object[]) => (await credit(tenant, invoice.id, { items })).body
  expect(await refused([{ invoice_item_id: other.items[0].id }, { invoice_item_id: 'li_x' }])).toMatchObject({
    code: 'unknown_reference',
    errors: [{ pointer: '/items/0/invoice_item_id' }, { pointer: '/items/1/invoice_item_id' }],
  })
  expect(await refused([{ invoice_item_id: work.id }, { invoice_item_id: work.id }])).toMatchObject({
    code: 'validation_failed',
    errors: [{ pointer: '/items/1/invoice_item_id', code: 'duplicate' }],
  })
  expect(await refused([{ invoice_item_id: tiny.id, qty: 0.001 }])).toMatchObject({
    code: 'validation_failed',
    errors: [{ pointer: '/items', code: 'too_small' }],
  })
  expect((await credit(tenant, 'inv_01J9XG6T4S0Q2V8N3M5K7P9R1A')).body).toMatchObject({
    code: 'unknown_reference',
    errors: [{ pointer: '/invoice_id' }],
  })
  expect(await eventTypes(tenant, '&type=credit_note.issued')).toEqual([])
})

test('issue: a draft, a void and an uncollectible invoice take none', async () => {
  const tenant = await openTenant()
  const { body: draft } = await tenant.api('POST', '/invoices', { body: {} })
  const [gone, lost] = [await sentInvoice(tenant), await sentInvoice(tenant)]
  await tenant.api('POST', `/invoices/${gone.id}/void`)
  await tenant.api('POST', `/invoices/${lost.id}/mark-uncollectible`)
  for (const [id, state] of [
    [draft.id, 'draft'],
    [gone.id, 'void'],
    [lost.id, 'uncollectible'],
  ]) {
    const { status, body } = await credit(tenant, id)
    expect(status).toBe(409)
    expect(body).toMatchObject({ code: 'invalid_state', state })
  }
})

test('issue: many at once on one invoice credit it once, and number without a gap', async () => {
  const tenant = await openTenant()
  const [invoice, other] = [await sentInvoice(tenant, [10]), await sentInvoice(tenant)]
  const item = { invoice_item_id: invoice.items[0].id, qty: 0.3 }
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => credit(tenant, invoice.id, { items: [item] })),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array(3).fill(201), ...Array(9).fill(409)])
  const numbers = answers.flatMap(({ status, body }) =>
    status === 201 ? [body.credit_note_no.slice(-5)] : [],
  )
  expect(numbers.sort()).toEqual(['00001', '00002', '00003'])
  expect((await credit(tenant, other.id)).body.credit_note_no).toMatch(/-00004$/)
  await expectCleanBooks(tenant)
})

test('500 credit notes each issued twice at once are issued once each, numbered without a gap', async () => {
  const tenant = await openTenant()
  const perInvoice = 50
  const items = Array.from({ length: perInvoice }, (_, n) => ({ description: `Line ${n}`, qty: 1, rate: 1 }))
  const invoices = await Promise.all(Array.from({ length: 10 }, () => sentInvoice(tenant, [], { items })))
  const lines = invoices.flatMap((invoice) =>
    invoice.items.map((item: { id: string }) => ({ invoice_id: invoice.id, item })),
  )
  const issue = ({ invoice_id, item }: (typeof lines)[number], keyed: boolean) =>
    untilDecided(() =>
      tenant.api('POST', '/credit-notes', {
        body: { invoice_id, reason: 'Returned', items: [{ invoice_item_id: item.id }] },
        ...(keyed ? { idempotencyKey: `credit-${item.id}` } : {}),
      }),
    )
  // half of them with an idempotency key, half without
  const answers = await Promise.all(
    lines.flatMap((line, n) => [issue(line, n % 2 === 0), issue(line, n % 2 === 0)]),
  )
  const made = new Set(answers.flatMap(({ status, body }) => (status === 201 ? [body.credit_note_no] : [])))
  expect(made.size).toBe(500)
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(750)
  expect([...made].sort().at(-1)).toMatch(/-00500$/)
  for (const { id } of invoices) {
    expect(await invoiceOf(tenant, id)).toMatchObject({ status: 'paid', amount_credited_minor: 5000 })
  }
  expect(await balancesOf(tenant)).toEqual({})
  await expectCleanBooks(tenant)
}, 120_000)

test('list: newest first, of one invoice or all; refuses an invoice that is not there', async () => {
  const tenant = await openTenant()
  const [one, other] = [await sentInvoice(tenant, [1, 2]), await sentInvoice(tenant)]
  const made = []
  for (const { id } of one.items) {
    made.push((await credit(tenant, one.id, { items: [{ invoice_item_id: id }] })).body)
  }
  await credit(tenant, other.id)
  const list = async (query: string) => (await tenant.api('GET', `/credit-notes?${query}`)).body
  expect((await list('')).data).toHaveLength(3)
  expect((await list(`invoice_id=${one.id}`)).data).toEqual(made.toReversed())
  const page = await list(`invoice_id=${one.id}&limit=1`)
  expect(page).toMatchObject({ data: [made[1]], has_more: true })
  expect((await list(`invoice_id=${one.id}&limit=1&cursor=${page.next_cursor}`)).data).toEqual([made[0]])
  expect(await list('invoice_id=inv_x')).toMatchObject({
    code: 'unknown_reference',
    errors: [{ pointer: '/invoice_id', in: 'query' }],
  })
})

test("another tenant's credit note and invoice are not there", async () => {
  const [tenant, other] = [await openTenant(), await openTenant()]
  const { id } = await sentInvoice(tenant)
  expect((await credit(other, id)).body.code).toBe('unknown_reference')
  const { body } = await credit(tenant, id)
  expect((await other.api('GET', `/credit-notes/${body.id}`)).status).toBe(404)
  expect((await tenant.api('GET', '/credit-notes/crn_x')).status).toBe(404)
})
