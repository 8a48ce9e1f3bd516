import assert from 'node:assert/strict'
import { Billing } from '@bahi/billing'
import { step } from '@bahi/example-story'
import { createServer } from '@bahi/server'
import { issues } from './tracker.ts'

const RATE_MINOR = 5000

// A month of work, from an issue tracker's lines to a paid invoice. Every step asserts what it shows.
const server = await createServer()
const { tenantId, keys } = await server.createTenant({ name: 'Studio Delta', currency: 'EUR' })
const billing = new Billing({
  apiKey: keys.test.secret,
  baseUrl: 'http://bahi.local/v1',
  fetch: server.fetch,
})

const contact = await billing.contacts.create({ name: 'Alpha GmbH', email: 'accounts@alpha.example' })
const draft = await billing.invoices.create({ contact_id: contact.id, currency: 'EUR', due_in_days: 14 })
step('A draft in EUR, without a line').shows('invoice', draft.id).shows('status', draft.status)

const { data: billables } = await billing.billables.create({
  invoice_id: draft.id,
  billables: issues.map(({ key, summary, hours, labels }, order) => ({
    description: summary,
    quantity: hours,
    amount_minor: RATE_MINOR,
    currency_code: 'EUR',
    reference_type: 'JIRA',
    reference_id: key,
    metadata: labels,
    order,
  })),
})
assert.equal(billables.length, issues.length)
const lines = step("The tracker's issues, all or none, as its lines")
for (const { reference_id, quantity } of billables) lines.shows(reference_id ?? '', `${quantity} h`)

const found = await billing.billables.list({ reference_type: 'JIRA', reference_id: 'PROJ-130' }).toArray({
  limit: 10,
})
assert.deepEqual(
  found.map(({ invoice }) => invoice),
  [draft.id],
)
step('Which invoice has PROJ-130?').shows('invoice', found[0]?.invoice ?? null)

const answer = await server.fetch(
  new Request(`http://bahi.local/api/v1/billables?referenceType=JIRA&referenceId=PROJ-123`, {
    headers: { Authorization: `Bearer ${keys.test.secret}`, 'tenant-id': tenantId },
  }),
)
assert.equal(answer.status, 200)
const { data } = await answer.json()
assert.deepEqual(
  [data.length, data[0].referenceId, data[0].amountMinor, data[0].currencyCode],
  [1, 'PROJ-123', RATE_MINOR, 'EUR'],
)
step('The same through /api/v1, in camelCase')
  .shows('referenceId', data[0].referenceId)
  .shows('amountMinor', String(data[0].amountMinor))

const sent = await billing.invoices.send(draft.id)
assert.equal(sent.total_minor, 66250)
assert.deepEqual(
  sent.items.map(({ description }) => description),
  issues.map(({ summary }) => summary),
)
await assert.rejects(billing.billables.delete(billables[0]?.id ?? ''), { code: 'invalid_state' })
step('Sent: its lines stay as they are').shows('number', sent.invoice_no).shows('total', '662.50 EUR')

const payment = await billing.payments.create(sent.id, {
  mode: 'bank_transfer',
  amount_minor: sent.amount_due_minor,
})
assert.equal((await billing.invoices.retrieve(sent.id)).status, 'paid')
const entry = await billing.ledger.retrieveEntry(payment.entry_id)
assert.equal(
  entry.postings.reduce((sum, { amount_minor }) => sum + amount_minor, 0),
  0,
)
assert.equal((await billing.audit.retrieve()).clean, true)
step('Paid, and the books balance').shows('payment', payment.id).shows('audit', 'clean')

await server.close()
console.log('\nAll of it is true: each step was checked.')
