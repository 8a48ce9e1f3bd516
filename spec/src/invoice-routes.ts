import { z } from '@hono/zod-openapi'
import { example } from './example.ts'
import { timestampQuery } from './field.ts'
import {
  Invoice,
  InvoiceCreate,
  InvoiceStatus,
  InvoiceUpdate,
  invoiceExample,
  sentInvoiceExample,
  uncollectibleInvoiceExample,
  voidedInvoiceExample,
} from './invoice.ts'
import { listQuery, pageOf } from './list.ts'
import { defineRoute } from './route.ts'

/** What a publishable key may read: status and totals, no person. */
const publicMembers = [
  'id',
  'object',
  'invoice_no',
  'status',
  'currency',
  'subtotal_minor',
  'tax_minor',
  'total_minor',
  'grand_total',
  'amount_paid_minor',
  'amount_credited_minor',
  'amount_due_minor',
  'due_at',
  'overdue',
  'livemode',
] as const

const one = (description: string, shown: unknown = invoiceExample) => ({
  description,
  schema: Invoice,
  example: shown,
})

const lineProblems = ['unknown_reference', 'currency_mismatch', 'amount_too_large'] as const

export const createInvoice = defineRoute({
  operationId: 'createInvoice',
  method: 'post',
  path: '/invoices',
  tag: 'Invoices',
  summary: 'Create an invoice',
  description:
    'Makes a draft, whose prices, taxes and totals are worked out at once; `send` gives it a number. With `payment` it is a sale: raised, numbered, taken out of stock, paid and posted in one transaction, or refused whole. A `rate` that a sale gives contains the tax unless the item says otherwise.',
  scope: 'invoices:write',
  body: InvoiceCreate,
  bodyExample: {
    contact_id: example.contact,
    items: [{ catalog_item_id: example.product, qty: 1 }],
    due_in_days: 7,
  },
  answers: {
    201: one(
      'The draft, or the sale. `invoice.created` is fired, for a sale also `payment.recorded`, `invoice.paid` when nothing is left to pay, and `stock.low` for products that fell so far.',
    ),
  },
  problems: [...lineProblems, 'overpayment', 'insufficient_stock'],
})

export const retrieveInvoice = defineRoute({
  operationId: 'retrieveInvoice',
  method: 'get',
  path: '/invoices/{id}',
  tag: 'Invoices',
  summary: 'Retrieve an invoice',
  description: 'One invoice with its lines and taxes. A publishable key reads its status and totals.',
  scope: 'invoices:read',
  publishable: publicMembers,
  answers: { 200: one('The invoice.') },
  problems: [],
})

export const listInvoices = defineRoute({
  operationId: 'listInvoices',
  method: 'get',
  path: '/invoices',
  tag: 'Invoices',
  summary: 'List invoices',
  description: 'Newest first.',
  scope: 'invoices:read',
  query: z.strictObject({
    status: InvoiceStatus.optional().openapi({ param: { description: 'In this state.' } }),
    contact_id: z.string().max(255).optional().openapi({ description: 'To this contact.' }),
    from: timestampQuery('Made at this time or later.'),
    to: timestampQuery('Made before this time.'),
    ...listQuery,
  }),
  answers: {
    200: {
      description: 'A page of invoices.',
      schema: pageOf('InvoiceList', Invoice),
      example: { data: [invoiceExample], has_more: false, next_cursor: null },
    },
  },
  problems: ['unknown_reference'],
})

export const updateInvoice = defineRoute({
  operationId: 'updateInvoice',
  method: 'patch',
  path: '/invoices/{id}',
  tag: 'Invoices',
  summary: 'Update a draft',
  description:
    'Changes the members that are sent. `items` replaces the lines, but for those of billables; `metadata` is replaced whole.',
  scope: 'invoices:write',
  body: InvoiceUpdate,
  bodyExample: { due_in_days: 14 },
  answers: { 200: one('The draft as it is now.') },
  problems: [...lineProblems, 'invalid_state'],
})

export const deleteInvoice = defineRoute({
  operationId: 'deleteInvoice',
  method: 'delete',
  path: '/invoices/{id}',
  tag: 'Invoices',
  summary: 'Delete a draft',
  description: 'The draft goes with its lines and billables. What was sent is voided instead.',
  scope: 'invoices:write',
  answers: { 204: { description: 'It is gone.' } },
  problems: ['invalid_state'],
})

export const sendInvoice = defineRoute({
  operationId: 'sendInvoice',
  method: 'post',
  path: '/invoices/{id}/send',
  tag: 'Invoices',
  summary: 'Send an invoice',
  description: 'Gives the draft its number and makes it open. It needs one line or more.',
  scope: 'invoices:write',
  answers: { 200: one('The open invoice; `invoice.sent` is fired.', sentInvoiceExample) },
  problems: ['invalid_state'],
})

export const voidInvoice = defineRoute({
  operationId: 'voidInvoice',
  method: 'post',
  path: '/invoices/{id}/void',
  tag: 'Invoices',
  summary: 'Void an invoice',
  description: 'An open invoice on which nothing was paid stops counting; its number stays taken.',
  scope: 'invoices:write',
  answers: { 200: one('The void invoice; `invoice.voided` is fired.', voidedInvoiceExample) },
  problems: ['invalid_state'],
})

export const markInvoiceUncollectible = defineRoute({
  operationId: 'markInvoiceUncollectible',
  method: 'post',
  path: '/invoices/{id}/mark-uncollectible',
  tag: 'Invoices',
  summary: 'Write an invoice off',
  description: 'What is due becomes bad debt. A payment that comes after all is still recorded.',
  scope: 'invoices:write',
  answers: { 200: one('The uncollectible invoice.', uncollectibleInvoiceExample) },
  problems: ['invalid_state'],
})
