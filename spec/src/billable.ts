import { z } from '@hono/zod-openapi'
import { example } from './example.ts'
import { amountMinor, currency, metadata, quantity, reference, storable, text } from './field.ts'
import { listQuery, pageOf } from './list.ts'
import { resource, stamped } from './resource.ts'
import { defineRoute } from './route.ts'

export const MAX_BILLABLES = 100
const MAX_ORDER = 1_000_000_000

const fields = {
  description: text(1000).openapi({ example: 'Monthly subscription for service X.' }),
  quantity: quantity().openapi({ example: 10 }),
  amount_minor: amountMinor('Price per unit').openapi({ example: 5000 }),
  currency_code: currency().openapi({ example: 'EUR' }),
  reference_type: text(64)
    .nullable()
    .optional()
    .openapi({ description: 'Where the work was noted.', example: 'JIRA' }),
  reference_id: text(255)
    .nullable()
    .optional()
    .openapi({ description: 'Its name there.', example: 'PROJ-123' }),
  metadata: metadata().optional(),
  order: z
    .int()
    .min(-MAX_ORDER)
    .max(MAX_ORDER)
    .nullable()
    .optional()
    .openapi({ description: 'Place among the lines, lowest first.', example: 13 }),
}

export const BillableInput = z.strictObject(fields).openapi('BillableInput')
export type BillableInput = z.infer<typeof BillableInput>

export const BillablesCreate = z
  .strictObject({
    invoice_id: reference(example.invoice),
    billables: z.array(BillableInput).min(1).max(MAX_BILLABLES),
  })
  .openapi('BillablesCreate')
export type BillablesCreate = z.infer<typeof BillablesCreate>

export const BillableUpdate = BillableInput.omit({ currency_code: true }).partial().openapi('BillableUpdate')
export type BillableUpdate = z.infer<typeof BillableUpdate>

export const Billable = z
  .strictObject({
    ...resource('billable', 'bil'),
    invoice: z.string().openapi({ example: example.invoice }),
    description: z.string(),
    quantity: quantity(),
    amount_minor: amountMinor('Price per unit; the line is worth quantity × this'),
    currency_code: currency(),
    reference_type: z.string().nullable(),
    reference_id: z.string().nullable(),
    metadata: metadata(),
    order: z.int().nullable(),
    ...stamped,
  })
  .openapi('Billable')
export type Billable = z.infer<typeof Billable>

const inputExample = {
  description: 'Monthly subscription for service X.',
  quantity: 10,
  amount_minor: 5000,
  currency_code: 'EUR',
  reference_type: 'JIRA',
  reference_id: 'PROJ-123',
  metadata: { project: 'Alpha', priority: 'High' },
  order: 13,
}

const billableExample = {
  id: example.billable,
  object: 'billable',
  invoice: example.invoice,
  ...inputExample,
  created_at: example.at,
  updated_at: example.at,
  livemode: false,
}

const one = (description: string) => ({ description, schema: Billable, example: billableExample })

export const createBillables = defineRoute({
  operationId: 'createBillables',
  method: 'post',
  path: '/billables',
  tag: 'Billables',
  summary: 'Create billables',
  description: `1 to ${MAX_BILLABLES} billables under one draft invoice, all or none; each becomes a line of it.`,
  scope: 'billables:write',
  body: BillablesCreate,
  bodyExample: { invoice_id: example.invoice, billables: [inputExample] },
  answers: {
    201: {
      description: 'The billables in the order in which they were sent.',
      schema: z.strictObject({ data: z.array(Billable) }).openapi('BillablesCreated'),
      example: { data: [billableExample] },
    },
  },
  problems: ['unknown_reference', 'currency_mismatch', 'amount_too_large', 'invalid_state'],
})

export const retrieveBillable = defineRoute({
  operationId: 'retrieveBillable',
  method: 'get',
  path: '/billables/{id}',
  tag: 'Billables',
  summary: 'Retrieve a billable',
  description: 'One billable by its id.',
  scope: 'billables:read',
  answers: { 200: one('The billable.') },
  problems: [],
})

export const listBillables = defineRoute({
  operationId: 'listBillables',
  method: 'get',
  path: '/billables',
  tag: 'Billables',
  summary: 'List billables',
  description: 'Newest first, by invoice or by reference.',
  scope: 'billables:read',
  query: z.strictObject({
    invoice_id: z.string().max(255).optional().openapi({ description: 'Under this invoice.' }),
    reference_type: storable(255).optional().openapi({ description: 'Exact.', example: 'JIRA' }),
    reference_id: storable(255).optional().openapi({ description: 'Exact.', example: 'PROJ-123' }),
    ...listQuery,
  }),
  answers: {
    200: {
      description: 'A page of billables.',
      schema: pageOf('BillableList', Billable),
      example: { data: [billableExample], has_more: false, next_cursor: null },
    },
  },
  problems: ['unknown_reference'],
})

export const updateBillable = defineRoute({
  operationId: 'updateBillable',
  method: 'patch',
  path: '/billables/{id}',
  tag: 'Billables',
  summary: 'Update a billable',
  description: 'Changes the members that are sent and its line, while the invoice is a draft.',
  scope: 'billables:write',
  body: BillableUpdate,
  bodyExample: { quantity: 12 },
  answers: { 200: one('The billable as it is now.') },
  problems: ['amount_too_large', 'invalid_state'],
})

export const deleteBillable = defineRoute({
  operationId: 'deleteBillable',
  method: 'delete',
  path: '/billables/{id}',
  tag: 'Billables',
  summary: 'Delete a billable',
  description: 'It goes with its line, while the invoice is a draft.',
  scope: 'billables:write',
  answers: { 204: { description: 'It is gone.' } },
  problems: ['invalid_state'],
})
