import type { EventType, Invoice, triggerTestEvent as spec } from '@bahi/spec'
import type { z } from 'zod'
import type { Vault } from '../kit/vault.ts'
import { writeEvents } from '../outbox.ts'
import type { Tx } from '../store/store.ts'
import { createContact } from './contact.ts'
import { createCreditNote } from './credit-note.ts'
import { recordGatewayPayment } from './gateway-payment.ts'
import { adjustInventory } from './inventory.ts'
import { createInvoice } from './invoice.ts'
import { sendReminder, tellOverdue } from './invoice-overdue.ts'
import { sendInvoice, voidInvoice } from './invoice-send.ts'
import { createPayment } from './payment.ts'
import { createPaymentLink, expirePaymentLink, saveLink } from './payment-link.ts'
import { createProduct } from './product.ts'
import { createWebhookEndpoint, deleteWebhookEndpoint, testWebhookEndpoint } from './webhook-endpoint.ts'
import { noteEndpointFailure } from './webhook-endpoint-health.ts'

type Triggered = z.input<(typeof spec.answers)[200]['schema']>

/** Does what leads to an event of this type, with records of its own; answers the events that it led to. */
export async function triggerTestEvent(tx: Tx, type: EventType, vault: Vault): Promise<Triggered> {
  await triggers[type](tx, vault)
  // Numbered here and not at the commit: the answer names them.
  return { object: 'test_trigger', event_ids: await writeEvents(tx), livemode: false }
}

const PRICE_MINOR = 118_000
const GONE = 410
/** Leads nowhere, by RFC 2606. */
const NOWHERE = 'https://receiver.invalid/webhooks'

/** One for every type of the contract. */
const triggers: Readonly<Record<EventType, (tx: Tx, vault: Vault) => Promise<unknown>>> = {
  'customer.created': (tx) => createContact(tx, { name: 'A triggered customer' }),
  'invoice.created': (tx) => draft(tx),
  'invoice.sent': (tx) => sent(tx),
  'invoice.voided': async (tx) => voidInvoice(tx, (await sent(tx)).id),
  'invoice.overdue': async (tx) => tellOverdue(tx, (await dueNow(tx)).id),
  'invoice.paid': (tx) => paid(tx),
  'invoice.refunded': async (tx) =>
    createCreditNote(tx, { invoice_id: (await paid(tx)).id, reason: 'Triggered', refund: true }),
  'payment.recorded': (tx) => paid(tx),
  'payment_link.paid': async (tx) => {
    const link = await createPaymentLink(tx, { amount_minor: PRICE_MINOR }, { collects: true })
    const { id: reference, currency } = link
    const payment = { id: tx.newId('pay'), reference, amountMinor: PRICE_MINOR, currency, method: 'upi' }
    return recordGatewayPayment(tx, payment)
  },
  'payment_link.expired': async (tx) => {
    const { id } = await createPaymentLink(tx, { amount_minor: PRICE_MINOR }, { collects: true })
    await saveLink(tx, id, { expires_at: tx.now.getTime() })
    return expirePaymentLink(tx, id)
  },
  'credit_note.issued': async (tx) =>
    createCreditNote(tx, { invoice_id: (await sent(tx)).id, reason: 'Triggered' }),
  'stock.low': async (tx) => {
    const { id } = await createProduct(tx, {
      sku: tx.newId('itm'),
      name: 'A triggered product',
      rate_minor: PRICE_MINOR,
      stock: 2,
      low_stock_level: 1,
    })
    return adjustInventory(tx, id, { quantity: -1, reason: 'damaged' })
  },
  'reminder.sent': async (tx) => sendReminder(tx, (await dueNow(tx)).id, 'on_due'),
  'webhook_endpoint.disabled': (tx, vault) =>
    withEndpoint(tx, vault, (id) => noteEndpointFailure(tx, { endpointId: id, url: NOWHERE }, GONE)),
  'webhook_endpoint.test': async (tx, vault) => {
    const own = await newestEndpoint(tx)
    if (own !== undefined) return testWebhookEndpoint(tx, own)
    return withEndpoint(tx, vault, (id) => testWebhookEndpoint(tx, id))
  },
}

const draft = (tx: Tx, due_in_days = 7): Promise<Invoice> =>
  createInvoice(tx, {
    items: [{ description: 'Triggered by a test', qty: 1, rate_minor: PRICE_MINOR }],
    due_in_days,
  })

const sent = async (tx: Tx): Promise<Invoice> => sendInvoice(tx, (await draft(tx)).id)

async function paid(tx: Tx): Promise<Invoice> {
  const invoice = await sent(tx)
  await createPayment(tx, invoice.id, { mode: 'cash', amount_minor: PRICE_MINOR })
  return invoice
}

/** The chase of its due date is done here, so its appointments go. */
async function dueNow(tx: Tx): Promise<Invoice> {
  const invoice = await sendInvoice(tx, (await draft(tx, 0)).id)
  await tx.db
    .deleteFrom('schedule')
    .where('subject_id', '=', invoice.id)
    .where('due_at', '<=', tx.now.getTime() + 1)
    .execute()
  return invoice
}

async function withEndpoint(tx: Tx, vault: Vault, act: (id: string) => Promise<unknown>): Promise<void> {
  const { id } = await createWebhookEndpoint(tx, { url: NOWHERE, event_types: ['*'] }, vault)
  await act(id)
  await deleteWebhookEndpoint(tx, id)
}

async function newestEndpoint(tx: Tx): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('webhook_endpoints')
    .select('id')
    .where('status', '=', 'enabled')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}
