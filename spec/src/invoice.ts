import { z } from '@hono/zod-openapi'
import { example } from './example.ts'
import { countOf, currency, metadata, phone, reference, rule, text, timestamp } from './field.ts'
import { InvoiceItem, InvoiceItemCreate, InvoiceTax, itemExample } from './invoice-item.ts'
import { Payment, paymentExample, refundExample, SalePayment } from './payment.ts'
import { Address, addressExample } from './postal-address.ts'
import { resource, stamped } from './resource.ts'

export const MAX_ITEMS = 500
export const MAX_DUE_IN_DAYS = 3650

export const invoiceStatuses = ['draft', 'open', 'paid', 'void', 'uncollectible'] as const
export const InvoiceStatus = z.enum(invoiceStatuses).openapi('InvoiceStatus')
export type InvoiceStatus = z.infer<typeof InvoiceStatus>

const customer = () =>
  z
    .strictObject({ phone: phone(), name: text(200).nullable().optional() })
    .openapi({ description: 'Found by phone, or made. Excludes `contact_id`.', 'x-sensitive': true })

const writable = {
  contact_id: z.string().max(255).nullable().optional().openapi({ example: example.contact }),
  customer: customer().optional(),
  due_in_days: z
    .int()
    .min(0)
    .max(MAX_DUE_IN_DAYS)
    .nullable()
    .optional()
    .openapi({ description: 'Days from sending to the due date.', example: 7 }),
  items: z.array(InvoiceItemCreate).max(MAX_ITEMS).optional(),
  metadata: metadata().optional(),
}

type Value = Readonly<Record<string, unknown>>

const isOneCustomer = (value: Value) => countOf(value, ['contact_id', 'customer']) <= 1

const oneCustomer = {
  path: ['customer'],
  code: 'one_of',
  error: 'send `contact_id` or `customer`, not both',
}

const isSale = (value: Value) => countOf(value, ['payment']) === 1

export const InvoiceCreate = [
  { holds: isOneCustomer, ...oneCustomer },
  {
    holds: (value: Value) =>
      !isSale(value) || !Array.isArray(value.items ?? []) || Object(value.items).length > 0,
    path: ['items'],
    code: 'required',
    error: 'a sale has one item or more',
  },
  {
    holds: (value: Value) => isSale(value) || countOf(value, ['store_id']) === 0,
    path: ['store_id'],
    code: 'needs_payment',
    error: 'only a sale takes stock from a store: send `payment` too, or leave it out',
  },
]
  .reduce(
    (schema, { holds, ...meant }) => rule(schema, holds, meant),
    z.strictObject({
      ...writable,
      currency: currency().optional().openapi({ description: "ISO 4217; the tenant's if left out." }),
      payment: SalePayment.optional().openapi({
        description: 'Makes it a sale: raised, numbered, taken out of stock and paid at once.',
      }),
      store_id: reference(example.store)
        .optional()
        .openapi({ description: 'Where it is sold; the default store if left out. Of a sale only.' }),
    }),
  )
  .openapi('InvoiceCreate')
export type InvoiceCreate = z.infer<typeof InvoiceCreate>

export const InvoiceUpdate = rule(z.strictObject(writable), isOneCustomer, oneCustomer).openapi(
  'InvoiceUpdate',
)
export type InvoiceUpdate = z.infer<typeof InvoiceUpdate>

/** Who sells or buys, as the law wants it on an invoice. */
const party = <N extends z.ZodType>(name: N) => ({
  name,
  address: Address.nullable(),
  tax_id: z.string().nullable().openapi({ 'x-sensitive': true }),
})

const total = (description: string) =>
  z.int().openapi({ description: `${description}, in the currency's minor unit.`, example: 22000 })

