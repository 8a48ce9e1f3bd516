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

  /** An open invoice over 200 INR, in two lines. */
  async function sent(): Promise<Invoice> {
    const items = [
      { description: 'Work', qty: 3, rate: 50 },
      { description: 'Travel', qty: 1, rate: 50 },
    ]
    const { id } = await billing.invoices.create({ items, due_in_days: 7 })
    return billing.invoices.send(id)
  }

  test('payments: create, retrieve, list; the invoice narrows to paid', async () => {
    const { id } = await sent()
    const first = await billing.payments.create(id, { mode: 'upi', amount: 80, reference: 'UTR2291' })
    expect(first).toMatchObject({ invoice_id: id, mode: 'upi', amount: 80, amount_minor: 8000, refunds: [] })
    expect(await billing.payments.retrieve(first.id)).toEqual(first)
    expect(await billing.invoices.retrieve(id)).toMatchObject({ status: 'open', amount_due_minor: 12_000 })
    await billing.payments.create(id, { mode: 'cash', amount_minor: 12_000 })
    expect((await billing.payments.list({ invoice_id: id })).data).toHaveLength(2)
    const invoice = await billing.invoices.retrieve(id)
    if (invoice.status !== 'paid') throw new Error(invoice.status)
    expectTypeOf(invoice.paid_at).toEqualTypeOf<string>()
    expect(invoice.paid_at).toMatch(/Z$/)
    expect(invoice.payments.map(({ mode }) => mode).sort()).toEqual(['cash', 'upi'])
  })

  test('payments: more than is due is refused, and the refusal says how much is', async () => {
    const { id } = await sent()
    const error = await failureOf(billing.payments.create(id, { mode: 'upi', amount: 200.01 }))
    if (!isProblem(error, 'overpayment')) throw error
    expectTypeOf(error.problem.amount_due_minor).toEqualTypeOf<number>()
    expect(error.problem.amount_due_minor).toBe(20_000)
  })

  test('payments: one key is one payment', async () => {
    const { id } = await sent()
    const body = { mode: 'upi', amount: 50 } as const
    const once = { idempotencyKey: `pay-${id}` }
    const first = await billing.payments.create(id, body, once)
    expect(await billing.payments.create(id, body, once)).toEqual(first)
    expect(await billing.invoices.retrieve(id)).toMatchObject({ amount_paid_minor: 5000 })
  })

  test('creditNotes: create by line, retrieve, list; more than was invoiced is refused', async () => {
    const invoice = await sent()
    const [line] = invoice.items
    if (line === undefined) throw new Error('it has two lines')
    const items = [{ invoice_item_id: line.id, qty: 2 }]
    const note = await billing.creditNotes.create({ invoice_id: invoice.id, reason: 'Half done', items })
    expect(note).toMatchObject({
      credit_note_no: expect.stringMatching(/^CRN-\d{4}-\d{5}$/),
      items: [{ invoice_item_id: line.id, qty: 2, total_minor: 10_000 }],
      total_minor: 10_000,
    })
    expect(await billing.creditNotes.retrieve(note.id)).toEqual(note)
    expect((await billing.creditNotes.list({ invoice_id: invoice.id })).data).toEqual([note])
    expect(await billing.invoices.retrieve(invoice.id)).toMatchObject({
      status: 'open',
      amount_credited_minor: 10_000,
      amount_due_minor: 10_000,
    })
    const again = billing.creditNotes.create({ invoice_id: invoice.id, reason: 'Again', items })
    const error = await failureOf(again)
    if (!isProblem(error, 'credit_exceeds_invoice')) throw error
    expect(error.errors.map(({ pointer }) => pointer)).toEqual(['/items/0/qty'])
  })

  test('payments: what a credit note frees is refunded, and no more', async () => {
    const { id } = await sent()
    const payment = await billing.payments.create(id, { mode: 'upi', amount: 200 })
    const early = await failureOf(billing.payments.refund(payment.id))
    if (!isProblem(early, 'refund_exceeds_credit')) throw early
    expect(early.problem.refundable_minor).toBe(0)
    await billing.creditNotes.create({ invoice_id: id, reason: 'Never done' })
    const part = await billing.payments.refund(payment.id, { amount: 50, reason: 'At once' })
    expect(part).toMatchObject({ status: 'succeeded', amount_minor: 5000, invoice_id: id })
    expect(await billing.payments.refund(payment.id)).toMatchObject({ amount_minor: 15_000 })
    expect(await billing.payments.retrieve(payment.id)).toMatchObject({
      refunded_minor: 20_000,
      refunds: [{ object: 'refund' }, { object: 'refund' }],
    })
    expect((await billing.events.list({ type: 'invoice.refunded', resource: id })).data).toHaveLength(2)
  })

  test('invoices: markUncollectible', async () => {
    const { id } = await sent()
    expect(await billing.invoices.markUncollectible(id)).toMatchObject({ status: 'uncollectible' })
    await billing.payments.create(id, { mode: 'cash', amount: 20 })
    expect(await billing.invoices.retrieve(id)).toMatchObject({ amount_paid_minor: 2000 })
  })

  test('ledger: entries of an invoice, accounts and trial balance; the audit is clean', async () => {
    const { id } = await sent()
    const payment = await billing.payments.create(id, { mode: 'upi', amount: 200 })
    const entries = await billing.ledger.listEntries({ invoice_id: id }).toArray({ limit: 5 })
    expect(entries.map(({ kind }) => kind)).toEqual(['payment', 'invoice_sent'])
    const entry = await billing.ledger.retrieveEntry(payment.entry_id)
    expect(entry).toEqual(entries[0])
    expect(entry.postings).toEqual([
      { account: 'bank', currency: 'INR', amount_minor: 20_000 },
      { account: 'accounts_receivable', currency: 'INR', amount_minor: -20_000 },
    ])
    const { data } = await billing.ledger.accounts()
    const [inr] = (await billing.ledger.trialBalance()).currencies
    expect(inr).toMatchObject({ currency: 'INR', balanced: true, debit_minor: inr?.credit_minor })
    const debits = data.filter(({ balance_minor }) => balance_minor > 0)
    expect(debits.reduce((sum, { balance_minor }) => sum + balance_minor, 0)).toBe(inr?.debit_minor)
    const audit = await billing.audit.retrieve()
    expect(audit.checks.filter(({ clean }) => !clean)).toEqual([])
    expect(audit.clean).toBe(true)
  })
})
