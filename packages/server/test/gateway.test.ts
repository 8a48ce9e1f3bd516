import { createServer as createHttpServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { createRazorpayGateway } from '../src/gateway/razorpay.ts'
import { createRazorpayClient } from '../src/gateway/razorpay-client.ts'
import { razorpaySignature } from '../src/gateway/razorpay-signature.ts'
import { createServer, type GatewayChoice, type Server } from '../src/index.ts'
import { testLocation } from './support/engines.ts'
import { openTenant, type TestTenant } from './support/harness.ts'
import { getPage, postForm, pressPay } from './support/pay.ts'
import { openGateway, type TestGateway, upi, webhookOf } from './support/razorpay.ts'
import { portOf } from './support/receiver.ts'

const quiet = { info() {}, warn() {}, error() {} }

interface Shop {
  readonly server: Server
  readonly tenant: TestTenant
  readonly gateway: TestGateway
  /** Where the gateway's webhooks go. */
  readonly hook: string
}

/** A tenant whose live mode collects through the official package, over HTTP, from a gateway on this machine. */
async function openShop(
  choose = (gateway: TestGateway): GatewayChoice =>
    () =>
      gateway.credentials,
): Promise<Shop> {
  const gateway = await openGateway()
  const server = await createServer({
    rateLimits: false,
    logger: quiet,
    // A database of its own: another test's worker knows no such gateway.
    gateway: choose(gateway),
    ...(await testLocation({ fresh: true })),
  })
  onTestFinished(() => server.close())
  const tenant = await openTenant(server)
  return { server, tenant, gateway, hook: server.gatewayWebhookUrl(tenant.tenantId) }
}

const link = async ({ tenant }: Shop, body: object = {}) =>
  (await tenant.live('POST', '/payment-links', { body: { amount: 68, ...body } })).body

const read = async ({ tenant }: Shop, path: string) => (await tenant.live('GET', path)).body

const plinkOf = (url: string) => url.split('/').at(-1) ?? ''

async function post(
  { server, hook }: Shop,
  { body, headers }: { body: string; headers: Record<string, string> },
) {
  const response = await server.fetch(hook, { method: 'POST', body, headers })
  return { status: response.status, outcome: await response.json() }
}

const clean = async (shop: Shop) => expect(await read(shop, '/audit')).toMatchObject({ clean: true })

async function paidLink(shop: Shop, instrument = upi()) {
  const made = await link(shop)
  const paid = await shop.gateway.pay(plinkOf(await pressPay(shop.server, made.url)), instrument)
  return { made, paid }
}

test('pay: the first press makes the link at the gateway, the next ones find it', async () => {
  const shop = await openShop()
  const made = await link(shop, { description: 'Advance' })
  expect(shop.gateway.requests).toEqual([])
  const first = await pressPay(shop.server, made.url)
  expect(first).toMatch(/^https:\/\/gateway\.test\/l\/plink_/)
  expect(await pressPay(shop.server, made.url)).toBe(first)
  expect(shop.gateway.requests).toEqual(['POST /v1/payment_links'])
  expect(await shop.gateway.api.fetchLink(plinkOf(first))).toMatchObject({
    amount: 6800,
    currency: 'INR',
    reference_id: made.id,
    description: 'Advance',
    callback_method: 'get',
  })
})

test('pay: what a link is for is cut for the gateway between characters, never within one', async () => {
  const shop = await openShop()
  const { url } = await link(shop, { description: `x${'😀'.repeat(1500)}` })
  const { description } = await shop.gateway.api.fetchLink(plinkOf(await pressPay(shop.server, url)))
  expect([description.length, description.isWellFormed()]).toEqual([2047, true])
})

test('pay: a link whose making got no answer is found by its reference', async () => {
  const shop = await openShop()
  const { url, id } = await link(shop)
  shop.gateway.loseNextAnswer(/POST \/v1\/payment_links$/)
  const address = await pressPay(shop.server, url)
  expect(shop.gateway.requests).toEqual(['POST /v1/payment_links', 'GET /v1/payment_links'])
  expect(await shop.gateway.api.fetchLink(plinkOf(address))).toMatchObject({ reference_id: id })
})

test('pay: when the gateway does not answer at all, the page says so and nothing is lost', async () => {
  const shop = await openShop()
  const { url } = await link(shop)
  shop.gateway.loseNextAnswer(/POST/)
  shop.gateway.loseNextAnswer(/GET/)
  const { status, location } = await postForm(shop.server, `${url}/pay`)
  expect([status, location]).toEqual([303, `${new URL(url).pathname}?gateway=no_answer`])
  expect((await getPage(shop.server, location)).text).toContain('The payment service did not answer')
  expect(await pressPay(shop.server, url)).toContain('plink_')
})

test('webhooks: the four events of one payment post it once, in any order', async () => {
  const shop = await openShop()
  const { made } = await paidLink(shop)
  expect(shop.gateway.events.map(({ event }) => event.event)).toEqual([
    'payment.authorized',
    'payment.captured',
    'order.paid',
    'payment_link.paid',
  ])
  for (const event of [...shop.gateway.events].reverse()) {
    expect(await post(shop, webhookOf(event))).toEqual({ status: 200, outcome: { outcome: 'applied' } })
  }
  expect(await read(shop, `/payment-links/${made.id}`)).toMatchObject({
    status: 'paid',
    amount_paid_minor: 6800,
  })
  expect((await read(shop, '/payments')).data).toHaveLength(1)
  expect((await read(shop, '/events?type=payment_link.paid')).data).toHaveLength(1)
  await clean(shop)
})

test('webhooks: all four at once post it once', async () => {
  const shop = await openShop()
  const { made } = await paidLink(shop)
  const twice = [...shop.gateway.events, ...shop.gateway.events]
  const answers = await Promise.all(twice.map((event) => post(shop, webhookOf(event))))
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200))
  expect((await read(shop, '/payments')).data).toHaveLength(1)
  expect((await read(shop, `/payment-links/${made.id}`)).amount_paid_minor).toBe(6800)
  await clean(shop)
})

