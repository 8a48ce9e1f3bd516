import assert from 'node:assert/strict'
import { Billing } from '@bahi/billing'
import { step } from '@bahi/example-story'
import { createServer, type NotifierMessage } from '@bahi/server'

// An invoice that nobody pays: its reminders and the moment it is overdue, in virtual time.
const outbox: NotifierMessage[] = []
const server = await createServer({ notifier: { send: async (message) => void outbox.push(message) } })
const { keys, clock } = await server.createTenant({ name: 'Acme', currency: 'INR' })
const billing = new Billing({
  apiKey: keys.test.secret,
  baseUrl: 'http://bahi.local/v1',
  fetch: server.fetch,
})

const contact = await billing.contacts.create({ name: 'Rahul K.', email: 'rahul@example.com' })
const draft = await billing.invoices.create({
  contact_id: contact.id,
  items: [{ description: 'Consulting', qty: 2, rate: 1500 }],
  due_in_days: 7,
})
const invoice = await billing.invoices.send(draft.id)
assert.ok(invoice.due_at)
step('An invoice, sent and due in a week').shows('number', invoice.invoice_no).shows('due', invoice.due_at)

const first = await clock.advance('8 days')
const told = first.happened.filter(({ what }) => what !== 'notification.sent')
assert.deepEqual(
  told.map(({ what, id }) => [what, id]),
  [
    ['reminder.sent', invoice.id],
    ['reminder.sent', invoice.id],
    ['invoice.overdue', invoice.id],
  ],
)
assert.equal((await billing.invoices.retrieve(invoice.id)).overdue, true)
const facts = step('Eight days on: two reminders, and it is overdue')
for (const { at, what } of told) facts.shows(what, at.toISOString())

const subjects = outbox.map(({ to, subject }) => {
  assert.equal(to, 'rahul@example.com')
  return subject
})
assert.deepEqual(subjects, [
  `Invoice ${invoice.invoice_no} from Acme`,
  `Reminder: invoice ${invoice.invoice_no} from Acme is due in three days`,
  `Reminder: invoice ${invoice.invoice_no} from Acme is due today`,
])
const letters = step('What the customer was written')
for (const subject of subjects) letters.shows('', subject)

await clock.advance('3 days')
assert.equal(outbox.length, 4)
assert.match(outbox.at(-1)?.subject ?? '', /was due three days ago$/)
step('Three days after the due date, another').shows('', outbox.at(-1)?.subject ?? null)

const payment = await billing.payments.create(invoice.id, {
  mode: 'bank_transfer',
  amount_minor: invoice.amount_due_minor,
})
const rest = await clock.advance('30 days')
assert.deepEqual(rest.happened, [])
assert.equal((await billing.invoices.retrieve(invoice.id)).status, 'paid')
step('Paid: the chase is over').shows('payment', payment.id).shows('next 30 days', 'nothing')

await server.close()
console.log('\nAll of it is true: each step was checked.')
