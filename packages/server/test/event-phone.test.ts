import { eventTypes } from '@bahi/spec'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sentInvoice } from './support/books.ts'
import { engine } from './support/engines.ts'
import { type TestTenant, useServer } from './support/harness.ts'
import { payByUpi } from './support/pay.ts'
import { openReceiver } from './support/receiver.ts'
import { newProduct, sell } from './support/stock.ts'

const tools = useServer()

/** Tenants, each with two phones and all that can happen to their owners. */
const RUNS = { memory: 6, disk: 3, postgres: 3 }

const anyPhone = fc.stringMatching(/^\+[1-9]\d{7,14}$/)

/** Everything that tells of a person, done for real. */
async function live(tenant: TestTenant, [one, two]: readonly [string, string]): Promise<void> {
  const { api } = tenant
  const act = async (path: string, body: object = {}) => {
    const answer = await api('POST', path, { body })
    expect(answer.status, answer.text).toBeLessThan(300)
    return answer.body
  }
  const { id: contact_id } = await act('/contacts', { name: 'Asha', phone: one })
  await act('/customers', { phone: two, name: 'Bala' })
  const ofOne = () => sentInvoice(tenant, [100, 50], { contact_id, due_in_days: 1 })
  const ofTwo = () => sentInvoice(tenant, [100], { customer: { phone: two } })

  await act(`/invoices/${(await ofTwo()).id}/void`)
  const paid = await ofOne()
  const { id: payment } = await act(`/invoices/${paid.id}/payments`, { mode: 'upi', amount: 150 })
  await act('/credit-notes', {
    invoice_id: paid.id,
    reason: 'Returned',
    items: [{ invoice_item_id: paid.items[0].id }],
  })
  await act(`/payments/${payment}/refunds`, { amount: 10 })
  const { payment_link_id } = await ofTwo()
  await payByUpi(tools.server, (await api('GET', `/payment-links/${payment_link_id}`)).body.url)
  const expires_at = new Date(Date.now() + 3_600_000).toISOString()
  await act('/payment-links', { amount: 5, contact_id, expires_at })
  const { sku } = await newProduct(tenant, { stock: 3, low_stock_level: 2 })
  const items = [{ sku, qty: 1, rate: 10 }]
  await sell(tenant, { customer: { phone: two, name: 'Bala' }, items, payment: { mode: 'cash', amount: 10 } })
  await ofOne()
  await tenant.clock.advance('20 days')
}

test('no event of any type holds a phone that was sent, in the list or delivered, whatever was done', async () => {
  const property = fc.asyncProperty(
    fc.uniqueArray(anyPhone, { minLength: 2, maxLength: 2 }),
    async ([one = '', two = '']) => {
      const tenant = await tools.openTenant()
      const receiver = await openReceiver()
      await tenant.api('POST', '/webhooks', { body: { url: receiver.url, event_types: ['*'] } })
      await live(tenant, [one, two])
      for (const type of eventTypes) await tenant.api('POST', '/test/trigger', { body: { type } })
      await tools.server.settle()
      const { data, has_more } = (await tenant.api('GET', '/events?limit=100')).body
      expect(has_more).toBe(false)
      expect(new Set(data.map(({ type }: { type: string }) => type))).toEqual(new Set(eventTypes))
      const told = [JSON.stringify(data), ...receiver.requests.map(({ body }) => body)].join('\n')
      expect(receiver.requests.length).toBeGreaterThan(eventTypes.length)
      expect(told).toContain('••••')
      for (const phone of [one, two]) expect(told).not.toContain(phone)
    },
  )
  await fc.assert(property, { numRuns: RUNS[engine()] })
})
