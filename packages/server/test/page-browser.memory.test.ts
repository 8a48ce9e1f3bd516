import type { BrowserContextOptions, Page } from 'playwright-core'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { credit, pay, sentInvoice } from './support/books.ts'
import { phone, useBrowser } from './support/browser.ts'
import { type TestTenant, useServer } from './support/harness.ts'

const tools = useServer()
const { openTenant } = tools
const openBrowser = useBrowser()

beforeAll(async () => {
  await tools.server.listen()
})

/** A page whose browser has seen no error when the test is over: a blocked style or form would be one. */
async function openPage(options: BrowserContextOptions = phone): Promise<Page> {
  const page = await (await openBrowser(options)).newPage()
  const troubles: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text())
  })
  page.on('pageerror', (error) => troubles.push(error.message))
  onTestFinished(() => expect(troubles.filter((text) => !text.includes('favicon'))).toEqual([]))
  return page
}

const link = async ({ api }: TestTenant, body: object = {}) =>
  (await api('POST', '/payment-links', { body: { amount: 68, description: 'Advance', ...body } })).body

const payments = async ({ api }: TestTenant) => (await api('GET', '/payments')).body.data

const outcome = (page: Page) => page.locator('.outcome')

async function pressPay(page: Page, url: string) {
  await page.goto(url)
  await page.getByRole('button', { name: 'Continue to payment' }).click()
  await page.waitForURL(/\/gateway\//)
}

const methods = {
  UPI: { reference: 'upi', label: 'UPI ID', failing: 'failure@upi', paying: 'success@upi' },
  Card: {
    reference: 'card',
    label: 'Card number',
    failing: '4000 0000 0000 0002',
    paying: '4111 1111 1111 1111',
  },
  'Net-banking': {
    reference: 'netbanking',
    label: 'Bank',
    failing: 'Declining Bank',
    paying: 'Bank of Tests',
  },
} as const

test.each(['UPI', 'Card', 'Net-banking'] as const)(
  'by %s on a phone: declined, told so, paid',
  async (name) => {
    const tenant = await openTenant({ name: 'Nilgiri Kitchens' })
    const { url } = await link(tenant)
    const page = await openPage()
    await pressPay(page, url)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Nilgiri Kitchens')
    const { label, failing, paying, reference } = methods[name]
    const give = async (value: string) => {
      const field = page.getByLabel(label)
      if (!(await field.isVisible())) await page.locator('summary', { hasText: name }).click()
      if (name === 'Net-banking') await field.selectOption(value)
      else await field.fill(value)
      await page.getByRole('button', { name: /by/ }).filter({ visible: true }).click()
    }
    await give(failing)
    await expect.poll(() => outcome(page).textContent()).toContain('Payment failed')
    expect(await page.title()).toContain('Payment failed')
    expect(await payments(tenant)).toEqual([])
    await give(paying)
    await page.waitForURL(/\/p\//)
    expect(await outcome(page).textContent()).toContain('Paid. Thank you')
    expect(await payments(tenant)).toMatchObject([{ amount_minor: 6800, reference }])
  },
)

test('with the keyboard alone, every stop is seen', async () => {
  const tenant = await openTenant()
  const { url } = await link(tenant)
  const page = await openPage({ viewport: { width: 1280, height: 900 } })
  await page.goto(url)
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement
      const outline = element === null ? '' : getComputedStyle(element).outlineStyle
      return { name: element?.tagName, outline }
    })
  await page.keyboard.press('Tab')
  expect(await focused()).toEqual({ name: 'BUTTON', outline: 'solid' })
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/gateway\//)
  await page.keyboard.press('Tab')
  expect(await focused()).toEqual({ name: 'SUMMARY', outline: 'solid' })
  await page.keyboard.press('Tab')
  expect(await focused()).toEqual({ name: 'INPUT', outline: 'solid' })
  await page.keyboard.press('Tab')
  expect(await focused()).toEqual({ name: 'BUTTON', outline: 'solid' })
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/p\//)
  expect(await payments(tenant)).toHaveLength(1)
})

