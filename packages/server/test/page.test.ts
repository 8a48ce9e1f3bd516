import { verifySignature } from '@bahi/webhooks'
import { expect, test } from 'vitest'
import { type TestTenant, useServer } from './support/harness.ts'
import { getPage, payByUpi, postAndSee, postForm, pressPay, visibleText } from './support/pay.ts'

const tools = useServer()
const { openTenant } = tools

const link = async ({ api }: TestTenant, body: object = {}) =>
  (await api('POST', '/payment-links', { body: { amount: 68, ...body } })).body

const sentInvoice = async ({ api }: TestTenant, body: object = {}) => {
  const items = [{ description: 'Work', qty: 1, rate: 100 }]
  const { id } = (await api('POST', '/invoices', { body: { items, ...body } })).body
  return (await api('POST', `/invoices/${id}/send`)).body
}

const linkOf = async ({ api }: TestTenant, invoice: { payment_link_id: string }) =>
  (await api('GET', `/payment-links/${invoice.payment_link_id}`)).body

const payments = async ({ api }: TestTenant) => (await api('GET', '/payments')).body.data
const clean = async ({ api }: TestTenant) =>
  expect((await api('GET', '/audit')).body).toMatchObject({ clean: true })

const hostile = `</title><script>alert(1)</script><img src=x onerror=alert(2)>" onmouseover="alert(3)&amp;`

test('what people wrote is text, whatever it looks like', async () => {
  const tenant = await openTenant({ name: hostile.slice(0, 60) })
  const address = { line1: hostile, line2: hostile, city: hostile.slice(0, 100), postal_code: '<script>' }
  await tenant.api('PATCH', '/tenant', { body: { address, tax_id: hostile.slice(8, 40) } })
  const person = { name: hostile, address, tax_id: hostile.slice(0, 40) }
  const contact = (await tenant.api('POST', '/contacts', { body: person })).body
  const items = [{ description: hostile, qty: 1, rate: 100 }]
  const invoice = await sentInvoice(tenant, { contact_id: contact.id, items })
  const { url } = await link(tenant, { description: hostile })
  for (const address of [url, invoice.hosted_url, await pressPay(tools.server, url)]) {
    const { text, status } = await getPage(tools.server, address)
    expect(status).toBe(200)
    expect(text).not.toMatch(/<script|<img|" onmouseover/)
    expect(text).toContain('&lt;script&gt;')
  }
})

test('the page of a sale says when it was sold, and that it is paid', async () => {
  const { api } = await openTenant()
  const items = [{ description: 'Tea', qty: 1, rate: 20 }]
  const { body: sale } = await api('POST', '/invoices', {
    body: { items, payment: { mode: 'cash', amount: 20 } },
  })
  const text = visibleText((await getPage(tools.server, sale.hosted_url)).text)
  expect(text).toContain(sale.invoice_no)
  expect(text).toMatch(/Paid/)
  expect(text).toMatch(/Date \d/)
})

test('an invoice shows its HSN codes, every tax by name, and what they add up to', async () => {
  const tenant = await openTenant({ state: 'KA' })
  const contact = (await tenant.api('POST', '/contacts', { body: { name: 'Asha', state: 'KA' } })).body
  const items = [
    { description: 'Chair', qty: 3, rate: 33.33, tax_rate: 18, hsn_code: '9403' },
    { description: 'Tea', qty: 1, rate: 10.5, tax_rate: 5, tax_inclusive: true, hsn_code: '0902' },
    { description: 'Advice', qty: 1, rate: 1, tax_rate: 0 },
  ]
  const { hosted_url } = await sentInvoice(tenant, { contact_id: contact.id, items })
  const seen = visibleText((await getPage(tools.server, hosted_url)).text)
  for (const told of ['HSN 9403', 'HSN 0902', '18 %', '5 % included', '5 % tax included', '0 %'])
    expect(seen).toContain(told)
  const sums = [
    ['Before tax', '₹110.99'],
    ['CGST 2.5 %', '₹0.25'],
    ['SGST 2.5 %', '₹0.25'],
    ['CGST 9 %', '₹9.00'],
    ['SGST 9 %', '₹9.00'],
    ['Total', '₹129.49'],
  ]
  expect(seen).toContain(sums.flat().join(' '))
})

test('an invoice shows both sides as they were at sending, and where it is taxed', async () => {
  const tenant = await openTenant({ name: 'Nilgiri Kitchens', state: 'KA' })
  const street = { line1: '12 Market Road', line2: 'Near\nTown Hall', city: 'Mysuru', postal_code: '570001' }
  await tenant.api('PATCH', '/tenant', { body: { address: street, tax_id: '29ABCDE1234F1Z5' } })
  const buyer = { name: 'Möbel GmbH', state: 'MH', address: { country: 'DE' }, tax_id: 'DE123456789' }
  const contact = (await tenant.api('POST', '/contacts', { body: buyer })).body
  const items = [{ description: 'Chair', qty: 1, rate: 100, tax_rate: 18 }]
  const { hosted_url } = await sentInvoice(tenant, { contact_id: contact.id, items })
  await tenant.api('PATCH', '/tenant', { body: { name: 'Moved', address: null, tax_id: null, state: null } })
  await tenant.api('PATCH', `/contacts/${contact.id}`, { body: { name: 'Moved', address: null } })
  const { text } = await getPage(tools.server, hosted_url)
  const seen = visibleText(text)
  expect(seen).not.toContain('Moved')
  for (const told of [
    'Nilgiri Kitchens 12 Market Road Near Town Hall Mysuru 570001 GSTIN 29ABCDE1234F1Z5',
    'For Möbel GmbH Germany Tax id DE123456789',
    'Place of supply Maharashtra (MH)',
  ])
    expect(seen).toContain(told)
})

test('an invoice without customer, states or particulars shows none of them', async () => {
  const tenant = await openTenant({ name: 'Nilgiri Kitchens' })
  const person = { phone: '+919876543210', address: {} }
  const contact = (await tenant.api('POST', '/customers', { body: person })).body
  for (const contact_id of [null, contact.id]) {
    const { hosted_url } = await sentInvoice(tenant, { contact_id })
    const seen = visibleText((await getPage(tools.server, hosted_url)).text)
    expect(seen).toMatch(/Invoice from Nilgiri Kitchens Invoice INV/)
    for (const untold of ['For', 'Tax id', 'GSTIN', 'Place of supply']) expect(seen).not.toContain(untold)
  }
})

test('every page forbids scripts, frames and anything from elsewhere', async () => {
  const tenant = await openTenant()
  const { url } = await link(tenant)
  const { hosted_url } = await sentInvoice(tenant)
  for (const address of [url, hosted_url, await pressPay(tools.server, url), 'http://bahi.test/p/nothing']) {
    const { headers } = await tools.server.fetch(address)
    const policy = headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|script-src/)
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  }
})

