import { expect, test } from 'vitest'
import { credit, pay, sentInvoice } from './support/books.ts'
import { type TestTenant, useServer } from './support/harness.ts'
import { getPage, payByUpi, postForm, pressPay, visibleText } from './support/pay.ts'

const tools = useServer()
const { openTenant } = tools

const seen = async (url: string) => visibleText((await getPage(tools.server, url)).text)

/** An invoice of 100 and two of its links, both opened at the gateway by somebody while all of it was due. */
async function openTwice(tenant: TestTenant) {
  const invoice = await sentInvoice(tenant)
  const { body: one } = await tenant.api('GET', `/payment-links/${invoice.payment_link_id}`)
  const { body: other } = await tenant.api('POST', '/payment-links', { body: { invoice_id: invoice.id } })
  const links = [one, other].map(async ({ url }: { url: string }) => ({
    url,
    gateway: await pressPay(tools.server, url),
  }))
  const [first, second] = await Promise.all(links)
  if (first === undefined || second === undefined) throw new Error('There are two links.')
  return { invoice, first, second }
}

/** Pays at the gateway and comes back, as a browser does. */
async function payAt({ gateway }: { gateway: string }) {
  const form = { method: 'upi', vpa: 'success@upi', attempt: crypto.randomUUID() }
  const { location } = await postForm(tools.server, gateway, form)
  return (await getPage(tools.server, location)).location
}

async function sendBack(tenant: TestTenant, amountMinor: number) {
  const [payment] = (await tenant.api('GET', '/payments?mode=gateway')).body.data
  const { status } = await tenant.api('POST', `/payments/${payment.id}/refunds`, {
    body: { amount_minor: amountMinor },
  })
  expect(status).toBe(201)
}

test('two links of one invoice are both paid: the second payer reads that it is kept as credit', async () => {
  const tenant = await openTenant()
  const { invoice, first, second } = await openTwice(tenant)
  await payAt(first)
  await payAt(second)
  expect(await seen(first.url)).not.toContain('credit')
  expect(await seen(second.url)).toContain(
    `Paid. Thank you: nothing more is to be paid here. The ₹100.00 that was paid here was not needed for invoice ${invoice.invoice_no}. ` +
      'It is kept as your credit with Acme, who can send it back to you.',
  )
  const page = await seen(invoice.hosted_url)
  expect(page).toMatch(
    /₹100\.00, online, reference pay_\w+ \d+ \w+ \d{4} ₹100\.00, online, reference pay_\w+, none of it for this invoice/,
  )
  expect(page).toContain('₹100.00 is kept as your credit with Acme, who can send it back to you.')
})

test('a payment of more than was still due says how much of it paid the invoice, and how much is kept', async () => {
  const tenant = await openTenant()
  const { invoice, first } = await openTwice(tenant)
  await pay(tenant, invoice.id, { mode: 'cash', amount: 40 })
  await payAt(first)
  expect(await seen(first.url)).toContain(
    `Of the ₹100.00 that was paid here, invoice ${invoice.invoice_no} needed ₹60.00. ` +
      'The other ₹40.00 is kept as your credit with Acme, who can send it back to you.',
  )
  const page = await seen(invoice.hosted_url)
  expect(page).toMatch(/₹100\.00, online, reference pay_\w+, ₹60\.00 of it for this invoice/)
  expect(page).toContain('₹40.00 is kept as your credit with Acme')
})

test('what has gone back of a surplus is told as such', async () => {
  const tenant = await openTenant()
  const { invoice, first } = await openTwice(tenant)
  await pay(tenant, invoice.id, { mode: 'cash', amount: 40 })
  await payAt(first)
  await sendBack(tenant, 1500)
  await tools.server.settle()
  expect(await seen(first.url)).toContain(
    'Of the other ₹40.00, ₹15.00 has been sent back to you, and ₹25.00 is kept as your credit with Acme',
  )
  expect(await seen(invoice.hosted_url)).toContain('₹60.00 of it for this invoice, ₹15.00 sent back')
  await sendBack(tenant, 2500)
  await tools.server.settle()
  expect(await seen(first.url)).toContain('The other ₹40.00 has been sent back to you.')
  const page = await seen(invoice.hosted_url)
  expect(page).toContain('₹60.00 of it for this invoice, ₹40.00 sent back')
  expect(page).not.toContain('kept')
})

test('a payment of an invoice that is void by then is kept whole', async () => {
  const tenant = await openTenant()
  const { invoice, first } = await openTwice(tenant)
  await tenant.api('POST', `/invoices/${invoice.id}/void`)
  await payAt(first)
  expect(await seen(first.url)).toContain(
    `The ₹100.00 that was paid here was not needed for invoice ${invoice.invoice_no}. It is kept as your credit`,
  )
  expect(await seen(invoice.hosted_url)).toContain('none of it for this invoice')
})

test('what a credit note freed is kept, and told by the invoice alone', async () => {
  const tenant = await openTenant()
  const { invoice, first } = await openTwice(tenant)
  await payAt(first)
  await credit(tenant, invoice.id, { items: [{ invoice_item_id: invoice.items[0].id, qty: 0.3 }] })
  expect(await seen(first.url)).not.toContain('credit')
  expect(await seen(invoice.hosted_url)).toContain('₹30.00 is kept as your credit with Acme')
})

test('a payment of all that was due, or of no invoice, says nothing of credit', async () => {
  const tenant = await openTenant()
  const { body: advance } = await tenant.api('POST', '/payment-links', { body: { amount: 68 } })
  await payByUpi(tools.server, advance.url)
  const invoice = await sentInvoice(tenant)
  const { body: link } = await tenant.api('GET', `/payment-links/${invoice.payment_link_id}`)
  await payByUpi(tools.server, link.url)
  for (const url of [advance.url, link.url, invoice.hosted_url]) {
    const page = await seen(url)
    expect(page).toMatch(/Paid/)
    expect(page).not.toMatch(/credit|of it for/)
  }
})