test('webhooks: those that come without an id are told apart by what they say', async () => {
  const shop = await openShop()
  const { made } = await paidLink(shop)
  for (const event of shop.gateway.events) {
    const { body, headers } = webhookOf(event)
    const nameless = { body, headers: { ...headers, 'x-razorpay-event-id': '' } }
    expect((await post(shop, nameless)).outcome).toEqual({ outcome: 'applied' })
    expect((await post(shop, nameless)).outcome).toEqual({ outcome: 'replayed' })
  }
  expect((await read(shop, `/payment-links/${made.id}`)).status).toBe('paid')
  expect((await read(shop, '/payments')).data).toHaveLength(1)
})

test('webhooks: are held to the secret of today once an account has another one', async () => {
  let webhookSecret = 'webhook-secret'
  const shop = await openShop(({ credentials }) => () => ({ ...credentials, webhookSecret }))
  const { made } = await paidLink(shop)
  const [, captured] = shop.gateway.events
  if (captured === undefined) throw new Error('Nothing was captured.')
  expect((await post(shop, webhookOf(captured, 'rotated'))).status).toBe(401)
  webhookSecret = 'rotated'
  expect((await post(shop, webhookOf(captured))).status).toBe(401)
  expect((await post(shop, webhookOf(captured, 'rotated'))).outcome).toEqual({ outcome: 'applied' })
  expect((await read(shop, `/payment-links/${made.id}`)).status).toBe('paid')
})

test('webhooks: a wrong signature is refused with 401 and changes nothing', async () => {
  const shop = await openShop()
  const { made } = await paidLink(shop)
  const [, captured] = shop.gateway.events
  if (captured === undefined) throw new Error('Nothing was captured.')
  const right = webhookOf(captured)
  const forgeries = [
    webhookOf(captured, 'another-secret'),
    { ...right, headers: { ...right.headers, 'X-Razorpay-Signature': '' } },
    { ...right, body: right.body.replace('6800', '6801') },
    {
      ...right,
      headers: {
        ...right.headers,
        'X-Razorpay-Signature': right.headers['X-Razorpay-Signature'].toUpperCase(),
      },
    },
  ]
  for (const forged of forgeries) expect((await post(shop, forged)).status).toBe(401)
  expect((await read(shop, '/payments')).data).toEqual([])
  expect((await read(shop, `/payment-links/${made.id}`)).status).toBe('open')
  // the forgery used up nothing: the true one is taken
  expect((await post(shop, right)).outcome).toEqual({ outcome: 'applied' })
})

