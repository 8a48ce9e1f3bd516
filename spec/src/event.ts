import { z } from '@hono/zod-openapi'
import { Contact, contactExample } from './contact.ts'
import { CreditNote, creditNoteExample } from './credit-note.ts'
import { type EventType, EventTypeName, eventTypes } from './event-type.ts'
import { example } from './example.ts'
import { timestamp } from './field.ts'
import { Inventory, inventoryExample } from './inventory.ts'
import {
  Invoice,
  invoiceExample,
  paidInvoiceExample,
  refundedInvoiceExample,
  sentInvoiceExample,
  voidedInvoiceExample,
} from './invoice.ts'
import { listQuery, MAX_WHOLE_NUMBER, pageOf, sequenceNumber } from './list.ts'
import { Payment, paymentExample } from './payment.ts'
import { PaymentLink, paymentLinkExample } from './payment-link.ts'
import { Reminder, reminderExample } from './reminder.ts'
import { resource } from './resource.ts'
import { defineRoute } from './route.ts'
import { endpointExample, WebhookEndpoint } from './webhook-endpoint.ts'

const envelope = {
  ...resource('event', 'evt'),
  created_at: timestamp(),
  api_version: z.string().openapi({ example: '1.4' }),
  sequence: z
    .int()
    .openapi({ description: 'Its number in the environment: 1, 2, 3, … without a gap.', example: 7 }),
  livemode: z.boolean(),
}

export interface EventDefinition {
  readonly when: string
  readonly data: z.ZodType
  readonly dataExample: unknown
}

const masked = { ...contactExample, phone: '+91••••43210' }
const maskedCustomer = { customer: { ...invoiceExample.customer, phone: '+91••••43210' } }

/** When each event fires and what its `data` is: a snapshot of the resource, phones masked. */
export const events = {
  'invoice.created': {
    when: 'An invoice was drafted, or a sale rung up: then it has its number and what is due.',
    data: Invoice,
    dataExample: { ...invoiceExample, ...maskedCustomer },
  },
  'invoice.sent': {
    when: 'An invoice was sent and has its number.',
    data: Invoice,
    dataExample: { ...sentInvoiceExample, ...maskedCustomer },
  },
  'invoice.voided': {
    when: 'An invoice was voided.',
    data: Invoice,
    dataExample: { ...voidedInvoiceExample, ...maskedCustomer },
  },
  'invoice.overdue': {
    when: 'The due date passed with a balance: the chase begins.',
    data: Invoice,
    dataExample: { ...sentInvoiceExample, ...maskedCustomer, overdue: true },
  },
  'invoice.paid': {
    when: 'An invoice was settled in full.',
    data: Invoice,
    dataExample: { ...paidInvoiceExample, ...maskedCustomer },
  },
  'invoice.refunded': {
    when: 'Money of an invoice went back to the customer.',
    data: Invoice,
    dataExample: { ...refundedInvoiceExample, ...maskedCustomer },
  },
  'payment.recorded': {
    when: 'A payment came in, by hand or through the gateway, and was posted to the ledger.',
    data: Payment,
    dataExample: paymentExample,
  },
  'payment_link.paid': {
    when: 'A payment link was paid in full.',
    data: PaymentLink,
    dataExample: {
      ...paymentLinkExample,
      status: 'paid',
      amount_minor: 118_000,
      amount_paid_minor: 118_000,
      description: null,
      contact_id: null,
    },
  },
  'payment_link.expired': {
    when: 'A payment link expired unpaid.',
    data: PaymentLink,
    dataExample: { ...paymentLinkExample, status: 'expired', expires_at: example.at },
  },
  'credit_note.issued': {
    when: 'A credit note was issued; its entry reverses that of the sending.',
    data: CreditNote,
    dataExample: creditNoteExample,
  },
  'stock.low': {
    when: "A product's stock of all stores fell to its low level or below; it must rise above that before it is told again.",
    data: Inventory,
    dataExample: {
      ...inventoryExample,
      stock: 1,
      low_stock_level: 1,
      is_low: true,
      stores: inventoryExample.stores.map((store) => ({ ...store, stock: 1 })),
    },
  },
  'reminder.sent': {
    when: 'A step of the chase was sent: before, on and 3, 7 and 14 days after the due date.',
    data: Reminder,
    dataExample: reminderExample,
  },
  'customer.created': {
    when: 'A phone or a contact was seen for the first time.',
    data: Contact,
    dataExample: masked,
  },
  'webhook_endpoint.disabled': {
    when: 'An endpoint was disabled: it answered 410 Gone, or failed for five days on end.',
    data: WebhookEndpoint,
    dataExample: { ...endpointExample, event_types: ['*'], status: 'disabled', disabled_reason: 'gone' },
  },
  'webhook_endpoint.test': {
    when: 'A test event was asked for.',
    data: WebhookEndpoint,
    dataExample: endpointExample,
  },
} as const satisfies Record<EventType, EventDefinition>

