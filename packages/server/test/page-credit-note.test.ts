import { expect, test } from 'vitest'
import { credit, pay, sentInvoice } from './support/books.ts'
import { type TestTenant, useServer } from './support/harness.ts'
import { getPage, visibleText } from './support/pay.ts'

const tools = useServer()
const { openTenant } = tools

const seen = async (url: string) => visibleText((await getPage(tools.server, url)).text)

const items = [
  { description: 'Chair', qty: 3, rate: 33.33, tax_rate: 18, hsn_code: '9403' },
  { description: 'Tea', qty: 1, rate: 10.5, tax_rate: 5, tax_inclusive: true, hsn_code: '0902' },
]

/** An invoice of both sides' particulars, taxed in two parts. */
async function openShop() {
  const tenant = await openTenant({ name: 'Nilgiri Kitchens', state: 'KA' })
  const street = { line1: '12 Market Road', city: 'Mysuru', postal_code: '570001' }
  await tenant.api('PATCH', '/tenant', { body: { address: street, tax_id: '29ABCDE1234F1Z5' } })
  const buyer = { name: 'Asha', state: 'KA', address: { city: 'Hubli' }, tax_id: '29ABCDE9999F1Z5' }
  const { body: contact } = await tenant.api('POST', '/contacts', { body: buyer })
  const invoice = await sentInvoice(tenant, [], { contact_id: contact.id, items })
  return { tenant, invoice }
}

const noteAt = async ({ api }: TestTenant, id: string) => (await api('GET', `/credit-notes/${id}`)).body

test('a credit note has a page: both sides as on its invoice, what it corrects, its part of a line and its taxes', async () => {
  const { tenant, invoice } = await openShop()
  const part = [{ invoice_item_id: invoice.items[0].id, qty: 2 }]
  const { body: note } = await credit(tenant, invoice.id, { items: part, reason: 'Two came broken' })
  expect(note.hosted_url).toMatch(/\/c\/t[0-9A-HJKMNP-TV-Z]{52}[\w-]{22}$/)
  expect(await noteAt(tenant, note.id)).toEqual(note)
  await tenant.api('PATCH', '/tenant', { body: { name: 'Moved', address: null, tax_id: null, state: null } })
  await tenant.api('PATCH', `/contacts/${invoice.contact_id}`, { body: { name: 'Moved', address: null } })
  const { text, status } = await getPage(tools.server, note.hosted_url)
  const page = visibleText(text)
  expect(status).toBe(200)
  expect(page).not.toMatch(/Moved|Tea/)
  for (const told of [
    `Credit note ${note.credit_note_no} – Nilgiri Kitchens`,
    'Credit note from Nilgiri Kitchens 12 Market Road Mysuru 570001 GSTIN 29ABCDE1234F1Z5',
    'For Asha Hubli GSTIN 29ABCDE9999F1Z5',
    `Corrects Invoice ${invoice.invoice_no}`,
    'Place of supply Karnataka (KA)',
    'Reason: Two came broken',
    'HSN 9403',
    'Before tax ₹66.66 CGST 9 % ₹6.00 SGST 9 % ₹6.00 Credited ₹78.66',
    'Off what was to pay ₹78.66',
    note.id,
  ])
    expect(page).toContain(told)
  expect(page).toMatch(/Chair.* 2 .*₹66\.66 .*18 % .*₹78\.66/)
  expect(page).not.toMatch(/To your credit|Sent back|On its way/)
  expect(text).toContain(`href="${new URL(invoice.hosted_url).pathname}"`)
})

