import { expect, onTestFinished, test } from 'vitest'
import { createServer } from '../src/index.ts'
import { testLocation } from './support/engines.ts'
import { openTenant as openTenantOn, type TestTenant, useServer } from './support/harness.ts'
import { getPage, payByUpi, postAndSee, postForm, pressPay, visibleText } from './support/pay.ts'

const tools = useServer()
const { openTenant } = tools

const link = async ({ api }: TestTenant, body: object = {}) =>
  (await api('POST', '/payment-links', { body: { amount: 68, ...body } })).body

const payments = async ({ api }: TestTenant) => (await api('GET', '/payments')).body.data

const card = { method: 'card', number: '4000 0000 0000 0002', expiry: '12/49', cvv: '123' }

/** The link is open as before, and the next try pays it. */
async function expectUntouched(tenant: TestTenant, { id }: { id: string }, gateway: string) {
  expect(await payments(tenant)).toEqual([])
  expect((await tenant.api('GET', `/payment-links/${id}`)).body.status).toBe('open')
  await postForm(tools.server, gateway, { method: 'netbanking', bank: 'Bank of Tests', attempt: '2' })
  expect(await payments(tenant)).toMatchObject([{ amount_minor: 6800, reference: 'netbanking' }])
}

test.each([
  ['upi', { method: 'upi', vpa: 'failure@upi' }, 'The bank declined the payment.'],
  ['card', { ...card, number: '4000000000000002' }, 'The bank declined'],
  ['card', { ...card, number: '4000-0000-0000-9995' }, 'not enough money'],
  ['bank', { method: 'netbanking', bank: 'Declining Bank' }, 'The bank declined the payment.'],
])(
  'pay by %s that fails: told why at an address of its own, nothing is recorded, the next try pays',
  async (_, fields, words) => {
    const tenant = await openTenant()
    const made = await link(tenant)
    const gateway = await pressPay(tools.server, made.url)
    const failed = await postAndSee(tools.server, gateway, { ...fields, attempt: '1' })
    expect(failed.status).toBe(200)
    expect(visibleText(failed.text)).toContain(words)
    expect(visibleText((await getPage(tools.server, gateway)).text)).not.toContain('Payment failed')
    await expectUntouched(tenant, made, gateway)
  },
)

test.each([
  ['a real card', { ...card, number: '4242424242424242' }, 'test card numbers'],
  ['an old card', { ...card, number: '4111111111111111', expiry: '01/20' }, 'MM/YY'],
  ['nothing', {}, 'Choose how to pay'],
])(
  'pay by %s: the form comes back at an address of its own, nothing is tried, the next try pays',
  async (_, fields, words) => {
    const tenant = await openTenant()
    const made = await link(tenant)
    const gateway = await pressPay(tools.server, made.url)
    const refused = await postAndSee(tools.server, gateway, { ...fields, attempt: '1' })
    expect(refused.status).toBe(200)
    expect(refused.text).toContain('<title>Check what you typed')
    expect(visibleText(refused.text)).toContain(words)
    await expectUntouched(tenant, made, gateway)
  },
)

test('after a payment that failed the page shows what was typed, but no security code', async () => {
  const tenant = await openTenant()
  const gateway = await pressPay(tools.server, (await link(tenant, { accept_partial: true })).url)
  const shown = async (fields: Record<string, string>) =>
    (await postAndSee(tools.server, gateway, { attempt: crypto.randomUUID(), ...fields })).text
  const upi = await shown({ method: 'upi', vpa: 'failure@upi', amount: '12.50' })
  expect(upi).toContain('value="failure@upi"')
  expect(upi).toContain('value="12.50"')
  const declined = await shown({ ...card, expiry: '11/48', cvv: '987', amount: '1' })
  expect(declined).toContain('value="4000 0000 0000 0002"')
  expect(declined).toContain('value="11/48"')
  // The page's own ids are random, and may hold these digits.
  expect(declined).not.toMatch(/[">]987["<]/)
  const bank = await shown({ method: 'netbanking', bank: 'Declining Bank', amount: '1' })
  expect(bank).toMatch(/<option selected>Declining Bank/)
})

