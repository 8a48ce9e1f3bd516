import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { balancesOf, eventTypes, expectCleanBooks, pay, postingsOf } from './support/books.ts'
import { engine } from './support/engines.ts'
import { type TestTenant, useServer } from './support/harness.ts'
import { historyOf, inventoryOf, newProduct, newStore, sell } from './support/stock.ts'

const { openTenant } = useServer()

/** As the till API documents it. */
const documented = {
  customer: { phone: '+919876543210', name: 'Rahul K.' },
  items: [
    { sku: 'AMUL-MILK-1L', qty: 2, rate: 68 },
    { sku: 'MAGGI-70G', qty: 6, rate: 14 },
  ],
  payment: { mode: 'upi', amount: 220 },
}

async function openShop(tax: object = {}): Promise<TestTenant> {
  const shop = await openTenant()
  for (const sku of ['AMUL-MILK-1L', 'MAGGI-70G']) await newProduct(shop, { sku, stock: 1000, ...tax })
  return shop
}

const productOf = async ({ api }: TestTenant, sku: string) =>
  (await api('GET', `/products?sku=${sku}`)).body.data[0]

describe('the documented sale', () => {
  test.each([
    ['0 %', {}, 0],
    ['5 %', { tax_rate: 5 }, 1048],
    ['5 % that the price contains', { tax_rate: 5, tax_inclusive: true }, 1048],
  ])('comes to 220 with products at %s, is paid at once and out of stock', async (_, tax, tax_minor) => {
    const shop = await openShop(tax)
    const { status, body } = await sell(shop, documented)
    expect(status).toBe(201)
    expect(body).toMatchObject({
      status: 'paid',
      invoice_no: expect.stringMatching(/^INV-\d{4}-00001$/),
      grand_total: 220,
      tax_minor,
      amount_paid_minor: 22_000,
      amount_due_minor: 0,
      customer: { name: 'Rahul K.', phone: '+919876543210' },
      customer_phone: '+91••••43210',
      payments: [{ mode: 'upi', amount: 220, reference: null }],
      sent_at: null,
      paid_at: body.created_at,
      payment_link_id: null,
      hosted_url: expect.any(String),
    })
    expect((await productOf(shop, 'AMUL-MILK-1L')).stock).toBe(998)
    expect((await productOf(shop, 'MAGGI-70G')).stock).toBe(994)
    expect((await shop.api('GET', `/invoices/${body.id}`)).body).toEqual(body)
    await expectCleanBooks(shop)
  })

  test('is posted as a sending and a payment are', async () => {
    const shop = await openShop({ tax_rate: 5 })
    const { body } = await sell(shop, documented)
    expect(await balancesOf(shop)).toEqual({ bank: 22_000, sales: -20_952, tax_payable: -1_048 })
    const { body: entries } = await shop.api('GET', `/ledger/entries?invoice_id=${body.id}`)
    expect(entries.data.map(({ kind }: { kind: string }) => kind)).toEqual(['payment', 'invoice_sent'])
    expect(await postingsOf(shop, entries.data[1].id)).toEqual({
      accounts_receivable: 22_000,
      sales: -20_952,
      tax_payable: -1_048,
    })
  })

  test('tells of the customer, the invoice, the payment and that it is paid, in this order; never of a sending', async () => {
    const shop = await openShop()
    const { body } = await sell(shop, documented)
    const types = ['customer.created', 'invoice.created', 'payment.recorded', 'invoice.paid']
    expect(await eventTypes(shop)).toEqual(types)
    const { body: created } = await shop.api('GET', '/events?type=invoice.created')
    expect(created.data[0].data).toMatchObject({
      id: body.id,
      invoice_no: body.invoice_no,
      grand_total: 220,
      customer_phone: '+91••••43210',
      customer: { phone: '+91••••43210' },
      status: 'open',
      amount_due_minor: 22_000,
    })
    const { body: paid } = await shop.api('GET', '/events?type=invoice.paid')
    expect(paid.data[0].data).toMatchObject({ status: 'paid', payments: [{ amount: 220 }] })
  })

  test('finds a customer by phone the second time', async () => {
    const shop = await openShop()
    const [first, second] = [await sell(shop, documented), await sell(shop, documented)]
    expect(second.body.contact_id).toBe(first.body.contact_id)
    expect((await shop.api('GET', '/contacts')).body.data).toHaveLength(1)
    expect((await eventTypes(shop)).filter((type) => type === 'customer.created')).toHaveLength(1)
  })

  test('happens once for a key, through every mount', async () => {
    const shop = await openShop()
    const idempotencyKey = 'till-1-slip-7'
    const first = await sell(shop, documented, { idempotencyKey })
    const again = await sell(shop, documented, { idempotencyKey, mount: '/billing/v1' })
    expect([again.text, again.headers.get('Idempotent-Replayed')]).toEqual([first.text, 'true'])
    expect((await productOf(shop, 'MAGGI-70G')).stock).toBe(994)
  })
})