export const Invoice = z
  .strictObject({
    ...resource('invoice', 'inv'),
    invoice_no: z.string().nullable().openapi({
      description: 'Given at sending or sale, gapless in the year; null in a draft.',
      example: 'INV-2026-00001',
    }),
    status: InvoiceStatus,
    contact_id: z.string().nullable(),
    seller: z.strictObject(party(z.string())).nullable().openapi({
      description:
        'The tenant as it was at sending or sale. Null in a draft, and in what was sent before sellers were kept.',
    }),
    customer: z
      .strictObject({ ...party(z.string().nullable()), phone: z.string().nullable() })
      .nullable()
      .openapi({
        description: 'The contact as it was at sending or sale; in a draft, as it was put there.',
        'x-sensitive': true,
      }),
    customer_phone: z.string().nullable().openapi({ description: 'Masked.', example: '+91••••43210' }),
    store_id: z.string().nullable().openapi({ description: 'Where it was sold; null unless it is a sale.' }),
    currency: currency(),
    items: z.array(InvoiceItem),
    taxes: z.array(InvoiceTax),
    place_of_supply: z.string().nullable().openapi({
      description:
        "The customer's state at sending or sale, when CGST and SGST or IGST go by it; null in a draft.",
      example: 'KA',
    }),
    subtotal_minor: total('Sum of the lines before tax'),
    tax_minor: total('Sum of the taxes'),
    total_minor: total('Subtotal and taxes'),
    grand_total: z.number().openapi({ description: 'The total in major units, exact.', example: 220 }),
    amount_paid_minor: total('What was paid'),
    amount_credited_minor: total('What was credited'),
    amount_due_minor: total('What is left to pay'),
    due_in_days: z.int().nullable(),
    due_at: timestamp().nullable().openapi({
      description: 'While a draft: as if it were sent when it was made. Counted anew at sending.',
    }),
    overdue: z.boolean(),
    sent_at: timestamp()
      .nullable()
      .openapi({ description: 'Null in a draft, and in a sale: it was never sent.' }),
    paid_at: timestamp().nullable(),
    voided_at: timestamp().nullable(),
    payments: z.array(Payment),
    payment_link_id: z.string().nullable(),
    hosted_url: z.string().nullable(),
    metadata: metadata(),
    ...stamped,
  })
  .openapi('Invoice')
export type Invoice = z.infer<typeof Invoice>

export const invoiceExample = {
  id: example.invoice,
  object: 'invoice',
  invoice_no: null,
  status: 'draft',
  contact_id: example.contact,
  seller: null,
  customer: { name: 'Rahul K.', address: null, tax_id: null, phone: '+919876543210' },
  customer_phone: '+91••••43210',
  store_id: null,
  currency: 'INR',
  items: [itemExample],
  taxes: [],
  place_of_supply: null,
  subtotal_minor: 6800,
  tax_minor: 0,
  total_minor: 6800,
  grand_total: 68,
  amount_paid_minor: 0,
  amount_credited_minor: 0,
  amount_due_minor: 6800,
  due_in_days: 7,
  due_at: '2026-07-05T10:14:22.000Z',
  overdue: false,
  sent_at: null,
  paid_at: null,
  voided_at: null,
  payments: [],
  payment_link_id: null,
  hosted_url: null,
  metadata: {},
  created_at: example.at,
  updated_at: example.at,
  livemode: false,
}

export const sentInvoiceExample = {
  ...invoiceExample,
  invoice_no: 'INV-2026-00001',
  status: 'open',
  seller: { name: 'Acme', address: addressExample, tax_id: '29ABCDE1234F1Z5' },
  sent_at: example.at,
  payment_link_id: example.paymentLink,
  hosted_url: 'https://pay.example.com/i/…',
}

export const voidedInvoiceExample = { ...sentInvoiceExample, status: 'void', voided_at: example.at }

export const paidInvoiceExample = {
  ...sentInvoiceExample,
  status: 'paid',
  payments: [paymentExample],
  amount_paid_minor: 6800,
  amount_due_minor: 0,
  paid_at: example.at,
}

/** Paid, credited whole, and its payment sent back. */
export const refundedInvoiceExample = {
  ...paidInvoiceExample,
  payments: [{ ...paymentExample, refunds: [refundExample], refunded_minor: 6800 }],
  amount_credited_minor: 6800,
}

export const uncollectibleInvoiceExample = { ...sentInvoiceExample, status: 'uncollectible', overdue: false }
