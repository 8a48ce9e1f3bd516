import { z } from '@hono/zod-openapi'
import { example, stamps } from './example.ts'
import {
  amountMinor,
  countOf,
  currency,
  MAX_AMOUNT_MINOR,
  metadata,
  rate,
  rule,
  text,
  timeGiven,
  timestamp,
} from './field.ts'
import { listQuery, pageOf } from './list.ts'
import { resource, stamped } from './resource.ts'
import { defineRoute } from './route.ts'

/** How money comes in by hand; `gateway` is the payment page's own. */
export const manualModes = ['upi', 'cash', 'card', 'bank_transfer', 'other'] as const
export const paymentModes = [...manualModes, 'gateway'] as const
export const PaymentMode = z.enum(paymentModes).openapi('PaymentMode')
export type PaymentMode = z.infer<typeof PaymentMode>

const oneAmount = {
  path: ['amount'],
  code: 'one_of',
  error: 'give the amount as `amount` (major units) or `amount_minor`, one of the two',
}
/** Money that moves, in major units: something. More digits than the currency has are refused by the operation. */
export const movedAmount = () =>
  z.number().gt(0).max(MAX_AMOUNT_MINOR).openapi({ description: 'In major units, exact.', example: 68 })

const amountFields = {
  amount: movedAmount().optional(),
  amount_minor: amountMinor('The amount').min(1).optional(),
}

export const PaymentCreate = rule(
  z.strictObject({
    mode: z.enum(manualModes),
    ...amountFields,
    reference: text(255)
      .nullable()
      .optional()
      .openapi({ description: 'UTR, cheque or receipt number.', example: 'UTR2291' }),
    received_at: timeGiven().optional().openapi({ description: 'When it came in; now if left out.' }),
    metadata: metadata().optional(),
  }),
  (value) => countOf(value, ['amount', 'amount_minor']) === 1,
  oneAmount,
).openapi('PaymentCreate')
export type PaymentCreate = z.infer<typeof PaymentCreate>

/** What is paid at the till, with the sale that it is for. */
export const SalePayment = rule(
  z.strictObject({
    mode: z.enum(manualModes),
    ...amountFields,
    reference: text(255).nullable().optional().openapi({ description: 'Of the slip or the transfer.' }),
  }),
  (value) => countOf(value, ['amount', 'amount_minor']) === 1,
  oneAmount,
).openapi('SalePayment')
export type SalePayment = z.infer<typeof SalePayment>

export const RefundCreate = rule(
  z.strictObject({ ...amountFields, reason: text(500).nullable().optional() }),
  (value) => countOf(value, ['amount', 'amount_minor']) <= 1,
  { ...oneAmount, error: 'give the amount as `amount` (major units) or `amount_minor`, not both' },
).openapi('RefundCreate')
export type RefundCreate = z.infer<typeof RefundCreate>

export const refundStatuses = ['pending', 'succeeded', 'failed'] as const

export const Refund = z
  .strictObject({
    ...resource('refund', 'rfd'),
    payment_id: z.string(),
    credit_note_id: z.string().nullable(),
    invoice_id: z.string().nullable(),
    amount_minor: amountMinor('What goes back'),
    currency: currency(),
    status: z
      .enum(refundStatuses)
      .openapi({ description: 'A manual payment goes back at once; the gateway takes its time.' }),
    reason: z.string().nullable(),
    failure_reason: z.string().nullable(),
    gateway_refund_id: z.string().nullable(),
    entry_id: z.string().nullable().openapi({ description: 'Posted when it succeeded.' }),
    ...stamped,
  })
  .openapi('Refund')
export type Refund = z.infer<typeof Refund>

export const Payment = z
  .strictObject({
    ...resource('payment', 'pay'),
    invoice_id: z.string().nullable(),
    payment_link_id: z.string().nullable(),
    mode: PaymentMode,
    amount: rate().openapi({ description: 'In major units.' }),
    amount_minor: amountMinor('What was paid'),
    currency: currency(),
    reference: z.string().nullable(),
    gateway_payment_id: z.string().nullable(),
    received_at: timestamp(),
    entry_id: z.string().openapi({ description: 'Its entry in the ledger.' }),
    refunds: z.array(Refund),
    refunded_minor: amountMinor('What went back'),
    metadata: metadata(),
    ...stamped,
  })
  .openapi('Payment')
export type Payment = z.infer<typeof Payment>

export const paymentExample = {
  id: example.payment,
  object: 'payment',
  invoice_id: example.invoice,
  payment_link_id: null,
  mode: 'upi',
  amount: 68,
  amount_minor: 6800,
  currency: 'INR',
  reference: 'UTR2291',
  gateway_payment_id: null,
  received_at: example.at,
  entry_id: example.entry,
  refunds: [],
  refunded_minor: 0,
  metadata: {},
  ...stamps,
}

export const refundExample = {
  id: example.refund,
  object: 'refund',
  payment_id: example.payment,
  credit_note_id: null,
  invoice_id: example.invoice,
  amount_minor: 6800,
  currency: 'INR',
  status: 'succeeded',
  reason: null,
  failure_reason: null,
  gateway_refund_id: null,
  entry_id: example.entry,
  ...stamps,
}

const one = (description: string) => ({ description, schema: Payment, example: paymentExample })

export const createPayment = defineRoute({
  operationId: 'createPayment',
  method: 'post',
  path: '/invoices/{id}/payments',
  tag: 'Payments',
  summary: 'Record a payment',
  description:
    'Money that came in by hand, whole or in part. Payment, ledger entry, balance and events are one transaction. More than is due is refused.',
  scope: 'payments:write',
  body: PaymentCreate,
  bodyExample: { mode: 'upi', amount: 68, reference: 'UTR2291' },
  answers: { 201: one('The payment; `payment.recorded` is fired, and `invoice.paid` when nothing is left.') },
  problems: ['overpayment', 'invalid_state'],
})

export const retrievePayment = defineRoute({
  operationId: 'retrievePayment',
  method: 'get',
  path: '/payments/{id}',
  tag: 'Payments',
  summary: 'Retrieve a payment',
  description: 'One payment with its refunds.',
  scope: 'payments:read',
  answers: { 200: one('The payment.') },
  problems: [],
})

export const listPayments = defineRoute({
  operationId: 'listPayments',
  method: 'get',
  path: '/payments',
  tag: 'Payments',
  summary: 'List payments',
  description: 'Newest first.',
  scope: 'payments:read',
  query: z.strictObject({
    invoice_id: z.string().max(255).optional().openapi({ description: 'Of this invoice.' }),
    payment_link_id: z.string().max(255).optional().openapi({ description: 'Through this link.' }),
    mode: PaymentMode.optional().openapi({ param: { description: 'That came in this way.' } }),
    ...listQuery,
  }),
  answers: {
    200: {
      description: 'A page of payments.',
      schema: pageOf('PaymentList', Payment),
      example: { data: [paymentExample], has_more: false, next_cursor: null },
    },
  },
  problems: ['unknown_reference'],
})

export const createRefund = defineRoute({
  operationId: 'createRefund',
  method: 'post',
  path: '/payments/{id}/refunds',
  tag: 'Payments',
  summary: 'Refund a payment',
  description:
    "Sends back what the customer has in credit from this payment: a surplus, or what a credit note freed. All of it if no amount is given; through the gateway for the gateway's payments.",
  scope: 'payments:write',
  body: RefundCreate,
  bodyExample: { amount: 68, reason: 'Paid twice' },
  answers: {
    201: { description: 'The refund.', schema: Refund, example: refundExample },
  },
  problems: ['refund_exceeds_credit'],
})