describe('a price', () => {
  test('that the sale gives contains the tax, unless the item says otherwise; one of the product is as the product says', async () => {
    const shop = await openTenant()
    const { sku } = await newProduct(shop, { rate: 100, tax_rate: 10 })
    const inclusive = await newProduct(shop, { rate: 110, tax_rate: 10, tax_inclusive: true })
    const items = [
      { sku, qty: 1, rate: 110 },
      { sku, qty: 1, rate: 100, tax_inclusive: false },
      { sku, qty: 1 },
      { sku: inclusive.sku, qty: 1 },
      { sku: inclusive.sku, qty: 1, rate_minor: 11_000 },
      { description: 'Bag', qty: 1, rate: 110, tax_rate: 10 },
    ]
    const { body } = await sell(shop, { items, payment: { mode: 'cash', amount: 660 } })
    expect(body.grand_total).toBe(660)
    for (const item of body.items) expect(item).toMatchObject({ subtotal_minor: 10_000, tax_minor: 1_000 })
  })

  test('of a draft is still as the product says', async () => {
    const shop = await openTenant()
    const { sku } = await newProduct(shop, { tax_rate: 10 })
    const { body } = await sell(shop, { items: [{ sku, qty: 1, rate: 100 }] })
    expect(body.grand_total).toBe(110)
  })

  const line = fc.record({
    qty: fc.integer({ min: 1, max: 50 }),
    rate_minor: fc.integer({ min: 1, max: 1_000_000 }),
    tax_rate: fc.constantFrom(0, 0.25, 5, 12, 18, 28),
  })
  const RUNS = { memory: 60, disk: 15, postgres: 15 }

  test.each(['INR', 'JPY', 'KWD'])(
    'is what the customer pays, to the last minor unit, whatever the tax: %s',
    async (currency) => {
      const shop = await openTenant({ currency })
      const property = fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 6 }), async (lines) => {
        const total = lines.reduce((sum, { qty, rate_minor }) => sum + qty * rate_minor, 0)
        const items = lines.map((each, n) => ({ ...each, description: `Thing ${n}` }))
        const payment = { mode: 'card', amount_minor: total }
        const { body } = await sell(shop, { items, payment })
        expect(body).toMatchObject({
          status: 'paid',
          total_minor: total,
          subtotal_minor: total - body.tax_minor,
        })
      })
      await fc.assert(property, { numRuns: RUNS[engine()] })
      await expectCleanBooks(shop)
    },
  )
})

describe('a payment of less', () => {
  test('leaves the sale open with the rest due, on a link and chased', async () => {
    const shop = await openShop()
    const payment = { mode: 'cash', amount: 100, reference: 'Slip 7' }
    const { status, body } = await sell(shop, { ...documented, due_in_days: 7, payment })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      status: 'open',
      amount_paid_minor: 10_000,
      amount_due_minor: 12_000,
      due_in_days: 7,
      sent_at: null,
      paid_at: null,
      payments: [{ mode: 'cash', amount: 100, reference: 'Slip 7' }],
    })
    const link = await shop.api('GET', `/payment-links/${body.payment_link_id}`)
    expect(link.body).toMatchObject({ status: 'open', invoice_id: body.id, amount_minor: 12_000 })
    expect(await eventTypes(shop)).toEqual(['customer.created', 'invoice.created', 'payment.recorded'])
    await shop.clock.advance('8 days')
    expect(await eventTypes(shop)).toContain('invoice.overdue')
    expect((await pay(shop, body.id, { amount: 120 })).status).toBe(201)
    expect((await shop.api('GET', `/invoices/${body.id}`)).body.status).toBe('paid')
    await expectCleanBooks(shop)
  })

  test('without a due date is never overdue', async () => {
    const shop = await openShop()
    await sell(shop, { ...documented, payment: { mode: 'cash', amount: 1 } })
    await shop.clock.advance('30 days')
    expect(await eventTypes(shop)).not.toContain('invoice.overdue')
  })

  test('can be written off, but not voided: money is in it', async () => {
    const shop = await openShop()
    const { body } = await sell(shop, { ...documented, payment: { mode: 'cash', amount: 20 } })
    expect((await shop.api('POST', `/invoices/${body.id}/void`)).body.code).toBe('invalid_state')
    const lost = await shop.api('POST', `/invoices/${body.id}/mark-uncollectible`)
    expect(lost.body).toMatchObject({ status: 'uncollectible', amount_due_minor: 20_000 })
    await expectCleanBooks(shop)
  })
})