test('its page says what became of it: off the claim, to the credit, and back to the payer', async () => {
  const tenant = await openTenant()
  const invoice = await sentInvoice(tenant, [60, 40])
  await pay(tenant, invoice.id, { amount: 70 })
  const [first, second] = invoice.items.map(({ id }: { id: string }) => [{ invoice_item_id: id }])
  const { body: kept } = await credit(tenant, invoice.id, { items: first })
  expect(await seen(kept.hosted_url)).toContain(
    'What became of it Off what was to pay ₹30.00 To your credit ₹30.00',
  )
  const { body: returned } = await credit(tenant, invoice.id, { items: second, refund: true })
  const page = await seen(returned.hosted_url)
  expect(page).toMatch(/To your credit ₹40\.00 Sent back, \d+ \w+ \d{4} ₹40\.00/)
  expect(page).not.toContain('Off what was to pay')
})

test('the page of an invoice lists its credit notes, and how the rest to pay comes about', async () => {
  const { tenant, invoice } = await openShop()
  expect(await seen(invoice.hosted_url)).not.toContain('Credit notes')
  const part = (qty: number) => ({ items: [{ invoice_item_id: invoice.items[0].id, qty }] })
  const { body: one } = await credit(tenant, invoice.id, part(1))
  const { body: other } = await credit(tenant, invoice.id, part(0.5))
  await pay(tenant, invoice.id, { amount: 20 })
  const { text } = await getPage(tools.server, invoice.hosted_url)
  const page = visibleText(text)
  expect(page).toContain('Total ₹128.49 Credited −₹59.00 Paid −₹20.00 Amount due ₹49.49')
  const day = String.raw`\d+ \w+ \d{4}`
  expect(page).toMatch(
    new RegExp(
      `Credit notes ${day} ${one.credit_note_no} , ₹39\\.33 ${day} ${other.credit_note_no} , ₹19\\.67`,
    ),
  )
  for (const { hosted_url } of [one, other]) expect(text).toContain(`href="${new URL(hosted_url).pathname}"`)
})

test('the sums of an invoice add up to what is due when it was credited after it was paid, and when it is void', async () => {
  const tenant = await openTenant()
  const paid = await sentInvoice(tenant)
  await pay(tenant, paid.id, { amount: 100 })
  await credit(tenant, paid.id, { items: [{ invoice_item_id: paid.items[0].id, qty: 0.4 }] })
  expect(await seen(paid.hosted_url)).toContain(
    'Total ₹100.00 Credited −₹40.00 Paid −₹100.00 To your credit ₹40.00 Amount due ₹0.00',
  )
  const voided = await sentInvoice(tenant)
  await tenant.api('POST', `/invoices/${voided.id}/void`)
  expect(await seen(voided.hosted_url)).toContain('Total ₹100.00 Void −₹100.00 Amount due ₹0.00')
})

test('an address of a credit note is as little to be guessed as any other, and forbids as much', async () => {
  const { tenant, invoice } = await openShop()
  const { body: note } = await credit(tenant, invoice.id, {})
  const token = note.hosted_url.split('/').at(-1)
  const nowhere = await getPage(tools.server, '/p/nothing')
  const paths = [
    `/i/${token}`,
    `/c/${invoice.hosted_url.split('/').at(-1)}`,
    `/c/l${token.slice(1)}`,
    '/c/',
    '/c',
    `/c/${token}/`,
    `/c/${note.id}`,
  ]
  for (const path of paths) {
    const { status, text } = await getPage(tools.server, path)
    expect([path, status, text]).toEqual([path, 404, nowhere.text])
  }
  const { headers } = await tools.server.fetch(note.hosted_url)
  expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
})

test('what people wrote on a credit note is text, whatever it looks like', async () => {
  const tenant = await openTenant({ name: '<script>alert(1)</script>' })
  const hostile = `</title><script>alert(1)</script>" onmouseover="alert(3)&amp;`
  const invoice = await sentInvoice(tenant, [], { items: [{ description: hostile, qty: 1, rate: 100 }] })
  const { body: note } = await credit(tenant, invoice.id, { reason: hostile })
  const { text, status } = await getPage(tools.server, note.hosted_url)
  expect(status).toBe(200)
  expect(text).not.toMatch(/<script|" onmouseover/)
  expect(text).toContain('&lt;script&gt;')
})