test('with JavaScript off', async () => {
  const tenant = await openTenant()
  const { url } = await link(tenant)
  const page = await openPage({ ...phone, javaScriptEnabled: false })
  await pressPay(page, url)
  await page.locator('summary', { hasText: 'Card' }).click()
  await page.getByRole('button', { name: /by card/ }).click()
  await page.waitForURL(/\/p\//)
  expect(await outcome(page).textContent()).toContain('Paid')
  expect(await payments(tenant)).toMatchObject([{ reference: 'card' }])
})

test('paid twice: the back button leads to a page that takes no more', async () => {
  const tenant = await openTenant()
  const { url } = await link(tenant)
  const page = await openPage()
  await pressPay(page, url)
  await page.getByRole('button', { name: /by UPI/ }).click()
  await page.waitForURL(/\/p\//)
  await page.goBack()
  await page.waitForURL(/\/gateway\//)
  const again = page.getByRole('button', { name: /by UPI/ })
  if (await again.isVisible()) await again.click()
  await page.waitForLoadState()
  expect(await page.locator('body').textContent()).toMatch(/Paid|paid already/)
  expect(await payments(tenant)).toHaveLength(1)
})

test('declined, then back, then reloaded: nothing is sent again, and the next try pays once', async () => {
  const tenant = await openTenant()
  const { url } = await link(tenant)
  const page = await openPage()
  const posts: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') posts.push(new URL(request.url()).pathname)
  })
  await pressPay(page, url)
  await page.getByLabel('UPI ID').fill('failure@upi')
  await page.getByRole('button', { name: 'Pay ₹68.00 by UPI' }).click()
  await page.waitForURL(/\?failed=/)
  expect(posts).toHaveLength(2)
  await page.reload()
  expect(await outcome(page).textContent()).toContain('Payment failed')
  await page.goBack()
  await page.waitForURL(/\/gateway\/[^?]*$/)
  await page.reload()
  expect(await outcome(page).count()).toBe(0)
  await page.goForward()
  await page.waitForURL(/\?failed=/)
  expect(posts).toHaveLength(2)
  expect(await payments(tenant)).toEqual([])
  await page.goBack()
  await page.getByLabel('UPI ID').fill('success@upi')
  await page.getByRole('button', { name: 'Pay ₹68.00 by UPI' }).click()
  await page.waitForURL(/\/p\//)
  await page.reload()
  expect(await outcome(page).textContent()).toContain('Paid. Thank you')
  expect(posts).toHaveLength(3)
  expect(await payments(tenant)).toHaveLength(1)
})

test('typed wrongly, reloaded, corrected, then back: what was typed is there, and nothing is sent again', async () => {
  const tenant = await openTenant()
  const { url } = await link(tenant, { accept_partial: true })
  const page = await openPage()
  const posts: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') posts.push(new URL(request.url()).pathname)
  })
  await pressPay(page, url)
  const amount = page.getByLabel('Amount in INR').filter({ visible: true })
  await amount.fill('500')
  await page.getByRole('button', { name: 'Pay by UPI' }).click()
  await page.waitForURL(/\?fault=amount/)
  expect(await page.title()).toContain('Check what you typed')
  expect(await outcome(page).textContent()).toContain('Give an amount up to what is due')
  expect(await amount.inputValue()).toBe('500')
  await page.reload()
  expect(await amount.inputValue()).toBe('500')
  await page.goBack()
  await page.waitForURL(/\/gateway\/[^?]*$/)
  await page.goForward()
  await page.waitForURL(/\?fault=amount/)
  expect(posts).toHaveLength(2)
  await amount.fill('50')
  await page.getByRole('button', { name: 'Pay by UPI' }).click()
  await page.waitForURL(/\/p\//)
  await page.goBack()
  await page.waitForURL(/\?fault=amount/)
  expect(await outcome(page).textContent()).toContain('Give an amount up to what is due')
  expect(posts).toHaveLength(3)
  expect(await payments(tenant)).toMatchObject([{ amount_minor: 5000 }])
})

test('a double press of the button pays once', async () => {
  const tenant = await openTenant()
  const { url } = await link(tenant)
  const page = await openPage()
  await pressPay(page, url)
  await page.getByRole('button', { name: /by UPI/ }).dblclick()
  // Not for the address: the second press ends the way that the first one began.
  await outcome(page).filter({ hasText: 'Paid' }).waitFor()
  await tools.server.settle()
  expect(await payments(tenant)).toHaveLength(1)
})

test('expired while the payer looks at it: told so, nothing is taken', async () => {
  const tenant = await openTenant()
  const { url } = await link(tenant, { expires_at: new Date(Date.now() + 3_600_000).toISOString() })
  const page = await openPage()
  await page.goto(url)
  expect(await page.locator('main').textContent()).toContain('Pay until')
  await tenant.clock.advance('2 hours')
  await page.getByRole('button', { name: 'Continue to payment' }).click()
  await expect.poll(() => outcome(page).textContent()).toContain('This link has expired')
  expect(await payments(tenant)).toEqual([])
})

test('cancelled while the payer looks at it: told so, nothing is taken', async () => {
  const tenant = await openTenant()
  const { id, url } = await link(tenant)
  const page = await openPage()
  await page.goto(url)
  await tenant.api('POST', `/payment-links/${id}/cancel`)
  await page.getByRole('button', { name: 'Continue to payment' }).click()
  await expect.poll(() => outcome(page).textContent()).toContain('was cancelled')
  expect(await payments(tenant)).toEqual([])
})

test('an invoice: seen, printed on one sheet without its buttons, and paid from its page', async () => {
  const tenant = await openTenant()
  const items = [
    { description: 'Kitchen, L-shaped', qty: 1, rate: 1000, tax_rate: 18 },
    { description: 'Delivery', qty: 2, rate: 50, tax_rate: 5, tax_inclusive: true },
  ]
  const { id } = (await tenant.api('POST', '/invoices', { body: { items, due_in_days: 7 } })).body
  const { hosted_url, invoice_no } = (await tenant.api('POST', `/invoices/${id}/send`)).body
  const page = await openPage()
  await page.goto(hosted_url)
  expect(await page.title()).toContain(invoice_no)
  expect(await page.locator('.totals').textContent()).toMatch(/Total\s*₹1,280\.00/)
  // nothing is wider than the phone
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('link', { name: /^Pay/ }).isVisible()).toBe(false)
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1')
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  await page.emulateMedia({ media: 'screen' })
  await page.getByRole('link', { name: 'Pay ₹1,280.00' }).click()
  await page.getByRole('button', { name: 'Continue to payment' }).click()
  await page.getByRole('button', { name: /by UPI/ }).click()
  await page.waitForURL(/\/p\//)
  await page.getByRole('link', { name: invoice_no }).click()
  expect(await page.locator('.status').textContent()).toBe('Paid')
})

test('both sides of an invoice fit the phone and the paper, however long they are', async () => {
  const tenant = await openTenant({ name: 'N'.repeat(200), state: 'KA' })
  const address = { line1: '1'.repeat(200), line2: 'Near Town Hall', city: 'Mysuru', country: 'IN' }
  await tenant.api('PATCH', '/tenant', { body: { address, tax_id: '29ABCDE1234F1Z5' } })
  const person = { name: 'A'.repeat(200), state: 'KA', address, tax_id: 'X'.repeat(40) }
  const { body: contact } = await tenant.api('POST', '/contacts', { body: person })
  const items = [{ description: 'Chair', qty: 1, rate: 100, tax_rate: 18 }]
  const body = { items, contact_id: contact.id, due_in_days: 7 }
  const { id } = (await tenant.api('POST', '/invoices', { body })).body
  const { hosted_url } = (await tenant.api('POST', `/invoices/${id}/send`)).body
  const page = await openPage()
  await page.goto(hosted_url)
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)
  expect(await fits()).toBe(true)
  const sides = page.getByText(/^1{200}\s*Near Town Hall\s*Mysuru\s*India/)
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: 680, height: 960 })
  expect(await fits()).toBe(true)
  expect(await sides.count()).toBe(2)
  for (const side of await sides.all()) expect(await side.isVisible()).toBe(true)
})