describe('a sale that can’t be', () => {
  const milk = documented.items[0]
  const unknown = { sku: 'NO-SUCH', qty: 1, rate: 1 }
  const unknownStore = 'sto_01J9XG8C0D2F4G6H8J0K2M4N6P'
  test.each<[string, object, number, string, string[]]>([
    ['an unknown sku', { items: [milk, unknown] }, 422, 'unknown_reference', ['/items/1/sku']],
    [
      'too little stock',
      { items: [milk, { ...milk, qty: 999 }] },
      409,
      'insufficient_stock',
      ['/items/1/qty'],
    ],
    [
      'a payment of more',
      { payment: { mode: 'upi', amount: 220.01 } },
      409,
      'overpayment',
      ['/payment/amount'],
    ],
    [
      'a price finer than the currency',
      { items: [milk, { ...milk, rate: 14.005 }] },
      422,
      'validation_failed',
      ['/items/1/rate'],
    ],
    [
      'a payment finer than the currency',
      { payment: { mode: 'upi', amount: 220.001 } },
      422,
      'validation_failed',
      ['/payment/amount'],
    ],
    ['an unknown store', { store_id: unknownStore }, 422, 'unknown_reference', ['/store_id']],
    ['another currency', { currency: 'EUR' }, 422, 'currency_mismatch', ['/items/0/sku', '/items/1/sku']],
    ['no items', { items: [] }, 422, 'validation_failed', ['/items']],
    ['items left out', { items: undefined }, 422, 'validation_failed', ['/items']],
    ['no amount', { payment: { mode: 'upi' } }, 422, 'validation_failed', ['/payment/amount']],
    [
      'two amounts',
      { payment: { mode: 'upi', amount: 220, amount_minor: 22_000 } },
      422,
      'validation_failed',
      ['/payment/amount'],
    ],
    [
      'an unknown mode',
      { payment: { mode: 'gateway', amount: 220 } },
      422,
      'validation_failed',
      ['/payment/mode'],
    ],
    ['a phone that is none', { customer: { phone: '98765' } }, 422, 'validation_failed', ['/customer/phone']],
    [
      'several faults at once',
      { items: [unknown, { ...milk, rate: 0.001 }], payment: { mode: 'upi', amount: 0.001 } },
      422,
      'validation_failed',
      ['/items/0/sku', '/items/1/rate', '/payment/amount'],
    ],
  ])('is refused whole: %s', async (_, change, status, code, pointers) => {
    const shop = await openShop()
    for (const idempotencyKey of [undefined, 'a-key']) {
      const answer = await sell(shop, { ...documented, ...change }, { idempotencyKey })
      expect([answer.status, answer.body.code]).toEqual([status, code])
      const faults: { pointer: string }[] = answer.body.errors
      expect(faults.map(({ pointer }) => pointer)).toEqual(pointers)
    }
    for (const list of ['contacts', 'invoices', 'payments', 'events', 'ledger/entries', 'payment-links'])
      expect([list, (await shop.api('GET', `/${list}`)).body.data]).toEqual([list, []])
    expect((await productOf(shop, 'AMUL-MILK-1L')).stock).toBe(1000)
    expect((await sell(shop, documented)).body.invoice_no).toMatch(/-00001$/)
    await expectCleanBooks(shop)
  })

  test('for too little stock names each line that comes too late, with what is there for it', async () => {
    const shop = await openTenant()
    const [few, many] = [await newProduct(shop, { stock: 5 }), await newProduct(shop, { stock: 100 })]
    const items = [
      { sku: few.sku, qty: 3 },
      { sku: many.sku, qty: 100 },
      { catalog_item_id: few.id, qty: 2.5 },
      { sku: few.sku, qty: 2 },
      { catalog_item_id: many.id, qty: 0.001 },
      { description: 'Bag', qty: 9, rate: 1 },
    ]
    const { body } = await sell(shop, { items, payment: { mode: 'cash', amount: 1 } })
    const store_id = (await shop.api('GET', '/stores')).body.data[0].id
    const fewOf = { product_id: few.id, sku: few.sku, store_id }
    expect(body).toMatchObject({ code: 'insufficient_stock', retryable: false })
    expect(body.shortages).toEqual([
      { ...fewOf, pointer: '/items/2/qty', available: 2, requested: 2.5 },
      {
        product_id: many.id,
        sku: many.sku,
        store_id,
        pointer: '/items/4/qty',
        available: 0,
        requested: 0.001,
      },
    ])
  })

  test('for the payment says what the sale comes to', async () => {
    const shop = await openShop()
    const payment = { mode: 'cash', amount_minor: 22_001 }
    const { body } = await sell(shop, { ...documented, payment })
    expect(body).toMatchObject({ code: 'overpayment', amount_due_minor: 22_000 })
    expect(body.errors).toMatchObject([{ pointer: '/payment/amount_minor' }])
  })

  test('in a draft: no store is named', async () => {
    const shop = await openShop()
    const store_id = await newStore(shop)
    const { payment: _, ...draft } = documented
    const { status, body } = await sell(shop, { ...draft, store_id })
    expect([status, body.errors]).toMatchObject([422, [{ pointer: '/store_id', code: 'needs_payment' }]])
  })
})

