import { source } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { credit, pay, sentInvoice } from './support/books.ts'
import { phone, useBrowser } from './support/browser.ts'
import { type TestTenant, useServer } from './support/harness.ts'

declare global {
  /** Axe, once its source has run in the page. */
  var axe: typeof import('axe-core')
}

const tools = useServer()
const openBrowser = useBrowser()

const link = async ({ api }: TestTenant, body: object = {}) =>
  (await api('POST', '/payment-links', { body: { amount: 68, description: 'Advance', ...body } })).body

async function invoiceUrl({ api }: TestTenant, act?: string): Promise<string> {
  const contact = (await api('POST', '/contacts', { body: { name: 'Rahul K.' } })).body
  const items = [{ description: 'Kitchen', qty: 1, rate: 1000, tax_rate: 18, hsn_code: '9403' }]
  const body = { contact_id: contact.id, items, due_in_days: 7 }
  const { id } = (await api('POST', '/invoices', { body })).body
  const { hosted_url } = (await api('POST', `/invoices/${id}/send`)).body
  if (act !== undefined) await api('POST', `/invoices/${id}/${act}`)
  return hosted_url
}

async function credited(tenant: TestTenant) {
  const { id, hosted_url } = await sentInvoice(tenant, [], {
    items: [{ description: 'Kitchen', qty: 1, rate: 1000, tax_rate: 18, hsn_code: '9403' }],
  })
  const { body: note } = await credit(tenant, id)
  return { invoiceUrl: hosted_url, noteUrl: note.hosted_url }
}

async function toGateway(page: Page, tenant: TestTenant, body?: object) {
  await page.goto((await link(tenant, body)).url)
  await page.getByRole('button', { name: 'Continue to payment' }).click()
  await page.waitForURL(/\/gateway\//)
}

interface State {
  /** What tells that the page is in it. */
  readonly shows: string
  readonly come: (page: Page, tenant: TestTenant) => Promise<unknown>
}

/** Each state of the hosted pages, and how a browser comes to it. */
const states: Readonly<Record<string, State>> = {
  'a link to pay': {
    shows: 'Continue to payment',
    come: async (page, tenant) => page.goto((await link(tenant)).url),
  },
  'a link to pay in part': {
    shows: 'how much of it to pay',
    come: async (page, tenant) => page.goto((await link(tenant, { accept_partial: true })).url),
  },
  'a cancelled link': {
    shows: 'was cancelled',
    come: async (page, tenant) => {
      const { id, url } = await link(tenant)
      await tenant.api('POST', `/payment-links/${id}/cancel`)
      await page.goto(url)
    },
  },
  'an expired link': {
    shows: 'This link has expired',
    come: async (page, tenant) => {
      const { url } = await link(tenant, { expires_at: new Date(Date.now() + 3_600_000).toISOString() })
      await tenant.clock.advance('2 hours')
      await page.goto(url)
    },
  },
  'a payment service that gave no answer': {
    shows: 'did not answer',
    come: async (page, tenant) => page.goto(`${(await link(tenant)).url}?gateway=no_answer`),
  },
  'the gateway': { shows: 'UPI', come: (page, tenant) => toGateway(page, tenant) },
  'a payment that failed': {
    shows: 'Payment failed',
    come: async (page, tenant) => {
      await toGateway(page, tenant)
      await page.getByLabel('UPI ID').fill('failure@upi')
      await page.getByRole('button', { name: /by UPI/ }).click()
      await page.getByText('Payment failed').first().waitFor()
    },
  },
  'a form with a fault': {
    shows: 'Give an amount up to what is due',
    come: async (page, tenant) => {
      await toGateway(page, tenant, { accept_partial: true })
      await page.locator('#amount-upi').fill('500')
      await page.getByRole('button', { name: /by UPI/ }).click()
      await page.getByText('Give an amount').waitFor()
    },
  },
  'a payment made': {
    shows: 'Paid. Thank you',
    come: async (page, tenant) => {
      await toGateway(page, tenant)
      await page.getByRole('button', { name: /by UPI/ }).click()
      await page.waitForURL(/\/p\//)
    },
  },
  'a payment of more than was due': {
    shows: 'is kept as your credit with',
    come: async (page, tenant) => {
      const { id, payment_link_id } = await sentInvoice(tenant)
      const { body } = await tenant.api('GET', `/payment-links/${payment_link_id}`)
      await page.goto(body.url)
      await page.getByRole('button', { name: 'Continue to payment' }).click()
      await pay(tenant, id, { amount: 40 })
      await page.getByRole('button', { name: /by UPI/ }).click()
      await page.waitForURL(/\/p\//)
    },
  },
  'an invoice to pay': {
    shows: 'HSN 9403',
    come: async (page, tenant) => page.goto(await invoiceUrl(tenant)),
  },
  'a void invoice': {
    shows: 'Void: nothing is to be paid',
    come: async (page, tenant) => page.goto(await invoiceUrl(tenant, 'void')),
  },
  'an invoice with a credit note': {
    shows: 'Credit notes',
    come: async (page, tenant) => page.goto((await credited(tenant)).invoiceUrl),
  },
  'a credit note': {
    shows: 'Off what was to pay',
    come: async (page, tenant) => page.goto((await credited(tenant)).noteUrl),
  },
  'the address of the server': {
    shows: 'A Bahi server',
    come: (page) => page.goto(new URL(page.url()).origin),
  },
  'an address of nothing': {
    shows: 'Nothing here',
    come: (page) => page.goto(`${new URL(page.url()).origin}/p/nothing`),
  },
}

const looks = [
  { name: 'on a phone', options: phone },
  { name: 'on a phone in the dark', options: { ...phone, colorScheme: 'dark' as const } },
  { name: 'on a desktop', options: { viewport: { width: 1280, height: 900 } } },
]

test.for(looks.flatMap((look) => Object.entries(states).map(([state, way]) => ({ ...look, state, ...way }))))(
  'axe finds nothing to mend: $state, $name',
  async ({ options, shows, come }) => {
    const { url } = await tools.server.listen()
    const tenant = await tools.openTenant({ name: 'Nilgiri Kitchens' })
    const page = await (await openBrowser({ ...options, bypassCSP: true })).newPage()
    await page.goto(url)
    await come(page, tenant)
    expect(await page.locator('body').textContent()).toContain(shows)
    await page.evaluate(source)
    const { violations, passes } = await page.evaluate(() => globalThis.axe.run())
    expect(passes.length).toBeGreaterThan(0)
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  },
)
