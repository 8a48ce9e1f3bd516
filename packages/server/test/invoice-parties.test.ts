import { expect, test } from 'vitest'
import { sentInvoice } from './support/books.ts'
import { type TestTenant, useServer } from './support/harness.ts'
import { sell } from './support/stock.ts'

const { openTenant } = useServer()

const addressIn = (city: string) => ({
  line1: '12 Market Road',
  line2: null,
  city,
  postal_code: '560001',
  country: 'IN',
})
const acme = { name: 'Acme', address: addressIn('Bengaluru'), tax_id: '29ABCDE1234F1Z5' }
const asha = { name: 'Asha', address: addressIn('Mysuru'), tax_id: '29PQRSX5678K1Z1' }
const items = [{ description: 'Chair', qty: 3, rate: 33.33, tax_rate: 18 }]

/** A tenant of Karnataka with all that an invoice tells of it, and its customer there. */
async function openParties() {
  const tenant = await openTenant({ state: 'KA' })
  await tenant.api('PATCH', '/tenant', { body: acme })
  const { body: contact } = await tenant.api('POST', '/contacts', { body: { ...asha, state: 'KA' } })
  return { tenant, contactId: contact.id as string }
}

async function move({ api }: TestTenant, contactId: string) {
  const moved = { name: 'Elsewhere', address: addressIn('Pune'), tax_id: null }
  await api('PATCH', '/tenant', { body: { ...moved, state: 'MH' } })
  await api('PATCH', `/contacts/${contactId}`, { body: { ...moved, state: null } })
}

test('send: seller, customer and place of supply are those of that moment, whatever becomes of them', async () => {
  const { tenant, contactId } = await openParties()
  const sent = await sentInvoice(tenant, [], { items, contact_id: contactId })
  expect(sent).toMatchObject({ seller: acme, customer: { ...asha, phone: null }, place_of_supply: 'KA' })
  expect(sent.taxes.map(({ name }: { name: string }) => name)).toEqual(['CGST', 'SGST'])
  await move(tenant, contactId)
  expect((await tenant.api('GET', `/invoices/${sent.id}`)).body).toEqual(sent)
  const { body: events } = await tenant.api('GET', '/events?type=invoice.sent')
  expect(events.data[0].data).toMatchObject({ seller: acme, customer: asha })
})

test('send: what changed since the draft is told as it is now, and the taxes are named by it', async () => {
  const { tenant, contactId } = await openParties()
  const body = { items, contact_id: contactId }
  const { body: draft } = await tenant.api('POST', '/invoices', { body })
  expect(draft).toMatchObject({ seller: null, customer: asha, place_of_supply: null })
  await tenant.api('PATCH', `/contacts/${contactId}`, { body: { name: 'Asha & Sons', state: 'TN' } })
  expect((await tenant.api('GET', `/invoices/${draft.id}`)).body).toEqual(draft)
  const { body: sent } = await tenant.api('POST', `/invoices/${draft.id}/send`)
  expect(sent).toMatchObject({
    customer: { ...asha, name: 'Asha & Sons' },
    place_of_supply: 'TN',
    taxes: [{ name: 'IGST', rate: 18, base_minor: 9999, amount_minor: 1800 }],
    total_minor: draft.total_minor,
  })
})

test('a sale tells seller and customer as they were at the till', async () => {
  const { tenant, contactId } = await openParties()
  const sale = { items, contact_id: contactId, payment: { mode: 'cash', amount: 99.99 } }
  const { body: sold } = await sell(tenant, sale)
  expect(sold).toMatchObject({ status: 'paid', seller: acme, customer: asha, place_of_supply: 'KA' })
  await move(tenant, contactId)
  expect((await tenant.api('GET', `/invoices/${sold.id}`)).body).toEqual(sold)
})

test('the place of supply is told only of what is taxed by it', async () => {
  const { tenant, contactId } = await openParties()
  const sent = (body: object) => sentInvoice(tenant, [100], body)
  expect(await sent({ items })).toMatchObject({ seller: acme, customer: null, place_of_supply: null })
  expect(await sent({ contact_id: contactId })).toMatchObject({ customer: asha, place_of_supply: null })
  await tenant.api('PATCH', '/tenant', { body: { state: null } })
  expect(await sent({ items, contact_id: contactId })).toMatchObject({
    customer: asha,
    place_of_supply: null,
    taxes: [{ name: 'Tax' }],
  })
})

test('a publishable key reads neither side', async () => {
  const { tenant, contactId } = await openParties()
  const { id } = await sentInvoice(tenant, [], { items, contact_id: contactId })
  const key = tenant.keys.test.publishable
  const { status, text } = await tenant.api('GET', `/invoices/${id}`, { key })
  expect(status).toBe(200)
  for (const told of ['seller', 'customer', 'place_of_supply', 'Market Road', acme.tax_id, asha.tax_id])
    expect(text).not.toContain(told)
  expect((await tenant.api('GET', '/tenant', { key })).body.code).toBe('publishable_key')
})