describe('stock', () => {
  test('is taken from the store that is named, each line a movement that names its sale', async () => {
    const shop = await openTenant()
    const { id, sku } = await newProduct(shop, { stock: 50 })
    const store_id = await newStore(shop)
    const came = { quantity: 4, reason: 'received', store_id }
    await shop.api('POST', `/inventory/${id}/adjustments`, { body: came })
    const items = [1.25, 2].map((qty) => ({ sku, qty, rate: 100 }))
    const payment = { mode: 'cash', amount: 325 }
    const { body } = await sell(shop, { items, payment, store_id })
    expect(body.store_id).toBe(store_id)
    expect((await inventoryOf(shop, id)).stores.map(({ stock }: { stock: number }) => stock)).toEqual([
      50, 0.75,
    ])
    expect((await historyOf(shop, id)).slice(2)).toMatchObject(
      [-1.25, -2].map((quantity, n) => ({
        kind: 'sale',
        quantity,
        stock_after: n === 0 ? 2.75 : 0.75,
        store_id,
        invoice_id: body.id,
        invoice_item_id: body.items[n].id,
        credit_note_id: null,
        reason: null,
      })),
    )
    const more = await sell(shop, { items: [{ sku, qty: 4 }], payment, store_id })
    expect(more.body.code).toBe('insufficient_stock')
  })

  test('is taken by sales alone: a sent invoice leaves it', async () => {
    const shop = await openShop()
    const { payment: _, ...draft } = documented
    const { body } = await sell(shop, draft)
    await shop.api('POST', `/invoices/${body.id}/send`)
    expect((await productOf(shop, 'AMUL-MILK-1L')).stock).toBe(1000)
    await expectCleanBooks(shop)
  })

  test('goes below 0 where the product allows backorder', async () => {
    const shop = await openTenant()
    const { id, sku } = await newProduct(shop, { stock: 1, allow_backorder: true })
    const sale = { items: [{ sku, qty: 3 }], payment: { mode: 'cash', amount: 300 } }
    expect((await sell(shop, sale)).status).toBe(201)
    expect((await inventoryOf(shop, id)).stock).toBe(-2)
    await expectCleanBooks(shop)
  })

  test('that falls low is told of once, behind all else, however many lines take it', async () => {
    const shop = await openTenant()
    const { id, sku } = await newProduct(shop, { stock: 10, low_stock_level: 8 })
    const items = [1, 1, 1].map((qty) => ({ sku, qty, rate: 100 }))
    const sale = { items, payment: { mode: 'cash', amount: 300 } }
    await sell(shop, sale)
    await sell(shop, sale)
    const once = ['invoice.created', 'payment.recorded', 'invoice.paid']
    expect(await eventTypes(shop)).toEqual([...once, 'stock.low', ...once])
    const { body } = await shop.api('GET', `/events?resource=${id}`)
    expect(body.data).toMatchObject([{ type: 'stock.low', data: { stock: 7, is_low: true } }])
  })

  test('a sale needs no customer, and takes a contact by its id', async () => {
    const shop = await openTenant()
    const { sku } = await newProduct(shop)
    const sale = { items: [{ sku, qty: 1 }], payment: { mode: 'other', amount_minor: 10_000 } }
    expect((await sell(shop, sale)).body).toMatchObject({ status: 'paid', contact_id: null, customer: null })
    const { body: contact } = await shop.api('POST', '/contacts', { body: { name: 'Asha', state: 'KA' } })
    const named = await sell(shop, { ...sale, contact_id: contact.id })
    expect(named.body).toMatchObject({ contact_id: contact.id, customer: { name: 'Asha' } })
  })
})
