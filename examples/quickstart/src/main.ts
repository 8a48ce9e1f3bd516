import assert from 'node:assert/strict'
import { Billing, isProblem } from '@bahi/billing'
import { step } from '@bahi/example-story'
import { createServer } from '@bahi/server'
import { openReceiver } from './receiver.ts'

// The story of the README, from the first key to a verified webhook and a balanced ledger. Every step asserts what it shows.
const server = await createServer()
const { url } = await server.listen()
const { tenantId, keys } = await server.createTenant({ name: 'Acme', currency: 'INR', state: 'KA' })
step('A server with its store in memory, and a tenant with its first key')
  .shows('address', `${url}/v1`)
  .shows('tenant', tenantId)
  .shows('test key', `${keys.test.secret.slice(0, 12)}…${keys.test.secret.slice(-4)}`)

const billing = new Billing({ apiKey: keys.test.secret, baseUrl: `${url}/v1` })

const receiver = await openReceiver()
const endpoint = await billing.webhookEndpoints.create({
  url: receiver.url,
  event_types: ['invoice.created', 'invoice.sent', 'invoice.paid'],
})
assert.ok(endpoint.secret)
receiver.accept(endpoint.secret)
step('An Express app receives webhooks').shows('endpoint', endpoint.id).shows('posts to', receiver.url)

const contact = await billing.contacts.create({ name: 'Rahul K.', phone: '+919876543210', state: 'KA' })
const product = await billing.products.create({
  sku: 'AMUL-MILK-1L',
  name: 'Amul milk, 1 litre',
  rate: 68,
  tax_rate: 5,
})
step('A contact and a product')
  .shows('contact', contact.id)
  .shows('product', `${product.id} at ${product.rate} ${product.currency}`)

const order = { contact_id: contact.id, items: [{ catalog_item_id: product.id, qty: 2 }], due_in_days: 7 }
const { data: invoice, idempotencyKey } = await billing.invoices.create(order).withResponse()
assert.equal(invoice.status, 'draft')
assert.equal(invoice.total_minor, 14_280)
assert.ok(idempotencyKey)
step('An invoice, drafted with one call')
  .shows('invoice', invoice.id)
  .shows(
    'total',
    `${invoice.grand_total} ${invoice.currency}: ${invoice.subtotal_minor} + ${invoice.tax_minor} tax, in paise`,
  )
  .shows('idempotency key', idempotencyKey)

const again = await billing.invoices.create(order, { idempotencyKey }).withResponse()
assert.equal(again.data.id, invoice.id)
assert.equal(again.replayed, true)
step('The same key and body again: the same invoice, made once').shows('invoice', again.data.id)

const conflict = await billing.invoices
  .create({ ...order, due_in_days: 30 }, { idempotencyKey })
  .catch((error: unknown) => error)
assert.ok(isProblem(conflict, 'idempotency_key_reused'))
assert.deepEqual(conflict.problem.mismatches, ['/due_in_days'])
step('The same key with another body: refused')
  .shows('problem', `${conflict.status} ${conflict.code}`)
  .shows('differs at', conflict.problem.mismatches.join(', '))

const sent = await billing.invoices.send(invoice.id)
assert.equal(sent.status, 'open')
assert.match(sent.invoice_no ?? '', /^INV-\d{4}-00001$/)
step('Sent: it has its number and is open').shows('number', sent.invoice_no).shows('due', sent.due_at)

const created = await receiver.next('invoice.created')
const told = await receiver.next('invoice.sent')
assert.equal(created.data.id, invoice.id)
assert.equal(told.data.invoice_no, sent.invoice_no)
step('Both events arrived signed, and Express verified them')
  .shows(created.type, `${created.id}, sequence ${created.sequence}`)
  .shows(told.type, `${told.id}, sequence ${told.sequence}`)
  .shows('phone in events', told.data.customer_phone)

const payment = await billing.payments.create(invoice.id, {
  mode: 'upi',
  amount: 142.8,
  reference: 'UTR2291',
})
const paid = await receiver.next('invoice.paid')
assert.equal(paid.data.amount_due_minor, 0)
step('Paid by UPI: the invoice is settled, and the event tells so')
  .shows('payment', `${payment.id}, ${payment.amount} ${payment.currency}`)
  .shows(paid.type, `${paid.id}, sequence ${paid.sequence}`)

const { currencies } = await billing.ledger.trialBalance()
const [rupees] = currencies
assert.equal(rupees?.balanced, true)
const balances = Object.fromEntries(
  rupees.accounts.map(({ account, debit_minor, credit_minor }) => [account, debit_minor - credit_minor]),
)
assert.deepEqual(balances, { accounts_receivable: 0, bank: 14_280, sales: -13_600, tax_payable: -680 })
assert.equal((await billing.audit.retrieve()).clean, true)
step('The ledger balances, and the audit proves it again')
  .shows('debit', `bank ${balances.bank}`)
  .shows('credit', `sales ${-balances.sales}, tax_payable ${-balances.tax_payable}`)

for (const number of [1, 2, 3, 4, 5]) await billing.contacts.create({ name: `Customer ${number}` })
const names: (string | null)[] = []
for await (const { name } of billing.contacts.list({ limit: 2 })) names.push(name)
assert.deepEqual(names, ['Customer 5', 'Customer 4', 'Customer 3', 'Customer 2', 'Customer 1', 'Rahul K.'])
step('Six contacts, walked by `for await` over pages of two').shows('names', names.join(', '))

await receiver.close()
await server.close()
console.log('\nAll of it is true: each step was checked.')
