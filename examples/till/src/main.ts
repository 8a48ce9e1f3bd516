import assert from 'node:assert/strict'
import { Billing, isProblem } from '@bahi/billing'
import { step } from '@bahi/example-story'
import { createServer } from '@bahi/server'
import { openBackOffice } from './back-office.ts'

// A day at the till: sales, too little milk, a customer who pays in part, goods that come back. Every step asserts what it shows.
const server = await createServer({ logger: { info() {}, warn: console.warn, error: console.error } })
const { url } = await server.listen()
const { keys } = await server.createTenant({ name: 'Nilgiri Stores', currency: 'INR', state: 'KA' })
const billing = new Billing({ apiKey: keys.test.secret, baseUrl: `${url}/v1` })

const office = await openBackOffice()
const endpoint = await billing.webhookEndpoints.create({
  url: office.url,
  event_types: ['invoice.created', 'stock.low'],
})
assert.ok(endpoint.secret)
office.accept(endpoint.secret)

const milk = await billing.products.create({
  sku: 'AMUL-MILK-1L',
  name: 'Amul milk, 1 litre',
  rate: 68,
  tax_rate: 5,
  stock: 6,
  low_stock_level: 3,
})
await billing.products.create({
  sku: 'MAGGI-70G',
  name: 'Maggi noodles, 70 g',
  rate: 14,
  tax_rate: 5,
  stock: 100,
})
step('Two products on the shelf').shows(milk.sku, `${milk.stock} there, low at ${milk.low_stock_level}`)

const slip = {
  customer: { phone: '+919876543210', name: 'Rahul K.' },
  items: [
    { sku: 'AMUL-MILK-1L', qty: 2, rate: 68 },
    { sku: 'MAGGI-70G', qty: 6, rate: 14 },
  ],
  payment: { mode: 'upi', amount: 220 },
}
const sale = await billing.invoices.create(slip, { operationId: 'till-1-slip-1' })
assert.equal(sale.status, 'paid')
assert.equal(sale.grand_total, 220)
assert.equal((await billing.products.retrieve(milk.id)).stock, 4)
step('A sale: raised, numbered, paid and out of stock at once')
  .shows('number', sale.invoice_no)
  .shows('total', `${sale.grand_total} INR, of it ${sale.tax_minor} paise tax`)
  .shows('stock', `${(await billing.products.retrieve(milk.id)).stock} milk`)

const again = await billing.invoices.create(slip, { operationId: 'till-1-slip-1' })
assert.equal(again.id, sale.id)
assert.equal((await billing.products.retrieve(milk.id)).stock, 4)
step('The till lost the answer and sends the slip again: rung up once').shows('number', again.invoice_no)

const created = await office.next('invoice.created')
assert.equal(created.data.invoice_no, sale.invoice_no)
assert.equal(created.data.customer_phone, '+91••••43210')
step('The back office hears of it, signed; the phone is masked')
  .shows(created.type, `${created.data.invoice_no}, ${created.data.grand_total} INR`)
  .shows('customer', created.data.customer_phone)

try {
  await billing.invoices.create({
    items: [{ sku: 'AMUL-MILK-1L', qty: 5 }],
    payment: { mode: 'cash', amount: 357 },
  })
  assert.fail('five were sold where four are')
} catch (error) {
  if (!isProblem(error, 'insufficient_stock')) throw error
  const [shortage] = error.problem.shortages
  assert.deepEqual([shortage?.pointer, shortage?.available, shortage?.requested], ['/items/0/qty', 4, 5])
  step('Five where four are: refused whole, line by line')
    .shows('problem', `${error.status} ${error.code}`)
    .shows(shortage?.pointer ?? '', `${shortage?.available} there, ${shortage?.requested} asked for`)
}

const party = await billing.invoices.create({
  items: [{ sku: 'AMUL-MILK-1L', qty: 2, rate: 68 }],
  payment: { mode: 'cash', amount: 100 },
  due_in_days: 7,
})
assert.equal(party.status, 'open')
assert.equal(party.amount_due_minor, 3600)
assert.ok(party.payment_link_id)
await billing.payments.create(party.id, { mode: 'upi', amount: 36 })
assert.equal((await billing.invoices.retrieve(party.id)).status, 'paid')
step('Paid in part: open with the rest due, until that comes too')
  .shows('paid', '100 INR in cash')
  .shows('due', `${party.amount_due_minor} paise, on link ${party.payment_link_id}`)
  .shows('then', '36 INR by upi')

const low = await office.next('stock.low')
assert.equal(low.data.sku, 'AMUL-MILK-1L')
assert.equal(low.data.stock, 2)
step('That sale took the milk to its low level: told once').shows(
  low.type,
  `${low.data.sku}: ${low.data.stock}`,
)

const [line] = sale.items
assert.ok(line)
const note = await billing.creditNotes.create({
  invoice_id: sale.id,
  reason: 'Turned before its date',
  items: [{ invoice_item_id: line.id, qty: 1 }],
  restock: true,
  refund: true,
})
assert.equal(note.refunded_minor, 6800)
const history = await billing.inventory.history(milk.id).toArray({ limit: 10 })
assert.deepEqual(
  history.map(({ kind, quantity, stock_after }) => [kind, quantity, stock_after]),
  [
    ['restock', 1, 3],
    ['sale', -2, 2],
    ['sale', -2, 4],
    ['opening', 6, 6],
  ],
)
const facts = step('A litre comes back: credited, refunded, on the shelf again').shows(
  'note',
  note.credit_note_no,
)
for (const { kind, quantity, stock_after } of history) facts.shows(kind, `${quantity} -> ${stock_after}`)

const { data: days, totals } = await billing.reports.sales({ granularity: 'day' })
const [sales] = totals
assert.ok(sales)
assert.equal(sales.count, 2)
assert.equal(sales.gross_minor, 22_000 + 13_600)
assert.equal(sales.credited_minor, 6800)
assert.equal(sales.refunded_minor, 6800)
step('The report of sales by day equals the ledger')
  .shows('days', String(days.length))
  .shows('sales', `${sales.count}, ${sales.gross_minor} paise, of which ${sales.tax_minor} tax`)
  .shows('credited', `${sales.credited_minor} paise`)
  .shows('refunded', `${sales.refunded_minor} paise`)

const audit = await billing.audit.retrieve()
assert.equal(audit.clean, true)
step('The audit proves books and stock again').shows('clean', 'yes')

await office.close()
await server.close()
console.log('\nAll of it is true: each step was checked.')
