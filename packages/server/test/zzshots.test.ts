import { test } from 'vitest'
import { phone, useBrowser } from './support/browser.ts'
import { useServer } from './support/harness.ts'
const tools = useServer()
const open = useBrowser()
test('shots', async () => {
  const { url } = await tools.server.listen()
  const t = await tools.openTenant({ name: 'Nilgiri Kitchens & Co' })
  const c = (await t.api('POST', '/contacts', { body: { name: 'Rahul Kumar', phone: '+919876543210', state: 'KA' } })).body
  const items = [{ description: 'Modular kitchen, L-shaped, with soft-close drawers', qty: 1, rate: 184500, tax_rate: 18, hsn_code: '9403' }, { description: 'Installation', qty: 6.5, rate: 850, tax_rate: 18 }, { description: 'Delivery', qty: 1, rate: 1200, tax_rate: 5, tax_inclusive: true }]
  const inv = (await t.api('POST', '/invoices', { body: { contact_id: c.id, items, due_in_days: 7 } })).body
  const sent = (await t.api('POST', `/invoices/${inv.id}/send`)).body
  await t.api('POST', `/invoices/${inv.id}/payments`, { body: { mode: 'cash', amount: 50000 } })
  const link = (await t.api('POST', '/payment-links', { body: { amount: 68, description: 'Advance for the kitchen', accept_partial: true, expires_at: new Date(Date.now() + 9e7).toISOString() } })).body
  const p = await (await open(phone)).newPage()
  const d = await (await open({ viewport: { width: 1280, height: 900 } })).newPage()
  const dark = await (await open({ ...phone, colorScheme: 'dark' })).newPage()
  await p.goto(link.url); await p.screenshot({ path: '/tmp/shots/p-open.png', fullPage: true })
  await d.goto(link.url); await d.screenshot({ path: '/tmp/shots/d-open.png' })
  await p.getByRole('button', { name: /Pay/ }).click()
  await p.screenshot({ path: '/tmp/shots/p-methods.png', fullPage: true })
  await p.getByText('Card', { exact: true }).click()
  await p.screenshot({ path: '/tmp/shots/p-card.png', fullPage: true })
  await p.getByText('UPI', { exact: true }).click()
  await p.getByLabel('UPI ID').fill('failure@upi')
  await p.getByRole('button', { name: /UPI/ }).click()
  await p.screenshot({ path: '/tmp/shots/p-failed.png', fullPage: true })
  await dark.goto(p.url()); await dark.screenshot({ path: '/tmp/shots/dark.png', fullPage: true })
  await p.getByRole('button', { name: /UPI/ }).click()
  await p.waitForURL(/\/p\//)
  await p.screenshot({ path: '/tmp/shots/p-paid.png', fullPage: true })
  await p.goto(sent.hosted_url); await p.screenshot({ path: '/tmp/shots/p-inv.png', fullPage: true })
  await d.goto(sent.hosted_url); await d.screenshot({ path: '/tmp/shots/d-inv.png', fullPage: true })
  await d.emulateMedia({ media: 'print' })
  await d.pdf({ path: '/tmp/shots/inv.pdf', format: 'A4' })
  await d.setViewportSize({ width: 794, height: 1123 }); await d.screenshot({ path: '/tmp/shots/print.png' })
  console.log(p.url())
  void url
}, 120000)
