import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Billing } from '@bahi/billing'
import { createTestServer } from '@bahi/testing'
import { webhookHandler } from '@bahi/webhooks/fetch'
import { expect, onTestFinished, test, vi } from 'vitest'

async function opened() {
  const server = await createTestServer()
  onTestFinished(() => server.close())
  return { server, billing: new Billing(server.client) }
}

test('to a handler: real deliveries come, signed by the secret that was answered', async () => {
  const { server, billing } = await opened()
  const handled: string[] = []
  const secrets: string[] = []
  const webhooks = await server.deliveries.to(
    (request) =>
      webhookHandler({
        secrets,
        on: { 'customer.created': ({ data }) => void handled.push(data.name ?? '') },
        onUnknown: ({ type }) => void handled.push(type),
      })(request),
    { types: ['customer.created'] },
  )
  secrets.push(webhooks.secret)
  await billing.contacts.create({ name: 'Asha' })
  await billing.products.create({ sku: 'TEA', name: 'Tea', rate: 1 })
  await server.deliveries.settle()
  expect(handled).toEqual(['Asha'])
  expect(webhooks.received.map(({ event, status }) => [event.type, status])).toEqual([
    ['customer.created', 200],
  ])
  expect(webhooks.events('customer.created').map(({ data }) => data.name)).toEqual(['Asha'])
  expect(webhooks.events('invoice.paid')).toEqual([])
})

test('to a handler that throws: it is 500, and the event comes again when the clock is turned', async () => {
  const { server, billing } = await opened()
  let calls = 0
  const webhooks = await server.deliveries.to(() => {
    calls += 1
    if (calls < 3) throw new Error('not today')
    return new Response()
  })
  await billing.contacts.create({ name: 'Asha' })
  await server.deliveries.settle()
  expect(webhooks.received.map(({ status, error }) => [status, String(error)])).toEqual([
    [500, 'Error: not today'],
  ])
  await server.clock.advance('1 day')
  expect(webhooks.received.map(({ status }) => status)).toEqual([500, 500, 200])
  expect(new Set(webhooks.received.map(({ event }) => event.id)).size).toBe(1)
})

test('to a handler that answers nothing, or what can not be sent: it is 500 to both sides, and told why', async () => {
  const { server, billing } = await opened()
  const answers = [undefined as unknown as Response, Response.error()]
  const webhooks = await server.deliveries.to(() => answers.shift() ?? (undefined as unknown as Response))
  await billing.contacts.create({ name: 'Asha' })
  await billing.contacts.create({ name: 'Ravi' })
  await server.deliveries.settle()
  expect(webhooks.received.map(({ status }) => status)).toEqual([500, 500])
  expect(webhooks.received.map(({ error }) => String(error))).toEqual([
    'TypeError: A webhook handler answers with a Response, not undefined.',
    expect.stringContaining('RangeError'),
  ])
  const { data } = await billing.deliveries.list()
  expect(data.flatMap(({ attempts }) => attempts.map(({ status }) => status))).toEqual([500, 500])
})

test('to a handler that answers with one Response each time: each delivery is answered by it', async () => {
  const { server, billing } = await opened()
  const thanks = new Response('thanks', { status: 201 })
  const webhooks = await server.deliveries.to(() => thanks)
  for (const name of ['Asha', 'Ravi', 'Meera']) await billing.contacts.create({ name })
  await server.deliveries.settle()
  expect(webhooks.received.map(({ status, error }) => [status, error])).toEqual(
    Array(3).fill([201, undefined]),
  )
  const { data } = await billing.deliveries.list()
  expect(data.map(({ attempts }) => attempts.map(({ response_body }) => response_body))).toEqual(
    Array(3).fill(['thanks']),
  )
})

test('close: waits for no handler that never answers', async () => {
  const server = await createTestServer({ deliveryTimeoutMs: 600_000 })
  const called = Promise.withResolvers<void>()
  await server.deliveries.to(() => {
    called.resolve()
    return new Promise(() => {})
  })
  await new Billing(server.client).contacts.create({ name: 'Asha' })
  await called.promise
  await server.close()
  await expect(new Billing({ ...server.client, maxRetries: 0 }).tenant.retrieve()).rejects.toThrow()
})

test('to an address: whatever listens there is sent to', async () => {
  const { server, billing } = await opened()
  const paths: (string | undefined)[] = []
  const app = createServer((request, response) => {
    paths.push(request.url)
    response.end()
  })
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void app.close())
  const { port } = app.address() as AddressInfo
  const { id } = await server.deliveries.to(`http://127.0.0.1:${port}/hooks`)
  await billing.contacts.create({ name: 'Asha' })
  await server.deliveries.settle()
  expect(paths).toEqual(['/hooks'])
  expect((await billing.webhookEndpoints.retrieve(id)).url).toBe(`http://127.0.0.1:${port}/hooks`)
})

test('to what is no address and no handler, or with an option that is not there: says what it takes', async () => {
  const { server, billing } = await opened()
  for (const target of [
    undefined,
    null,
    new URL('http://127.0.0.1:1/hooks'),
    { fetch: () => new Response() },
  ])
    await expect(server.deliveries.to(target as unknown as string)).rejects.toThrow(
      'deliveries.to takes an address or a handler',
    )
  const misspelt = { type: ['invoice.paid'] } as object
  await expect(server.deliveries.to(() => new Response(), misspelt)).rejects.toThrow(
    'deliveries.to: there is no option type; there is types.',
  )
  expect((await billing.webhookEndpoints.list()).data).toEqual([])
})

test('to a handler with types that the server refuses: no port stays open, on a closed server neither', async () => {
  const ports = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap')
  const { server } = await opened()
  const types = ['invoice.payed' as 'invoice.paid']
  await expect(server.deliveries.to(() => new Response(), { types })).rejects.toThrow('/event_types/0')
  await vi.waitFor(() => expect(ports()).toEqual([]))
  await server.close()
  await expect(server.deliveries.to(() => new Response())).rejects.toMatchObject({
    cause: { message: 'The server is closed: create another one.' },
  })
  await vi.waitFor(() => expect(ports()).toEqual([]))
})

test('to an address that the server refuses: says why', async () => {
  const { server } = await opened()
  const refused = server.deliveries.to('localhost:3000')
  await expect(refused).rejects.toThrow('422 validation_failed: /url: Must be a whole URL')
})
