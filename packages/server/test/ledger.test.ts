import { ledgerAccounts } from '@bahi/spec'
import { expect, test } from 'vitest'
import { balancesOf, credit, expectCleanBooks, pay, sentInvoice } from './support/books.ts'
import { type TestTenant, useServer } from './support/harness.ts'

const { openTenant } = useServer()
const entries = async ({ api }: TestTenant, query = '') => (await api('GET', `/ledger/entries?${query}`)).body
const taxed = { items: [{ description: 'Chair', qty: 1, rate: 100, tax_rate: 18 }] }

test('entries: sending posts the claim against sales and tax, debit first', async () => {
  const tenant = await openTenant()
  const { id } = await sentInvoice(tenant, [], taxed)
  const { data } = await entries(tenant)
  expect(data).toEqual([
    {
      id: expect.stringMatching(/^ent_/),
      object: 'ledger_entry',
      kind: 'invoice_sent',
      postings: [
        { account: 'accounts_receivable', currency: 'INR', amount_minor: 11_800 },
        { account: 'sales', currency: 'INR', amount_minor: -10_000 },
        { account: 'tax_payable', currency: 'INR', amount_minor: -1800 },
      ],
      invoice_id: id,
      payment_id: null,
      payment_link_id: null,
      credit_note_id: null,
      refund_id: null,
      reverses_entry_id: null,
      created_at: expect.any(String),
      updated_at: data[0].created_at,
      livemode: false,
    },
  ])
  expect((await tenant.api('GET', `/ledger/entries/${data[0].id}`)).body).toEqual(data[0])
})

test('entries: voiding reverses the sending and names it', async () => {
  const tenant = await openTenant()
  const { id } = await sentInvoice(tenant, [], taxed)
  await tenant.api('POST', `/invoices/${id}/void`)
  const [reversal, sending] = (await entries(tenant, `invoice_id=${id}`)).data
  expect(reversal).toMatchObject({
    kind: 'invoice_voided',
    invoice_id: id,
    reverses_entry_id: sending.id,
    postings: [
      { account: 'sales', amount_minor: 10_000 },
      { account: 'tax_payable', amount_minor: 1800 },
      { account: 'accounts_receivable', amount_minor: -11_800 },
    ],
  })
  expect(await balancesOf(tenant)).toEqual({})
  await expectCleanBooks(tenant)
})

test('entries: an invoice over nothing posts nothing, and is paid as soon as it is sent', async () => {
  const tenant = await openTenant()
  const invoice = await sentInvoice(tenant, [0])
  expect(invoice).toMatchObject({ status: 'paid', total_minor: 0, paid_at: invoice.sent_at })
  expect((await entries(tenant)).data).toEqual([])
  const { body: events } = await tenant.api('GET', `/events?resource=${invoice.id}`)
  expect(events.data.map(({ type }: { type: string }) => type)).toEqual([
    'invoice.paid',
    'invoice.sent',
    'invoice.created',
  ])
  expect(events.data[1].data.status).toBe('open')
  expect((await credit(tenant, invoice.id)).body.code).toBe('credit_exceeds_invoice')
  expect((await tenant.api('POST', `/invoices/${invoice.id}/void`)).body).toMatchObject({ state: 'paid' })
  await expectCleanBooks(tenant)
})

test('entries: what was paid or credited in part is not voided', async () => {
  const tenant = await openTenant()
  const [paid, credited] = [await sentInvoice(tenant), await sentInvoice(tenant)]
  await pay(tenant, paid.id, { amount: 1 })
  await credit(tenant, credited.id, { items: [{ invoice_item_id: credited.items[0].id, qty: 0.5 }] })
  for (const { id } of [paid, credited]) {
    const { status, body } = await tenant.api('POST', `/invoices/${id}/void`)
    expect(status).toBe(409)
    expect(body).toMatchObject({ state: 'open', allowed_acts: ['pay', 'credit', 'mark_uncollectible'] })
  }
})

test('mark-uncollectible: a draft, a paid, a void and a lost invoice are refused', async () => {
  const tenant = await openTenant()
  const { body: draft } = await tenant.api('POST', '/invoices', { body: {} })
  const lost = await sentInvoice(tenant)
  await tenant.api('POST', `/invoices/${lost.id}/mark-uncollectible`)
  for (const [id, state] of [
    [draft.id, 'draft'],
    [lost.id, 'uncollectible'],
  ]) {
    const { status, body } = await tenant.api('POST', `/invoices/${id}/mark-uncollectible`)
    expect(status).toBe(409)
    expect(body).toMatchObject({ code: 'invalid_state', state })
  }
  expect((await tenant.api('POST', '/invoices/inv_x/mark-uncollectible')).status).toBe(404)
})

