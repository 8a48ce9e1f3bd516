import { expect, test, vi } from 'vitest'
import { openParts } from './convention/support/parts.ts'
import { openTenant } from './support/harness.ts'
import { getPage, postForm, pressPay, visibleText } from './support/pay.ts'

async function openShop() {
  const errors: unknown[] = []
  const logger = { info() {}, warn() {}, error: (...told: unknown[]) => void errors.push(told) }
  const { server, store } = await openParts({ logger })
  const tenant = await openTenant(server)
  const link = (await tenant.api('POST', '/payment-links', { body: { amount: 68 } })).body
  /** Lets so many transactions pass, and the next one fail. */
  const failAfter = (passing: number) => {
    const failure = new Error('inner')
    const { transaction } = store
    const spy = vi.spyOn(store, 'transaction')
    for (let n = 0; n < passing; n += 1) spy.mockImplementationOnce(transaction)
    spy.mockRejectedValueOnce(failure)
    return failure
  }
  const payments = async () => (await tenant.api('GET', '/payments')).body.data
  return { server, tenant, link, errors, failAfter, payments }
}

const form = { method: 'upi', vpa: 'success@upi', attempt: '1' }

test('a press of a link that fails inside is told at an address of its own, and the next one pays', async () => {
  const { server, link, errors, failAfter, payments } = await openShop()
  const failure = failAfter(0)
  const { status, location, headers } = await postForm(server, `${link.url}/pay`)
  expect([status, location]).toEqual([303, `${new URL(link.url).pathname}?gateway=failed`])
  expect(errors).toEqual([['A page failed', { requestId: headers.get('Request-Id'), error: failure }]])
  const page = await getPage(server, location)
  expect([page.status, visibleText(page.text)]).toEqual([200, expect.stringContaining('went wrong here')])
  await postForm(server, await pressPay(server, link.url), form)
  expect(await payments()).toHaveLength(1)
})

test('a press at the simulated gateway that fails inside is told at an address of its own, and the next one pays', async () => {
  const { server, link, errors, failAfter, payments } = await openShop()
  const gateway = await pressPay(server, link.url)
  const failure = failAfter(1)
  const { status, location, headers } = await postForm(server, gateway, form)
  expect([status, location]).toEqual([303, `${new URL(gateway).pathname}?fault=failed`])
  expect(errors).toEqual([['A page failed', { requestId: headers.get('Request-Id'), error: failure }]])
  const page = await getPage(server, location)
  expect([page.status, page.text]).toEqual([200, expect.stringContaining('<title>Something went wrong')])
  expect(visibleText(page.text)).toContain('went wrong here')
  expect(await payments()).toEqual([])
  await postForm(server, gateway, form)
  expect(await payments()).toHaveLength(1)
})

test('what was paid before a press failed inside is recorded when the payer goes back', async () => {
  const { server, link, failAfter, payments } = await openShop()
  const gateway = await pressPay(server, link.url)
  failAfter(2)
  const { location } = await postForm(server, gateway, form)
  expect(await payments()).toEqual([])
  const page = await getPage(server, location)
  expect(visibleText(page.text)).toContain('This was paid already')
  const back = /<a class="button" href="([^"]+)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? ''
  expect((await getPage(server, back)).status).toBe(303)
  expect(await payments()).toMatchObject([{ amount_minor: 6800 }])
})

test('what is no text is a fault of the form, or no address, and is never looked up', async () => {
  const { server, link, errors } = await openShop()
  const gateway = await pressPay(server, link.url)
  const { location } = await postForm(server, gateway, { ...form, vpa: '\0' })
  expect(location).toContain('?fault=upi&typed=')
  expect((await postForm(server, gateway, { ...form, attempt: '\0' })).status).toBe(303)
  for (const [address, status] of [
    [`${gateway}%00`, 404],
    [`${gateway}?failed=%00`, 200],
    [`${gateway}?fault=%00&typed=%00`, 200],
    [`${link.url}%00`, 404],
    [`${link.url}/return?razorpay_payment_id=%00&razorpay_payment_link_id=%00`, 303],
  ] as const)
    expect([address, (await getPage(server, address)).status]).toEqual([address, status])
  expect(errors).toEqual([])
})