test('a credit note: found from its invoice, fits the phone, prints on one sheet, and leads back', async () => {
  const tenant = await openTenant({ name: 'N'.repeat(60), state: 'KA' })
  const person = { name: 'A'.repeat(60), state: 'KA', address: { line1: '1'.repeat(60) } }
  const { body: contact } = await tenant.api('POST', '/contacts', { body: person })
  const items = [{ description: 'D'.repeat(60), qty: 3, rate: 1_000_000, tax_rate: 18, hsn_code: '9403' }]
  const invoice = await sentInvoice(tenant, [], { items, contact_id: contact.id })
  const { body: note } = await credit(tenant, invoice.id, {
    items: [{ invoice_item_id: invoice.items[0].id, qty: 1.125 }],
    reason: 'Returned '.repeat(50),
  })
  const page = await openPage()
  await page.goto(invoice.hosted_url)
  await page.getByRole('link', { name: note.credit_note_no }).click()
  await page.waitForURL(note.hosted_url)
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)
  expect(await fits()).toBe(true)
  expect(await page.getByText('1.125 for').isVisible()).toBe(true)
  await page.emulateMedia({ media: 'print' })
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1')
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  await page.setViewportSize({ width: 680, height: 960 })
  expect(await fits()).toBe(true)
  expect(await page.getByRole('columnheader', { name: 'Before tax' }).isVisible()).toBe(true)
  await page.emulateMedia({ media: 'screen' })
  await page.getByRole('link', { name: `Invoice ${invoice.invoice_no}` }).click()
  await page.waitForURL(invoice.hosted_url)
})

