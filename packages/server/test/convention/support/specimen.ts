import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { isMutation, type RouteDefinition } from '@bahi/spec'
import type { Answer } from '../../support/contract.ts'
import type { CallOptions, TestTenant } from '../../support/harness.ts'
import { bodyFor } from './bodies.ts'

/** The prefix of each resource that has an id of its own. */
export const specimenPrefixes = [
  'key',
  'ctc',
  'itm',
  'sto',
  'inv',
  'bil',
  'pay',
  'ent',
  'crn',
  'lnk',
  'evt',
  'whk',
  'dlv',
] as const
export type SpecimenPrefix = (typeof specimenPrefixes)[number]

/** One id of each resource, all of one environment: `inv` is a draft, `sent` an open invoice with money on it. */
export type Specimens = Readonly<Record<SpecimenPrefix | 'sent' | 'sentItem', string>>

type Api = TestTenant['api']

/** Makes one of each resource, all real: the delivery is of an event that was really fired. */
export async function furnish(api: Api): Promise<Specimens> {
  // https, as live mode demands; nothing listens there
  const endpoint = await made(
    api('POST', '/webhooks', { body: { url: 'https://127.0.0.1:9/', event_types: ['*'] } }),
  )
  const contact = await made(api('POST', '/contacts', { body: { name: 'Asha Rao', state: 'KA' } }))
  const product = await made(
    api('POST', '/products', {
      body: { sku: `MILK-${randomInt(1e9)}`, name: 'Milk', rate: 68, stock: 1000 },
    }),
  )
  const store = await made(api('POST', '/stores', { body: { name: 'Indiranagar' } }))
  const came = { quantity: 100, reason: 'received', store_id: store }
  await made(api('POST', `/inventory/${product}/adjustments`, { body: came }))
  const items = [{ catalog_item_id: product, qty: 1 }]
  const invoice = await made(api('POST', '/invoices', { body: { contact_id: contact, items } }))
  const billables = [{ description: 'Work', quantity: 1, amount_minor: 100, currency_code: 'INR' }]
  const billable = await api('POST', '/billables', { body: { invoice_id: invoice, billables } })
  const keys = await api('GET', '/api-keys')
  const delivery = await firstDelivery(api)
  return {
    key: keys.body.data[0].id,
    ctc: contact,
    itm: product,
    sto: store,
    inv: invoice,
    ...(await bill(api, contact)),
    bil: billable.body.data[0].id,
    evt: delivery.event_id,
    whk: endpoint,
    dlv: delivery.id,
  }
}

/** An open invoice with its link, a payment of a part, that payment's entry and a credit note on a part. */
async function bill(api: Api, contact: string) {
  const items = [{ description: 'Repair', qty: 3, rate: 100 }]
  const sent = await made(api('POST', '/invoices', { body: { contact_id: contact, items } }))
  const { body: invoice } = await api('POST', `/invoices/${sent}/send`)
  const sentItem = invoice.items[0].id
  const { body: payment } = await api('POST', `/invoices/${sent}/payments`, {
    body: { mode: 'cash', amount: 10 },
  })
  const credited = { invoice_id: sent, reason: 'Broken', items: [{ invoice_item_id: sentItem, qty: 1 }] }
  const crn = await made(api('POST', '/credit-notes', { body: credited }))
  return { sent, sentItem, pay: payment.id, ent: payment.entry_id, crn, lnk: invoice.payment_link_id }
}

/** The address of an operation: on `specimens`, or on `id` when the path takes one. */
export function addressOf(route: RouteDefinition, specimens: Specimens, id?: string): string {
  const prefix = prefixOf(route)
  return prefix === null ? route.path : route.path.replace(pathId, () => id ?? specimens[prefix])
}

/** A valid request of an operation: it comes as far as the operation itself, which may refuse it by its state. */
export function requestOf(route: RouteDefinition, specimens: Specimens, id?: string) {
  const path = addressOf(route, specimens, id)
  const options = isMutation(route) ? { body: bodyFor(route, specimens) } : {}
  return { method: route.method.toUpperCase(), path, options }
}

/** Sends it, changed by `options`. */
export function send(
  api: Api,
  route: RouteDefinition,
  specimens: Specimens,
  options: CallOptions & { id?: string } = {},
): Promise<Answer> {
  const { id, ...changed } = options
  const request = requestOf(route, specimens, id)
  return api(request.method, request.path, { ...request.options, ...changed })
}

/** An address takes one id at most. */
export const pathId = /\{\w+\}/

/** The prefix of the ids that a path takes, null when it takes none. */
export function prefixOf({ path }: RouteDefinition): SpecimenPrefix | null {
  if (!pathId.test(path)) return null
  const room = path.split('/')[1] ?? ''
  const prefix = prefixes[room]
  if (prefix === undefined) throw new Error(`Which ids does ${path} take? Add it here.`)
  return prefix
}

const prefixes: Readonly<Record<string, SpecimenPrefix>> = {
  'api-keys': 'key',
  contacts: 'ctc',
  products: 'itm',
  stores: 'sto',
  inventory: 'itm',
  invoices: 'inv',
  billables: 'bil',
  payments: 'pay',
  ledger: 'ent',
  'credit-notes': 'crn',
  'payment-links': 'lnk',
  events: 'evt',
  webhooks: 'whk',
  deliveries: 'dlv',
}

async function made(answer: Promise<Answer>): Promise<string> {
  const { body, status, text } = await answer
  if (status !== 201) throw new Error(`A specimen was not made: ${text}`)
  return body.id
}

const POLL_MS = 10
const MAX_POLLS = 1_000

async function firstDelivery(api: Api) {
  for (let poll = 0; poll < MAX_POLLS; poll += 1) {
    const { body } = await api('GET', '/deliveries')
    if (body.data.length > 0) return body.data[0]
    await sleep(POLL_MS)
  }
  throw new Error('The event of a new contact was not fanned out.')
}