test('an address that was not signed is the same 404, whatever is wrong with it', async () => {
  const tenant = await openTenant()
  const { url } = await link(tenant)
  const { hosted_url } = await sentInvoice(tenant)
  const token = url.split('/').at(-1) ?? ''
  const paths = [
    '/p/nothing',
    `/p/${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
    `/p/l${token.slice(1)}`,
    `/p/${hosted_url.split('/').at(-1)}`,
    `/i/${token}`,
    `/p/${token}x`,
    `/gateway/simulated/${token}/plink_x`,
  ]
  const pages = await Promise.all(paths.map((path) => getPage(tools.server, path)))
  expect(new Set(pages.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
  expect(pages[0]).toMatchObject({ status: 404 })
})

test('an invoice whose payment link was cancelled offers no payment that it would then refuse', async () => {
  const tenant = await openTenant()
  const invoice = await sentInvoice(tenant)
  const shown = async () => visibleText((await getPage(tools.server, invoice.hosted_url)).text)
  expect(await shown()).toContain('Pay ₹100.00')
  await tenant.api('POST', `/payment-links/${invoice.payment_link_id}/cancel`)
  expect(await shown()).not.toContain('Pay ₹')
  expect(await shown()).toContain('Online payment is not offered here. Ask Acme how to pay.')
})

test('an address with something behind it is the same page for people, and the way to pay leads back', async () => {
  const tenant = await openTenant()
  const invoice = await sentInvoice(tenant)
  const { url } = await link(tenant)
  const nowhere = (await getPage(tools.server, '/p/nosuch')).text
  const gateway = await pressPay(tools.server, url)
  const cut = ['/gateway/simulated', new URL('.', gateway).href, `${gateway}/`]
  for (const address of [
    `${url}/`,
    `${url}/x/y`,
    `${invoice.hosted_url}/`,
    '/p/',
    '/i/',
    '/p',
    '/i',
    ...cut,
  ]) {
    const { status, text } = await getPage(tools.server, address)
    expect([address, status, text]).toEqual([address, 404, nowhere])
  }
  // whoever opens the form's own address again, as browsers do that come back after a while
  const { status, location } = await getPage(tools.server, `${url}/pay`)
  expect([status, location]).toEqual([303, new URL(url).pathname])
  expect((await getPage(tools.server, '/p/nosuch/pay')).text).toBe(nowhere)
})

test('the same form sent many times at once pays once', async () => {
  const tenant = await openTenant()
  const { url } = await link(tenant, { accept_partial: true })
  const gateway = await pressPay(tools.server, url)
  const form = { method: 'upi', vpa: 'success@upi', attempt: 'one', amount: '20' }
  const answers = await Promise.all(Array.from({ length: 5 }, () => postForm(tools.server, gateway, form)))
  expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(303))
  expect(await payments(tenant)).toMatchObject([{ amount_minor: 2000 }])
  await clean(tenant)
})

test('in parts: each is recorded, the rest stays due, and the last one closes the link', async () => {
  const tenant = await openTenant()
  const { id, url } = await link(tenant, { accept_partial: true })
  const gateway = await pressPay(tools.server, url)
  const pay = (amount: string) =>
    postForm(tools.server, gateway, { method: 'upi', vpa: 'success@upi', amount, attempt: amount })
  await pay('28')
  expect((await tenant.api('GET', `/payment-links/${id}`)).body).toMatchObject({
    status: 'partially_paid',
    amount_paid_minor: 2800,
  })
  for (const amount of ['40.01', '0.001'])
    expect(visibleText((await getPage(tools.server, (await pay(amount)).location)).text)).toContain(
      'up to what is due',
    )
  await pay('40')
  expect((await tenant.api('GET', `/payment-links/${id}`)).body.status).toBe('paid')
  expect((await tenant.api('GET', '/events?type=payment_link.paid')).body.data).toHaveLength(1)
  await clean(tenant)
})

test('a closed link takes no press and says why', async () => {
  const tenant = await openTenant()
  const paid = await link(tenant)
  await payByUpi(tools.server, paid.url)
  const cancelled = await link(tenant)
  await tenant.api('POST', `/payment-links/${cancelled.id}/cancel`)
  const expired = await link(tenant, { expires_at: new Date(Date.now() + 3_600_000).toISOString() })
  await tenant.api('POST', '/test/clock/advance', { body: { by: '2 hours' } })
  const outcomes = { 'Paid. Thank you': paid, 'was cancelled': cancelled, 'has expired': expired }
  for (const [words, { url }] of Object.entries(outcomes)) {
    const { text } = await getPage(tools.server, url)
    expect(visibleText(text)).toContain(words)
    expect(text).not.toContain('<button')
    expect(await pressPay(tools.server, url)).toBe(new URL(url).pathname)
  }
})

test('at the gateway too a closed link takes no press, and its address says why', async () => {
  const tenant = await openTenant()
  const { url } = await link(tenant)
  const gateway = await pressPay(tools.server, url)
  await payByUpi(tools.server, url)
  const late = await postAndSee(tools.server, gateway, { method: 'upi', vpa: 'success@upi', attempt: '2' })
  expect(late.address).toBe(new URL(gateway).pathname)
  expect(visibleText(late.text)).toContain('This was paid already')
  expect(await payments(tenant)).toHaveLength(1)
})

test('callback_url: the payer comes back to the merchant with what webhook secrets have signed', async () => {
  const tenant = await openTenant()
  const endpoint = { url: 'http://127.0.0.1:9/hooks', event_types: ['payment_link.paid'] }
  const { secret } = (await tenant.api('POST', '/webhooks', { body: endpoint })).body
  const { id, url } = await link(tenant, { callback_url: 'https://shop.example/thanks?order=7' })
  const back = new URL(await payByUpi(tools.server, url))
  expect(`${back.origin}${back.pathname}`).toBe('https://shop.example/thanks')
  const query = Object.fromEntries(back.searchParams)
  const [payment] = await payments(tenant)
  expect(query).toMatchObject({
    order: '7',
    payment_link_id: id,
    payment_link_status: 'paid',
    payment_id: payment.id,
  })
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': query.timestamp,
    'webhook-signature': query.signature,
  }
  verifySignature(`${id}|paid|${payment.id}`, headers, [secret])
  expect(() => verifySignature(`${id}|open|${payment.id}`, headers, [secret])).toThrow()
})

test('the invoice page names how each payment came, and the reference under which its payer finds it', async () => {
  const tenant = await openTenant()
  const invoice = await sentInvoice(tenant)
  const pay = (body: object) => tenant.api('POST', `/invoices/${invoice.id}/payments`, { body })
  await pay({ mode: 'upi', amount: 60, reference: 'UTR2291' })
  await pay({ mode: 'cash', amount: 40 })
  const { text } = await getPage(tools.server, invoice.hosted_url)
  expect(visibleText(text)).toContain('₹60.00, by UPI, reference UTR2291')
  expect(text).toContain('₹40.00, in cash<')
})

test('a link payment raced with a manual one: both are recorded, the surplus is credit', async () => {
  const tenant = await openTenant()
  const invoice = await sentInvoice(tenant)
  const { url } = await linkOf(tenant, invoice)
  const gateway = await pressPay(tools.server, url)
  const [, manual] = await Promise.all([
    postForm(tools.server, gateway, { method: 'upi', vpa: 'success@upi', attempt: '1' }),
    tenant.api('POST', `/invoices/${invoice.id}/payments`, { body: { mode: 'cash', amount: 100 } }),
  ])
  expect([201, 409]).toContain(manual.status)
  const all = await payments(tenant)
  expect(all).toHaveLength(manual.status === 201 ? 2 : 1)
  expect((await tenant.api('GET', `/invoices/${invoice.id}`)).body).toMatchObject({
    status: 'paid',
    amount_paid_minor: 10_000,
    amount_due_minor: 0,
  })
  await clean(tenant)
})

test('a link paid just as its invoice is voided: nothing is lost', async () => {
  for (let round = 0; round < 4; round += 1) {
    const tenant = await openTenant()
    const invoice = await sentInvoice(tenant)
    const { id, url } = await linkOf(tenant, invoice)
    const gateway = await pressPay(tools.server, url)
    const [, voided] = await Promise.all([
      postForm(tools.server, gateway, { method: 'upi', vpa: 'success@upi', attempt: '1' }),
      tenant.api('POST', `/invoices/${invoice.id}/void`),
    ])
    expect([200, 409]).toContain(voided.status)
    expect(await payments(tenant)).toMatchObject([{ amount_minor: 10_000, payment_link_id: id }])
    const after = (await tenant.api('GET', `/invoices/${invoice.id}`)).body
    expect(after.status).toBe(voided.status === 200 ? 'void' : 'paid')
    await clean(tenant)
  }
})

test('a link paid after it expired, was cancelled or its invoice was voided is credited, and can be refunded', async () => {
  const tenant = await openTenant()
  const invoice = await sentInvoice(tenant)
  const links = [
    await link(tenant, { expires_at: new Date(Date.now() + 3_600_000).toISOString() }),
    await link(tenant),
    await linkOf(tenant, invoice),
  ]
  const gateways = await Promise.all(links.map(({ url }) => pressPay(tools.server, url)))
  await tenant.api('POST', `/payment-links/${links[1].id}/cancel`)
  await tenant.api('POST', `/invoices/${invoice.id}/void`)
  // theirs closes a minute after ours: the payer is in that minute
  await tenant.api('POST', '/test/clock/advance', { body: { by: '60 minutes' } })
  for (const gateway of gateways)
    await postForm(tools.server, gateway, { method: 'upi', vpa: 'success@upi', attempt: '1' })
  const all = await payments(tenant)
  expect(all.length).toBeGreaterThanOrEqual(2)
  expect((await tenant.api('GET', `/invoices/${invoice.id}`)).body.status).toBe('void')
  for (const { id } of all) {
    expect((await tenant.api('POST', `/payments/${id}/refunds`, { body: {} })).status).toBe(201)
  }
  const refunds = async () =>
    (await payments(tenant)).flatMap((payment: { refunds: { status: string }[] }) => payment.refunds)
  // Another test's worker may be at it, on a database that they share.
  await expect
    .poll(async () => (await refunds()).map(({ status }: { status: string }) => status), { timeout: 10_000 })
    .toEqual(all.map(() => 'succeeded'))
  await clean(tenant)
})
