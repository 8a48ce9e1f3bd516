import { randomInt } from 'node:crypto'
import type { RouteDefinition } from '@bahi/spec'

/** Ids by their prefix. */
type Specimens = Readonly<Record<string, string>>

/** A valid body: the documented example with real ids, and of what must be unique something new. */
export function bodyFor(route: RouteDefinition, specimens: Specimens): unknown {
  const special = specials[route.operationId]
  return special === undefined ? withIds(route.bodyExample, specimens) : special(specimens)
}

const specials: Readonly<Record<string, (specimens: Specimens) => unknown>> = {
  createContact: () => ({ name: 'Rahul K.', phone: freshPhone() }),
  upsertCustomer: () => ({ name: 'Rahul K.', phone: freshPhone() }),
  createCreditNote: ({ sent, sentItem }) => ({
    invoice_id: sent,
    reason: 'Broken',
    items: [{ invoice_item_id: sentItem, qty: 0.001 }],
  }),
  createPaymentLink: ({ ctc }) => ({ amount: 68, contact_id: ctc }),
  // keys are kept three days: the other tests of a tenant want theirs
  advanceTestClock: () => ({ by: '1 second' }),
  createProduct: () => ({ sku: `SKU-${freshNumber()}`, name: 'Maggi', rate: 14 }),
  createBillables: ({ inv }) => ({
    invoice_id: inv,
    billables: [{ description: 'More work', quantity: 2, amount_minor: 500, currency_code: 'INR' }],
  }),
}

const freshNumber = () => randomInt(1_000_000_000, 9_999_999_999)
const freshPhone = () => `+91${freshNumber()}`

const idShape = /^([a-z]{3})_[0-9A-Z]{26}$/

function withIds(value: unknown, specimens: Specimens): unknown {
  if (typeof value === 'string') {
    const prefix = idShape.exec(value)?.[1]
    const known = Object.entries(specimens).find(([name]) => name === prefix)
    return known === undefined ? value : known[1]
  }
  if (Array.isArray(value)) return value.map((entry) => withIds(entry, specimens))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, withIds(entry, specimens)]))
}
