import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Billing, Event } from '../src/index.ts'
import { served } from './served.ts'

/** The payloads as docs/events.md shows them, by type. */
const page = readFileSync(new URL('../../../docs/events.md', import.meta.url), 'utf8')
const documented = new Map<string, Event>(
  [...page.matchAll(/^```json\n(.*?)\n```$/gms)].map(([, text = '']) => {
    const event: Event = JSON.parse(text)
    return [event.type, event]
  }),
)

let server: Awaited<ReturnType<typeof served>>
const happened = new Map<string, Event>()

beforeAll(async () => {
  server = await served('in process')
  await story(server.billing)
  for (const event of await server.billing.events.list().toArray({ limit: 200 })) {
    if (!happened.has(event.type)) happened.set(event.type, event)
  }
})
afterAll(() => server.close())

test.each([...documented.keys()])('%s is documented as it happens, each member with its value', (type) => {
  expect(shown(documented.get(type))).toEqual(shown(happened.get(type)))
})

/** What the documentation tells, done. The last event of each type is the one that is shown. */
async function story(billing: Billing): Promise<void> {
  const { testHelpers } = billing
  const endpoint = { url: 'https://example.com/webhooks', event_types: ['invoice.created', 'invoice.sent'] }
  await testHelpers.trigger({ type: 'webhook_endpoint.disabled' })
  await testHelpers.trigger({ type: 'payment_link.paid' })
  await billing.webhookEndpoints.test((await billing.webhookEndpoints.create(endpoint)).id)
  const address = { line1: '12 Market Road', city: 'Bengaluru', postal_code: '560001', country: 'IN' }
  await billing.tenant.update({ address, tax_id: '29ABCDE1234F1Z5' })
  const person = { name: 'Rahul K.', phone: '+919876543210', email: 'rahul@example.com', state: 'KA' }
  const { id: contact_id } = await billing.contacts.create(person)
  const milk = { sku: 'AMUL-MILK-1L', name: 'Amul milk, 1 litre', rate: 68, hsn_code: '0401' }
  const stocked = { ...milk, stock: 2, low_stock_level: 1 }
  const { id: catalog_item_id } = await billing.products.create(stocked)
  await billing.inventory.adjust(catalog_item_id, { quantity: -1, reason: 'damaged' })
  const sent = async () => {
    const items = [{ catalog_item_id, qty: 1 }]
    const { id } = await billing.invoices.create({ contact_id, items, due_in_days: 7 })
    await billing.invoices.send(id)
    return id
  }
  await billing.invoices.void(await sent())
  const expires_at = new Date(Date.now() + 86_400_000).toISOString()
  await billing.paymentLinks.create({
    amount: 68,
    description: 'Advance for the kitchen',
    contact_id,
    expires_at,
  })
  await sent()
  await testHelpers.clock.advance({ by: '11 days' })
  const invoice_id = await sent()
  const paid = await billing.payments.create(invoice_id, { mode: 'upi', amount: 68, reference: 'UTR2291' })
  await billing.creditNotes.create({ invoice_id, reason: 'Returned unopened' })
  await billing.payments.refund(paid.id)
}

/** Without what differs from run to run: ids keep their prefix, numbers of invoices their form. */
function shown(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => shown(item, name))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shown(member, key)]))
  }
  if (typeof value === 'number') return name === 'sequence' ? 'sequence' : value
  if (typeof value !== 'string') return value
  return value
    .replace(/^([a-z]{2,3})_[0-9A-Z]{26}$/, '$1_…')
    .replace(/^([A-Z]{3})-\d{4}-\d{5}$/, '$1-…')
    .replace(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/, 'a time')
    .replace(/^https?:.*$/, 'an address')
}
