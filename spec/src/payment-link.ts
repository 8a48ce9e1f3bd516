import { z } from '@hono/zod-openapi'
import { example, stamps } from './example.ts'
import { amountMinor, countOf, currency, metadata, rule, text, timeGiven, timestamp } from './field.ts'
import { listQuery, pageOf } from './list.ts'
import { movedAmount } from './payment.ts'
import { resource, stamped } from './resource.ts'
import { defineRoute } from './route.ts'
import { https } from './web-address.ts'

export const paymentLinkStatuses = ['open', 'partially_paid', 'paid', 'expired', 'cancelled'] as const
const PaymentLinkStatus = z.enum(paymentLinkStatuses).openapi('PaymentLinkStatus')

export const PaymentLinkCreate = rule(
  rule(
    z.strictObject({
      amount: movedAmount().optional(),
      amount_minor: amountMinor('What is to be paid').min(1).optional(),
      currency: currency()
        .optional()
        .openapi({ description: "ISO 4217; the invoice's or the tenant's if left out." }),
      description: text(2000).nullable().optional().openapi({ example: 'Advance for the kitchen' }),
      contact_id: z.string().max(255).nullable().optional().openapi({ example: example.contact }),
      invoice_id: z
        .string()
        .max(255)
        .nullable()
        .optional()
        .openapi({ description: 'An open invoice; its balance is the amount if none is given.' }),
      accept_partial: z.boolean().optional().openapi({ description: 'Whether the payer may pay in parts.' }),
      expires_at: timeGiven()
        .nullable()
        .optional()
        .openapi({ description: '15 minutes to 6 months ahead; never if left out.' }),
      callback_url: https()
        .nullable()
        .optional()
        .openapi({ description: 'Where the payer is sent after paying.' }),
      metadata: metadata().optional(),
    }),
    (value) => countOf(value, ['amount', 'amount_minor']) <= 1,
    {
      path: ['amount'],
      code: 'one_of',
      error: 'give the amount as `amount` (major units) or `amount_minor`, not both',
    },
  ),
  (value) => countOf(value, ['amount', 'amount_minor', 'invoice_id']) > 0,
  { path: ['amount'], code: 'required', error: 'a link without an invoice needs `amount` or `amount_minor`' },
).openapi('PaymentLinkCreate')
export type PaymentLinkCreate = z.infer<typeof PaymentLinkCreate>

export const PaymentLink = z
  .strictObject({
    ...resource('payment_link', 'lnk'),
    url: z.string().openapi({ description: 'The page to pay on.', example: 'https://pay.example.com/p/…' }),
    status: PaymentLinkStatus,
    amount_minor: amountMinor('What is to be paid'),
    amount_paid_minor: amountMinor('What was paid through it'),
    currency: currency(),
    description: z.string().nullable(),
    contact_id: z.string().nullable(),
    invoice_id: z.string().nullable(),
    accept_partial: z.boolean(),
    expires_at: timestamp().nullable(),
    callback_url: z.string().nullable(),
    metadata: metadata(),
    ...stamped,
  })
  .openapi('PaymentLink')
export type PaymentLink = z.infer<typeof PaymentLink>

export const paymentLinkExample = {
  id: example.paymentLink,
  object: 'payment_link',
  url: 'https://pay.example.com/p/…',
  status: 'open',
  amount_minor: 6800,
  amount_paid_minor: 0,
  currency: 'INR',
  description: 'Advance for the kitchen',
  contact_id: example.contact,
  invoice_id: null,
  accept_partial: false,
  expires_at: null,
  callback_url: null,
  metadata: {},
  ...stamps,
}

/** What a publishable key may read: no person. */
const publicMembers = [
  'id',
  'object',
  'url',
  'status',
  'amount_minor',
  'amount_paid_minor',
  'currency',
  'accept_partial',
  'expires_at',
  'livemode',
] as const

const one = (description: string) => ({ description, schema: PaymentLink, example: paymentLinkExample })

export const createPaymentLink = defineRoute({
  operationId: 'createPaymentLink',
  method: 'post',
  path: '/payment-links',
  tag: 'Payment links',
  summary: 'Create a payment link',
  description: 'A page on which anyone who has its address may pay, for any amount or for an open invoice.',
  scope: 'payment_links:write',
  body: PaymentLinkCreate,
  bodyExample: { amount: 68, description: 'Advance for the kitchen', contact_id: example.contact },
  answers: { 201: one('The link with its address.') },
  problems: [
    'unknown_reference',
    'currency_mismatch',
    'invalid_state',
    'overpayment',
    'gateway_not_configured',
  ],
})

export const retrievePaymentLink = defineRoute({
  operationId: 'retrievePaymentLink',
  method: 'get',
  path: '/payment-links/{id}',
  tag: 'Payment links',
  summary: 'Retrieve a payment link',
  description: 'One link. A publishable key reads its amount and status.',
  scope: 'payment_links:read',
  publishable: publicMembers,
  answers: { 200: one('The link.') },
  problems: [],
})

export const listPaymentLinks = defineRoute({
  operationId: 'listPaymentLinks',
  method: 'get',
  path: '/payment-links',
  tag: 'Payment links',
  summary: 'List payment links',
  description: 'Newest first.',
  scope: 'payment_links:read',
  query: z.strictObject({
    invoice_id: z.string().max(255).optional().openapi({ description: 'For this invoice.' }),
    contact_id: z.string().max(255).optional().openapi({ description: 'Of this contact.' }),
    ...listQuery,
  }),
  answers: {
    200: {
      description: 'A page of links.',
      schema: pageOf('PaymentLinkList', PaymentLink),
      example: { data: [paymentLinkExample], has_more: false, next_cursor: null },
    },
  },
  problems: ['unknown_reference'],
})

export const cancelPaymentLink = defineRoute({
  operationId: 'cancelPaymentLink',
  method: 'post',
  path: '/payment-links/{id}/cancel',
  tag: 'Payment links',
  summary: 'Cancel a payment link',
  description: 'Its page takes no more money. Cancelling it again changes nothing.',
  scope: 'payment_links:write',
  answers: { 200: one('The cancelled link.') },
  problems: ['invalid_state'],
})
