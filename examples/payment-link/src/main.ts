import assert from 'node:assert/strict'
import { Billing } from '@bahi/billing'
import { step } from '@bahi/example-story'
import { createServer } from '@bahi/server'
import { openPayer } from './payer.ts'
import { openShop } from './shop.ts'

// A payment link from its making to the ledger. Every step asserts what it shows.
const server = await createServer({ logger: { info() {}, warn: console.warn, error: console.error } })
const { url } = await server.listen()
const { keys } = await server.createTenant({ name: 'Nilgiri Kitchens', currency: 'INR', state: 'KA' })
const billing = new Billing({ apiKey: keys.test.secret, baseUrl: `${url}/v1` })

const shop = await openShop()
const endpoint = await billing.webhookEndpoints.create({
  url: `${shop.url}/webhooks`,
  event_types: ['payment.recorded', 'payment_link.paid'],
})
assert.ok(endpoint.secret)
shop.accept(endpoint.secret)
step('A shop that hears of payments').shows('endpoint', endpoint.id)

const link = await billing.paymentLinks.create({
  amount: 68,
  description: 'Advance for the kitchen',
  callback_url: `${shop.url}/thanks`,
})
assert.equal(link.status, 'open')
step('A payment link: its address is all that the payer needs')
  .shows('link', link.id)
  .shows('amount', `${link.amount_minor} paise`)
  .shows('page', `${link.url.slice(0, 48)}…`)

const payer = await openPayer()
const declined = await payer.pay(link.url, 'failure@upi')
assert.match(declined.text, /Payment failed/)
assert.equal((await billing.paymentLinks.retrieve(link.id)).status, 'open')
step('The payer opens it, and the bank declines')
  .shows('by', payer.name)
  .shows('told', 'Payment failed: try again')

const paid = await payer.payAgain('success@upi')
assert.match(paid.text, /Thank you, payment_link .+ is paid/)
step('The next try pays, and leads back to the shop, signed').shows('the shop says', paid.text)

const [recorded, told] = await Promise.all([shop.next('payment.recorded'), shop.next('payment_link.paid')])
assert.equal(recorded.data.payment_link_id, link.id)
assert.equal(told.data.status, 'paid')
assert.ok(recorded.sequence < told.sequence)
step('Both events arrived, verified')
  .shows(recorded.type, `${recorded.data.amount} ${recorded.data.currency} by ${recorded.data.mode}`)
  .shows(told.type, told.data.id)

const [payment, ...others] = await billing.payments.list({ payment_link_id: link.id }).toArray({ limit: 10 })
assert.ok(payment)
assert.equal(others.length, 0)
const entry = await billing.ledger.retrieveEntry(payment.entry_id)
assert.deepEqual(
  entry.postings.map(({ account, amount_minor }) => [account, amount_minor]),
  [
    ['gateway_clearing', 6800],
    ['customer_credit', -6800],
  ],
)
step('One payment, posted once: the gateway owes it to us, and we to the customer')
  .shows('entry', entry.id)
  .shows('debit', 'gateway_clearing 6800')
  .shows('credit', 'customer_credit 6800')

const audit = await billing.audit.retrieve()
assert.equal(audit.clean, true)
step('The audit proves the books again').shows('clean', 'yes')

await payer.close()
await shop.close()
await server.close()
console.log('\nAll of it is true: each step was checked.')