const pascal = (type: string) =>
  type
    .split(/[._]/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')

const eventOf = <T extends EventType>(type: T) =>
  z
    .strictObject({ ...envelope, type: z.literal(type), data: events[type].data })
    .openapi(`${pascal(type)}Event`)

/** The body of each delivery, one schema a type. */
export const eventSchemas = {
  'invoice.created': eventOf('invoice.created'),
  'invoice.sent': eventOf('invoice.sent'),
  'invoice.voided': eventOf('invoice.voided'),
  'invoice.overdue': eventOf('invoice.overdue'),
  'invoice.paid': eventOf('invoice.paid'),
  'invoice.refunded': eventOf('invoice.refunded'),
  'payment.recorded': eventOf('payment.recorded'),
  'payment_link.paid': eventOf('payment_link.paid'),
  'payment_link.expired': eventOf('payment_link.expired'),
  'credit_note.issued': eventOf('credit_note.issued'),
  'stock.low': eventOf('stock.low'),
  'reminder.sent': eventOf('reminder.sent'),
  'customer.created': eventOf('customer.created'),
  'webhook_endpoint.disabled': eventOf('webhook_endpoint.disabled'),
  'webhook_endpoint.test': eventOf('webhook_endpoint.test'),
} as const satisfies Record<EventType, z.ZodType>

export const Event = z
  .discriminatedUnion('type', [
    eventSchemas['invoice.created'],
    eventSchemas['invoice.sent'],
    eventSchemas['invoice.voided'],
    eventSchemas['invoice.overdue'],
    eventSchemas['invoice.paid'],
    eventSchemas['invoice.refunded'],
    eventSchemas['payment.recorded'],
    eventSchemas['payment_link.paid'],
    eventSchemas['payment_link.expired'],
    eventSchemas['credit_note.issued'],
    eventSchemas['stock.low'],
    eventSchemas['reminder.sent'],
    eventSchemas['customer.created'],
    eventSchemas['webhook_endpoint.disabled'],
    eventSchemas['webhook_endpoint.test'],
  ])
  .openapi('Event')
export type Event = z.infer<typeof Event>

export const eventExample = (type: EventType) => ({
  id: exampleId(type),
  object: 'event',
  type,
  created_at: example.at,
  api_version: '1.4',
  sequence: EXAMPLE_SEQUENCE + eventTypes.indexOf(type),
  livemode: false,
  data: events[type].dataExample,
})

const EXAMPLE_SEQUENCE = 7

/** One each: receivers take a second event of the same id for a repeat. The first is the one that other examples tell of. */
function exampleId(type: EventType): string {
  const place = eventTypes.indexOf(type)
  return place === 0 ? example.event : `${example.event.slice(0, -2)}${String(place).padStart(2, '0')}`
}

export const listEvents = defineRoute({
  operationId: 'listEvents',
  method: 'get',
  path: '/events',
  tag: 'Events',
  summary: 'List events',
  description:
    'Newest first; with `since`, oldest first from the number after it: reading on from the last `sequence` misses nothing. Events are always snake_case.',
  scope: 'events:read',
  query: z.strictObject({
    type: EventTypeName.optional().openapi({ param: { description: 'Of this type.' } }),
    resource: z
      .string()
      .max(255)
      .optional()
      .openapi({ description: 'Id of the resource that they tell of.' }),
    since: sequenceNumber.optional().openapi({
      type: 'integer',
      minimum: 0,
      maximum: MAX_WHOLE_NUMBER,
      description: 'A sequence; those above it are listed, oldest first.',
    }),
    ...listQuery,
  }),
  answers: {
    200: {
      description: 'A page of events.',
      schema: pageOf('EventList', Event),
      example: { data: [eventExample('invoice.created')], has_more: false, next_cursor: null },
    },
  },
  problems: [],
})

export const retrieveEvent = defineRoute({
  operationId: 'retrieveEvent',
  method: 'get',
  path: '/events/{id}',
  tag: 'Events',
  summary: 'Retrieve an event',
  description: 'One event by its id.',
  scope: 'events:read',
  answers: { 200: { description: 'The event.', schema: Event, example: eventExample('invoice.created') } },
  problems: [],
})