test.each(['شركة الأثاث 12', 'Acme\u202e 12', 'חברה\u2069\u2069\u202e 12', '\u2067Acme 12'])(
  'a name that runs from right to left, or turns, leaves all that stands beside it in its order: %j',
  async (name) => {
    const tenant = await openTenant({ name, state: 'KA' })
    await tenant.api('PATCH', '/tenant', { body: { address: { line1: name, city: name }, tax_id: 'ع12' } })
    const { body: contact } = await tenant.api('POST', '/contacts', {
      body: { name, address: { city: name } },
    })
    const items = [{ description: name, qty: 2, rate: 100, tax_rate: 18, hsn_code: '9403' }]
    const invoice = await sentInvoice(tenant, [], { items, contact_id: contact.id })
    const { body: own } = await tenant.api('GET', `/payment-links/${invoice.payment_link_id}`)
    await tenant.api('POST', `/payment-links/${own.id}/cancel`)
    const { url } = await link(tenant, { description: name })
    const { body: note } = await credit(tenant, invoice.id, {
      items: [{ invoice_item_id: invoice.items[0].id, qty: 1 }],
      reason: name,
    })
    await pay(tenant, invoice.id, { amount: 59, reference: name })
    const page = await openPage({ viewport: { width: 1280, height: 900 } })
    for (const address of [invoice.hosted_url, note.hosted_url, own.url, url]) {
      await page.goto(address)
      expect(await page.evaluate(turned)).toEqual([])
    }
    await pressPay(page, url)
    expect(await page.evaluate(turned)).toEqual([])
  },
)

/** Runs in the page: texts of its own, not of what a person wrote, of which something on one line stands left of what comes before it. */
function turned(): string[] {
  const lefts: { top: number; left: number; text: string }[] = []
  const found: string[] = []
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const { parentElement: parent, textContent: text } = node
    if (parent === null || text === null || parent.closest('bdi, style, title') !== null) continue
    for (let at = 0; at < text.length; at += 1) {
      const range = document.createRange()
      range.setStart(node, at)
      range.setEnd(node, at + 1)
      const [box] = range.getClientRects()
      const before = lefts.at(-1)
      if (box === undefined || text.charAt(at).trim() === '') continue
      const block = parent.closest('p, h1, h2, dt, dd, td, th, li, footer')
      if (
        block !== null &&
        before?.text === block.textContent &&
        before.top === box.top &&
        box.left < before.left
      )
        found.push(`${text.slice(at)} of ${block.textContent}`)
      lefts.push({ top: box.top, left: box.left, text: block?.textContent ?? '' })
    }
  }
  return found
}

test('every field has a label, the language is told, and text stands out from its ground', async () => {
  const tenant = await openTenant()
  const { url } = await link(tenant, { accept_partial: true })
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await openPage({ ...phone, colorScheme })
    await pressPay(page, url)
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    const unnamed = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLInputElement>('input:not([type=hidden]), select')].filter(
        ({ labels }) => labels?.length !== 1,
      ),
    )
    expect(unnamed).toEqual([])
    expect(await page.evaluate(lowestContrast)).toBeGreaterThanOrEqual(4.5)
  }
})

/** Runs in the page: WCAG's contrast ratio of every text with the first ground behind it that isn't transparent. */
function lowestContrast(): number {
  const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number)
  const luminance = (color: string) => {
    const [r = 0, g = 0, b = 0] = channels(color).map((value) => {
      const part = value / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const ground = (element: Element | null): string => {
    if (element === null) return 'rgb(255, 255, 255)'
    const color = getComputedStyle(element).backgroundColor
    return channels(color)[3] === 0 ? ground(element.parentElement) : color
  }
  const ratios = [...document.querySelectorAll('main *')]
    .filter((element) =>
      [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim()),
    )
    .map((element) => {
      const [one, other] = [luminance(getComputedStyle(element).color), luminance(ground(element))]
      return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
    })
  return Math.min(...ratios)
}
