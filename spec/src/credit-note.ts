import { z } from '@hono/zod-openapi'
import { example, stamps } from './example.ts'
import { currency, metadata, minor, quantity, reference, text } from './field.ts'
import { MAX_ITEMS } from './invoice.ts'
import { InvoiceTax } from './invoice-item.ts'
import { listQuery, pageOf } from './list.ts'
import { Refund } from './payment.ts'
import { resource, stamped } from './resource.ts'
import { defineRoute } from './route.ts'

export const CreditNoteCreate = z
  .strictObject({
    invoice_id: reference(example.invoice),
    reason: text(500).openapi({ example: 'Returned unopened' }),
    items: z
      .array(
        z
          .strictObject({
            invoice_item_id: reference(example.item).openapi({ description: 'A line of the invoice, once.' }),
            qty: quantity().optional().openapi({ description: 'All that is left of the line if left out.' }),
          })
          .openapi('CreditNoteItemCreate'),
      )
      .min(1)
      .max(MAX_ITEMS)
      .optional()
      .openapi({ description: 'All that is left of every line if left out.' }),
    refund: z
      .boolean()
      .optional()
      .openapi({ description: 'Send back at once what the credit frees of payments, newest payment first.' }),
    restock: z
      .boolean()
      .optional()
      .openapi({ description: 'Put back what a sale took out of stock, into the store that it came from.' }),
    metadata: metadata().optional(),
  })
  .openapi('CreditNoteCreate')
export type CreditNoteCreate = z.infer<typeof CreditNoteCreate>

export const CreditNoteItem = z
  .strictObject({
    id: z.string().openapi({ example: example.creditNoteItem }),
    invoice_item_id: z.string(),
    description: z.string(),
    qty: quantity(),
    subtotal_minor: minor('What is credited before tax'),
    tax_minor: minor('Its tax'),
    total_minor: minor('Both'),
  })
  .openapi('CreditNoteItem')

export const CreditNote = z
  .strictObject({
    ...resource('credit_note', 'crn'),
    credit_note_no: z.string().openapi({ description: 'Gapless in the year.', example: 'CRN-2026-00001' }),
    invoice_id: z.string(),
    reason: z.string(),
    currency: currency(),
    items: z.array(CreditNoteItem),
    taxes: z.array(InvoiceTax).openapi({
      description:
        "What it takes back of each of the invoice's taxes: all credit notes of an invoice add up to its `taxes`.",
    }),
    subtotal_minor: minor('Sum of the lines before tax'),
    tax_minor: minor('Sum of their taxes'),
    total_minor: minor('Both'),
    refunds: z.array(Refund),
    refunded_minor: minor('What went back'),
    restock: z.boolean().openapi({ description: 'Whether the goods went back into stock.' }),
    entry_id: z.string(),
    reverses_entry_id: z
      .string()
      .openapi({ description: 'The entry of the sending, which this one reverses.' }),
    hosted_url: z.string().openapi({
      description: 'The page that its customer sees and prints.',
      example: 'https://pay.example.com/c/…',
    }),
    metadata: metadata(),
    ...stamped,
  })
  .openapi('CreditNote')
export type CreditNote = z.infer<typeof CreditNote>

export const creditNoteExample = {
  id: example.creditNote,
  object: 'credit_note',
  credit_note_no: 'CRN-2026-00001',
  invoice_id: example.invoice,
  reason: 'Returned unopened',
  currency: 'INR',
  items: [
    {
      id: example.creditNoteItem,
      invoice_item_id: example.item,
      description: 'Amul milk, 1 litre',
      qty: 1,
      subtotal_minor: 6800,
      tax_minor: 0,
      total_minor: 6800,
    },
  ],
  taxes: [],
  subtotal_minor: 6800,
  tax_minor: 0,
  total_minor: 6800,
  refunds: [],
  refunded_minor: 0,
  restock: false,
  entry_id: example.entry,
  reverses_entry_id: example.sendEntry,
  hosted_url: 'https://pay.example.com/c/…',
  metadata: {},
  ...stamps,
}

const one = (description: string) => ({ description, schema: CreditNote, example: creditNoteExample })

export const createCreditNote = defineRoute({
  operationId: 'createCreditNote',
  method: 'post',
  path: '/credit-notes',
  tag: 'Credit notes',
  summary: 'Issue a credit note',
  description:
    'Takes back an open or paid invoice, whole or by line, by an entry that reverses its sending. Never more than was invoiced.',
  scope: 'credit_notes:write',
  body: CreditNoteCreate,
  bodyExample: { invoice_id: example.invoice, reason: 'Returned unopened' },
  answers: { 201: one('The credit note; `credit_note.issued` is fired.') },
  problems: ['unknown_reference', 'invalid_state', 'credit_exceeds_invoice'],
})

export const retrieveCreditNote = defineRoute({
  operationId: 'retrieveCreditNote',
  method: 'get',
  path: '/credit-notes/{id}',
  tag: 'Credit notes',
  summary: 'Retrieve a credit note',
  description: 'One credit note with its lines and refunds.',
  scope: 'credit_notes:read',
  answers: { 200: one('The credit note.') },
  problems: [],
})

export const listCreditNotes = defineRoute({
  operationId: 'listCreditNotes',
  method: 'get',
  path: '/credit-notes',
  tag: 'Credit notes',
  summary: 'List credit notes',
  description: 'Newest first.',
  scope: 'credit_notes:read',
  query: z.strictObject({
    invoice_id: z.string().max(255).optional().openapi({ description: 'Of this invoice.' }),
    ...listQuery,
  }),
  answers: {
    200: {
      description: 'A page of credit notes.',
      schema: pageOf('CreditNoteList', CreditNote),
      example: { data: [creditNoteExample], has_more: false, next_cursor: null },
    },
  },
  problems: ['unknown_reference'],
})
