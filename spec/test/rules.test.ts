import { expect, test } from 'vitest'
import { openapiDocument } from '../generate/openapi/document.ts'
import { outputs } from '../generate/outputs.ts'
import { routes } from '../src/index.ts'

const { schemas } = openapiDocument().components

/** Bodies whose members are each as they should be, and which are refused as a whole. */
const refused: Record<string, unknown> = {
  ContactCreate: { state: 'KA' },
  ProductCreate: { sku: 'TEA', name: 'Tea' },
  ProductUpdate: { rate: 1, rate_minor: 100 },
  InvoiceCreate: { store_id: 'sto_1' },
  InvoiceUpdate: { contact_id: 'ctc_1', customer: { phone: '+919876543210' } },
  PaymentCreate: { mode: 'upi' },
  RefundCreate: { amount: 1, amount_minor: 100 },
  PaymentLinkCreate: { description: 'Advance' },
  TestClockAdvanceRequest: {},
}

test.each(Object.entries(refused))('the contract says why %s refuses %j', (name, body) => {
  const schema = routes.map((route) => route.body).find((one) => nameOf(one) === name)
  const issues = schema?.safeParse(body).error?.issues ?? []
  expect(issues).toHaveLength(1)
  const words = issues[0]?.message.slice(1)
  expect(schemas[name]?.description).toContain(words)
})

test('the contract says what an item and the payment of a sale must have', () => {
  expect(schemas.InvoiceItemCreate?.description).toContain('exactly one of')
  expect(schemas.SalePayment?.description).toContain('one of the two')
})

test('the pages of the resources say it too', async () => {
  const files = await outputs()
  expect(files['docs/resources/contact.md']).toContain('Body. A contact needs a name, an email or a phone.')
  expect(files['docs/resources/invoice.md']).toContain('An item has exactly one of')
})

const routesDocument = openapiDocument()

/** The name under which the contract has a body. */
function nameOf(body: unknown): string | undefined {
  const route = routes.find((one) => one.body !== undefined && one.body === body)
  if (route === undefined) return undefined
  const written = JSON.stringify(routesDocument.paths[route.path]?.[route.method]?.requestBody)
  return /#\/components\/schemas\/(\w+)/.exec(written)?.[1]
}