test('entries: by invoice, payment, credit note and date, newest first, page by page', async () => {
  const tenant = await openTenant()
  const [one, other] = [await sentInvoice(tenant), await sentInvoice(tenant)]
  const { body: payment } = await pay(tenant, one.id, { amount: 100 })
  const { body: note } = await credit(tenant, one.id, { refund: true })
  const kinds = async (query: string) =>
    (await entries(tenant, query)).data.map(({ kind }: { kind: string }) => kind)
  expect(await kinds(`invoice_id=${one.id}`)).toEqual(['refund', 'credit_note', 'payment', 'invoice_sent'])
  expect(await kinds(`invoice_id=${other.id}`)).toEqual(['invoice_sent'])
  expect(await kinds(`payment_id=${payment.id}`)).toEqual(['refund', 'payment'])
  expect(await kinds(`credit_note_id=${note.id}`)).toEqual(['refund', 'credit_note'])
  const tomorrow = new Date(Date.parse(note.created_at) + 86_400_000).toISOString()
  expect(await kinds(`from=${tomorrow}`)).toEqual([])
  expect(await kinds(`to=${tomorrow}`)).toHaveLength(5)
  const page = await entries(tenant, 'limit=3')
  expect(page).toMatchObject({ has_more: true })
  expect((await entries(tenant, `limit=3&cursor=${page.next_cursor}`)).data).toHaveLength(2)
})

test.each(['invoice_id', 'payment_id', 'credit_note_id'])(
  'entries: refuses a %s that leads nowhere',
  async (name) => {
    const tenant = await openTenant()
    const { status, body } = await tenant.api('GET', `/ledger/entries?${name}=x`)
    expect(status).toBe(422)
    expect(body).toMatchObject({ code: 'unknown_reference', errors: [{ pointer: `/${name}`, in: 'query' }] })
  },
)

test("entries: another tenant's is not there", async () => {
  const [tenant, other] = [await openTenant(), await openTenant()]
  await sentInvoice(tenant)
  const [entry] = (await entries(tenant)).data
  expect((await other.api('GET', `/ledger/entries/${entry.id}`)).status).toBe(404)
  expect((await tenant.live('GET', `/ledger/entries/${entry.id}`)).status).toBe(404)
  expect((await entries(other)).data).toEqual([])
})

test('accounts and trial balance: every currency apart, debits equal credits', async () => {
  const tenant = await openTenant()
  const rupees = await sentInvoice(tenant, [], taxed)
  await pay(tenant, rupees.id, { mode: 'cash', amount: 18 })
  await sentInvoice(tenant, [7], { currency: 'EUR' })
  const { body: accounts } = await tenant.api('GET', '/ledger/accounts')
  const row = (account: keyof typeof ledgerAccounts, currency: string, balance_minor: number) => ({
    object: 'ledger_account',
    account,
    kind: ledgerAccounts[account],
    currency,
    balance_minor,
  })
  expect(accounts.data).toEqual([
    row('accounts_receivable', 'EUR', 700),
    row('accounts_receivable', 'INR', 10_000),
    row('cash', 'INR', 1800),
    row('sales', 'EUR', -700),
    row('sales', 'INR', -10_000),
    row('tax_payable', 'INR', -1800),
  ])
  const { body: trial } = await tenant.api('GET', '/ledger/trial-balance')
  expect(trial).toEqual({
    object: 'trial_balance',
    at: expect.any(String),
    currencies: [
      {
        currency: 'EUR',
        balanced: true,
        debit_minor: 700,
        credit_minor: 700,
        accounts: [
          { account: 'accounts_receivable', debit_minor: 700, credit_minor: 0 },
          { account: 'sales', debit_minor: 0, credit_minor: 700 },
        ],
      },
      {
        currency: 'INR',
        balanced: true,
        debit_minor: 11_800,
        credit_minor: 11_800,
        accounts: [
          { account: 'accounts_receivable', debit_minor: 10_000, credit_minor: 0 },
          { account: 'cash', debit_minor: 1800, credit_minor: 0 },
          { account: 'sales', debit_minor: 0, credit_minor: 10_000 },
          { account: 'tax_payable', debit_minor: 0, credit_minor: 1800 },
        ],
      },
    ],
    livemode: false,
  })
})

test('an empty ledger has no account and a trial balance of nothing', async () => {
  const { api } = await openTenant()
  expect((await api('GET', '/ledger/accounts')).body).toEqual({ data: [] })
  expect((await api('GET', '/ledger/trial-balance')).body).toMatchObject({ currencies: [] })
})