test('a form with a fault keeps what was typed, but no card that is not a test card', async () => {
  const tenant = await openTenant()
  const gateway = await pressPay(tools.server, (await link(tenant, { accept_partial: true })).url)
  const shown = async (fields: Record<string, string>) =>
    (await postAndSee(tools.server, gateway, { attempt: crypto.randomUUID(), ...fields })).text
  expect(await shown({ method: 'upi', vpa: '"><b>me@upi', amount: '1' })).toContain(
    'value="&quot;&gt;&lt;b&gt;me@upi"',
  )
  expect(await shown({ method: 'upi', vpa: '', amount: '1' })).toMatch(/name="vpa"[^>]* value=""/)
  expect(await shown({ method: 'upi', vpa: 'success@upi', amount: '99.99' })).toContain('value="99.99"')
  expect(await shown({ ...card, number: '4242 4242 4242 4242', amount: '1' })).not.toContain('4242 4242')
})

test('the address of a form with a fault tells nothing of what was typed, and shows it for its own link alone', async () => {
  const tenant = await openTenant()
  const [one, other] = [await link(tenant, { accept_partial: true }), await link(tenant)]
  const gateway = await pressPay(tools.server, one.url)
  const elsewhere = await pressPay(tools.server, other.url)
  const fields = { method: 'upi', vpa: 'rahul.k@bank', amount: '12.34', attempt: '1' }
  const { location, headers } = await postForm(tools.server, gateway, fields)
  expect(location).toMatch(/^\/gateway\/simulated\/\w[\w-]+\/plink_\w+\?fault=upi&typed=[0-9a-f-]{36}$/)
  expect(headers.get('set-cookie')).toBeNull()
  const key = new URL(location, 'http://bahi.test').searchParams.get('typed')
  const shown = async (address: string) => (await getPage(tools.server, address)).text
  expect(await shown(location)).toContain('value="rahul.k@bank"')
  expect(await shown(location)).toContain('value="12.34"')
  for (const address of [
    `${elsewhere}?fault=upi&typed=${key}`,
    `${gateway}?fault=upi&typed=x`,
    `${gateway}?fault=upi`,
  ]) {
    const text = await shown(address)
    expect(visibleText(text)).toContain('use one of the test UPI IDs')
    expect(text).not.toContain('rahul.k@bank')
  }
  expect(await shown(`${gateway}?fault=card`)).toMatch(/<details name="method" open>\s*<summary>Card/)
})

test('a form with a fault that is paid meanwhile says so in its place', async () => {
  const tenant = await openTenant()
  const made = await link(tenant)
  const gateway = await pressPay(tools.server, made.url)
  const { location } = await postForm(tools.server, gateway, { method: 'upi', vpa: 'me@bank', attempt: '1' })
  await payByUpi(tools.server, made.url)
  const text = visibleText((await getPage(tools.server, location)).text)
  expect(text).toContain('This was paid already')
  expect(text).not.toContain('test UPI IDs')
})

test.each([
  ['12,50', null],
  ['1,25', null],
  ['1,2,3', null],
  ['0,500', null],
  ['1,250.50', 125_050],
  ['1 250.5', 125_050],
  ['1,00,000', 10_000_000],
])('a part typed as %j: a comma groups digits, and is never read over', async (amount, amount_minor) => {
  const tenant = await openTenant()
  const made = await link(tenant, { amount: 200_000, accept_partial: true })
  const gateway = await pressPay(tools.server, made.url)
  const fields = { method: 'upi', vpa: 'success@upi', attempt: '1', amount }
  const { status, location } = await postForm(tools.server, gateway, fields)
  expect([status, location.includes('?fault=amount')]).toEqual([303, amount_minor === null])
  expect(await payments(tenant)).toMatchObject(amount_minor === null ? [] : [{ amount_minor }])
})

test('a form that is gone back to and sent with another part is another payment, with the same one it is one', async () => {
  const tenant = await openTenant()
  const made = await link(tenant, { amount: 100, accept_partial: true })
  const gateway = await pressPay(tools.server, made.url)
  const fields = { method: 'upi', vpa: 'success@upi', attempt: '1' }
  for (const amount of ['30', '30.00', '20', '30'])
    expect((await postForm(tools.server, gateway, { ...fields, amount })).status).toBe(303)
  expect(await payments(tenant)).toMatchObject([{ amount_minor: 2000 }, { amount_minor: 3000 }])
})