test('webhooks: a replayed one is answered 200 and changes nothing', async () => {
  const shop = await openShop()
  await paidLink(shop)
  const events = shop.gateway.events.map((event) => webhookOf(event))
  for (const event of events) await post(shop, event)
  const before = await read(shop, '/events')
  for (const event of events)
    expect(await post(shop, event)).toEqual({ status: 200, outcome: { outcome: 'replayed' } })
  // also when it comes under another id, as after a manual resend
  for (const event of events) {
    const headers = { ...event.headers, 'x-razorpay-event-id': crypto.randomUUID() }
    expect((await post(shop, { ...event, headers })).status).toBe(200)
  }
  expect(await read(shop, '/events')).toEqual(before)
  await clean(shop)
})

test.each(['order_AbCdEfGhIjKlMn', 'AbCdEfGhIjKlMn'])(
  'webhooks: the order may be called %s',
  async (orderId) => {
    const shop = await openShop()
    const { made } = await paidLink(shop)
    for (const { id, event } of shop.gateway.events) {
      const { order } = event.payload
      const renamed = order === undefined ? {} : { order: { entity: { ...order.entity, id: orderId } } }
      const told = { ...event, payload: { ...event.payload, ...renamed } }
      expect((await post(shop, webhookOf({ id, event: told }))).status).toBe(200)
    }
    expect((await read(shop, '/payments')).data).toHaveLength(1)
    expect((await read(shop, `/payment-links/${made.id}`)).status).toBe('paid')
  },
)

test('webhooks: what belongs to no link of ours, or is no JSON, changes nothing', async () => {
  const shop = await openShop()
  await paidLink(shop)
  const [, captured] = shop.gateway.events
  if (captured === undefined) throw new Error('Nothing was captured.')
  const foreign = JSON.parse(JSON.stringify(captured).replaceAll(/lnk_\w+/g, 'order-42-of-another-shop'))
  expect((await post(shop, webhookOf(foreign))).status).toBe(200)
  expect((await read(shop, '/payments')).data).toEqual([])
  const headers = { 'X-Razorpay-Signature': razorpaySignature('webhook-secret', 'not json') }
  expect((await post(shop, { body: 'not json', headers })).status).toBe(400)
})

test('webhooks: the address of no environment, and that of a test environment unsigned, take nothing', async () => {
  const shop = await openShop()
  const body = { method: 'POST', body: '{}' }
  expect((await shop.server.fetch(`${shop.hook.slice(0, -1)}!`, body)).status).toBe(404)
  expect((await shop.server.fetch(shop.hook, body)).status).toBe(401)
})

test('return: the payment is looked up when the payer comes back before any webhook', async () => {
  const shop = await openShop()
  const { made, paid } = await paidLink(shop)
  const back = new URL(shop.gateway.returnUrl(paid))
  const { status, location } = await getPage(shop.server, back.href)
  expect([status, location]).toEqual([303, new URL(made.url).pathname])
  expect((await read(shop, `/payment-links/${made.id}`)).status).toBe('paid')
  for (const event of shop.gateway.events) await post(shop, webhookOf(event))
  expect((await read(shop, '/payments')).data).toHaveLength(1)
  await clean(shop)
})

test('return: a forged one proves nothing', async () => {
  const shop = await openShop()
  const { made, paid } = await paidLink(shop)
  const back = new URL(shop.gateway.returnUrl(paid))
  back.searchParams.set('razorpay_signature', 'f'.repeat(64))
  await getPage(shop.server, back.href)
  expect((await read(shop, `/payment-links/${made.id}`)).status).toBe('open')
})

