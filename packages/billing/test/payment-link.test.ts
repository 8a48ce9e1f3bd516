import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Billing } from '../src/index.ts'
import { failureOf, served, ways } from './served.ts'

describe.each(ways)('%s', (way) => {
  let server: Awaited<ReturnType<typeof served>>
  let billing: Billing

  beforeAll(async () => {
    server = await served(way)
    billing = server.billing
  })
  afterAll(() => server.close())

  test('paymentLinks: create, retrieve, list, cancel', async () => {
    const { id: contact_id } = await billing.contacts.create({ name: 'Ravi' })
    const link = await billing.paymentLinks.create({ amount: 68, description: 'Advance', contact_id })
    expect(link).toMatchObject({
      status: 'open',
      amount_minor: 6800,
      currency: 'INR',
      url: expect.stringMatching(/^http/),
    })
    expect(await billing.paymentLinks.retrieve(link.id)).toEqual(link)
    expect((await billing.paymentLinks.list({ contact_id })).data).toEqual([link])
    expect(await billing.paymentLinks.cancel(link.id)).toMatchObject({ status: 'cancelled' })
  })

  test('paymentLinks: one for an invoice asks for its balance', async () => {
    const items = [{ description: 'Work', qty: 1, rate: 100 }]
    const { id } = await billing.invoices.create({ items })
    await billing.invoices.send(id)
    const link = await billing.paymentLinks.create({ invoice_id: id })
    expect(link).toMatchObject({ invoice_id: id, amount_minor: 10_000 })
  })

  test('paymentLinks: a publishable key reads the amount and no person', async () => {
    const { id } = await billing.paymentLinks.create({ amount: 5, description: 'Secret' })
    const shown = await server.as(server.keys.test.publishable).paymentLinks.retrieve(id)
    expect(shown).toMatchObject({ id, amount_minor: 500 })
    expect(shown).not.toHaveProperty('description')
  })

  test('paymentLinks: a live environment without a gateway makes none', async () => {
    const live = server.as(server.keys.live.secret)
    expect(await failureOf(live.paymentLinks.create({ amount: 5 }))).toMatchObject({
      code: 'gateway_not_configured',
    })
  })
})