test('the address of a page shows no words that a stranger put into it, and no payment of another link', async () => {
  const tenant = await openTenant()
  const [one, other] = [await link(tenant), await link(tenant)]
  const gateway = await pressPay(tools.server, one.url)
  const elsewhere = await pressPay(tools.server, other.url)
  const { address } = await postAndSee(tools.server, elsewhere, {
    method: 'upi',
    vpa: 'failure@upi',
    attempt: '1',
  })
  const foreign = new URL(address, 'http://bahi.test').searchParams.get('failed')
  const paid = await postForm(tools.server, elsewhere, { method: 'upi', vpa: 'success@upi', attempt: '2' })
  const ofPaid = new URL(paid.location).searchParams.get('razorpay_payment_id')
  for (const id of [foreign, ofPaid, 'Send+money+to+me', '', gateway.split('/').at(-1)]) {
    expect(visibleText((await getPage(tools.server, `${gateway}?failed=${id}`)).text)).not.toMatch(
      /failed|Send/,
    )
  }
  for (const fault of ['Send+money+to+me', 'constructor', '__proto__', '']) {
    const told = await getPage(tools.server, `${gateway}?fault=${fault}&typed=Send`)
    expect([told.status, visibleText(told.text)]).toEqual([200, expect.not.stringMatching(/Check|Send/)])
  }
  const asked = await getPage(tools.server, `${one.url}?gateway=Send+money+to+me`)
  expect(visibleText(asked.text)).toBe(visibleText((await getPage(tools.server, one.url)).text))
  const settled = await getPage(tools.server, `${other.url}?gateway=no_answer`)
  expect(visibleText(settled.text)).toContain('Paid. Thank you')
})

test('going back to a form that failed and typing something else into it is a new try', async () => {
  const tenant = await openTenant()
  const gateway = await pressPay(tools.server, (await link(tenant)).url)
  const form = { method: 'upi', vpa: 'failure@upi', attempt: '1' }
  const failed = await postForm(tools.server, gateway, form)
  expect((await postForm(tools.server, gateway, form)).location).toBe(failed.location)
  await postForm(tools.server, gateway, { ...form, vpa: 'success@upi' })
  expect(await payments(tenant)).toHaveLength(1)
})

/** A server whose choice of a live gateway fails once told to, and what it logs. */
async function openFailing(fault: Error) {
  const logged: unknown[] = []
  let isBroken = false
  const server = await createServer({
    rateLimits: false,
    logger: { info() {}, warn() {}, error: (...told) => void logged.push(told) },
    gateway() {
      if (isBroken) throw fault
      return null
    },
    ...(await testLocation({ fresh: true })),
  })
  onTestFinished(() => server.close())
  const breakIt = () => {
    isBroken = true
  }
  return { server, logged, tenant: await openTenantOn(server), breakIt }
}

test.each([new Error('inner'), new RangeError('inner')])(
  'what fails inside is told to the log with the id of the request, and to the payer as a failure: %s',
  async (fault) => {
    const { server, logged, tenant, breakIt } = await openFailing(fault)
    const items = [{ description: 'Work', qty: 1, rate: 100 }]
    const { id } = (await tenant.live('POST', '/invoices', { body: { items } })).body
    const { hosted_url } = (await tenant.live('POST', `/invoices/${id}/send`)).body
    breakIt()
    const page = await server.fetch(hosted_url)
    expect([page.status, await page.text()]).toEqual([503, expect.stringContaining('Something went wrong')])
    const requestId = page.headers.get('Request-Id')
    expect(logged).toEqual([['A page failed', { requestId, error: fault }]])
  },
)

test('a form that breaks off is a payer that has gone, of whom nothing is logged', async () => {
  const { server, logged, tenant } = await openFailing(new Error('never asked'))
  const gateway = await pressPay(server, (await link(tenant)).url)
  const body = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) })
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' }
  await expect(server.fetch(gateway, init)).rejects.toThrow('fetch failed')
  expect(logged).toEqual([])
})

test('a form that is longer than any of ours is told so on its page, and nothing is tried', async () => {
  const tenant = await openTenant()
  const made = await link(tenant)
  const gateway = await pressPay(tools.server, made.url)
  const long = { method: 'upi', vpa: 'x'.repeat(16_385), attempt: '1' }
  const refused = await postAndSee(tools.server, gateway, long)
  expect([refused.status, refused.address]).toEqual([200, `${new URL(gateway).pathname}?fault=length`])
  expect(refused.text).toContain('<title>Check what you typed')
  expect(visibleText(refused.text)).toContain('longer than any of the fields')
  await expectUntouched(tenant, made, gateway)
})