test('refunds: sent after the commit, and settled by what the gateway answers', async () => {
  const shop = await openShop()
  await paidLink(shop)
  for (const event of shop.gateway.events) await post(shop, webhookOf(event))
  const [payment] = (await read(shop, '/payments')).data
  const refund = (await shop.tenant.live('POST', `/payments/${payment.id}/refunds`, { body: { amount: 60 } }))
    .body
  expect(refund).toMatchObject({ status: 'pending', amount_minor: 6000, entry_id: null })
  await shop.server.settle()
  const after = await read(shop, `/payments/${payment.id}`)
  expect(after).toMatchObject({ refunded_minor: 6000 })
  expect(after.refunds[0]).toMatchObject({
    status: 'succeeded',
    gateway_refund_id: expect.stringMatching(/^rfnd_/),
  })
  // its webhook, which comes as well, changes nothing more
  for (const event of shop.gateway.events) expect((await post(shop, webhookOf(event))).status).toBe(200)
  expect(await read(shop, `/payments/${payment.id}`)).toEqual(after)
  await clean(shop)
})

test('refunds: one that the gateway cannot make leaves the credit where it was', async () => {
  const shop = await openShop()
  await paidLink(shop, upi('norefund@upi'))
  for (const event of shop.gateway.events) await post(shop, webhookOf(event))
  const [payment] = (await read(shop, '/payments')).data
  await shop.tenant.live('POST', `/payments/${payment.id}/refunds`, { body: {} })
  await shop.server.settle()
  const after = await read(shop, `/payments/${payment.id}`)
  expect(after).toMatchObject({ refunded_minor: 0 })
  expect(after.refunds[0]).toMatchObject({ status: 'failed', entry_id: null })
  expect(after.refunds[0].failure_reason).toBeTruthy()
  await clean(shop)
})

test('refunds: one whose answer was lost is found by its receipt, and not made twice', async () => {
  const shop = await openShop()
  const { paid } = await paidLink(shop)
  if (!('payment' in paid)) throw new Error('Nothing was paid.')
  const { credentials } = shop.gateway
  const client = createRazorpayGateway(createRazorpayClient(credentials), credentials, async () => Date.now())
  const request = { paymentId: paid.payment.id, amountMinor: 6800, receipt: 'rfd_1' }
  shop.gateway.loseNextAnswer(/refund$/)
  const lost = await client.refund(request).catch((error: unknown) => error)
  expect(lost).toMatchObject({ name: 'GatewayError', kind: 'no_answer' })
  expect(await client.refund(request)).toMatchObject({ status: 'processed', receipt: 'rfd_1' })
  expect(await shop.gateway.api.listRefunds(paid.payment.id)).toHaveLength(1)
})

test('the official package is told host and timeout, and its refusals keep their reason', async () => {
  const { gateway } = await openShop()
  const client = createRazorpayClient({ ...gateway.credentials, keySecret: 'wrong' })
  const error = await client.fetchLink('plink_none').catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({
    name: 'GatewayError',
    kind: 'refused',
    message: 'Razorpay: Authentication failed',
  })
})

test.each([408, 425, 429])('a gateway that asks to wait has refused nothing: %d', async (status) => {
  const busy = createHttpServer((_, answer) => {
    answer.writeHead(status, { 'Content-Type': 'application/json' })
    answer.end('{"error":{"code":"BAD_REQUEST_ERROR","description":"Request throttled"}}')
  })
  await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void busy.close())
  const client = createRazorpayClient({
    keyId: 'k',
    keySecret: 's',
    baseUrl: `http://127.0.0.1:${portOf(busy)}`,
  })
  const error = await client.listRefunds('pay_1').catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ kind: 'no_answer', message: 'Razorpay: Request throttled' })
})

test('webhooks: an account whose secret is empty is believed nothing, whoever signed with that', async () => {
  const shop = await openShop((gateway) => () => ({ ...gateway.credentials, webhookSecret: '' }))
  const rawBody = JSON.stringify({ event: 'payment.captured' })
  const headers = { 'X-Razorpay-Signature': razorpaySignature('', rawBody) }
  expect((await shop.server.fetch(shop.hook, { method: 'POST', body: rawBody, headers })).status).toBe(503)
})
