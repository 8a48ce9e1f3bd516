import { z } from '@hono/zod-openapi'
import { example } from './example.ts'
import { amountMinor, countOf, minor, quantity, rate, rule, storable, taxRate, text } from './field.ts'

const hsnCode = () => z.string().regex(/^\d{4,8}$/, { error: 'must be 4 to 8 digits' })

const exactlyOneSource = (value: Readonly<Record<string, unknown>>) =>
  countOf(value, ['catalog_item_id', 'sku', 'description']) === 1

const ownPrice = (value: Readonly<Record<string, unknown>>) =>
  countOf(value, ['description']) === 0 || countOf(value, ['rate', 'rate_minor']) > 0

const onePrice = (value: Readonly<Record<string, unknown>>) => countOf(value, ['rate', 'rate_minor']) <= 1

const fields = z.strictObject({
  catalog_item_id: z
    .string()
    .max(255)
    .optional()
    .openapi({ description: 'A product, by id.', example: example.product }),
  sku: storable(255).optional().openapi({ description: 'A product, by its sku.', example: 'AMUL-MILK-1L' }),
  description: text(1000).optional().openapi({ description: 'A line of its own, with a price of its own.' }),
  qty: quantity(),
  rate: rate()
    .optional()
    .openapi({ description: "Price per unit in major units; a product's own if left out." }),
  rate_minor: amountMinor('Price per unit').optional(),
  tax_rate: taxRate().optional(),
  tax_inclusive: z.boolean().optional(),
  hsn_code: hsnCode().nullable().optional(),
})

export const InvoiceItemCreate = [
  {
    holds: exactlyOneSource,
    path: ['catalog_item_id'],
    code: 'one_of',
    error: 'an item has exactly one of `catalog_item_id`, `sku` or `description`',
  },
  {
    holds: ownPrice,
    path: ['rate'],
    code: 'required',
    error: 'an item with a `description` needs `rate` or `rate_minor`',
  },
  {
    holds: onePrice,
    path: ['rate'],
    code: 'one_of',
    error: 'give the price as `rate` (major units) or `rate_minor`, not both',
  },
]
  .reduce((schema, { holds, ...meant }) => rule(schema, holds, meant), fields)
  .openapi('InvoiceItemCreate')
export type InvoiceItemCreate = z.infer<typeof InvoiceItemCreate>

export const InvoiceItem = z
  .strictObject({
    id: z.string().openapi({ example: example.item }),
    catalog_item_id: z.string().nullable(),
    sku: z.string().nullable(),
    billable_id: z.string().nullable(),
    description: z.string(),
    qty: quantity(),
    rate: rate(),
    rate_minor: amountMinor('Price per unit'),
    tax_rate: taxRate(),
    tax_inclusive: z.boolean(),
    hsn_code: z.string().nullable(),
    subtotal_minor: minor('The line before tax'),
    tax_minor: minor('Tax of the line'),
    total_minor: minor('The line with tax'),
  })
  .openapi('InvoiceItem')
export type InvoiceItem = z.infer<typeof InvoiceItem>

export const InvoiceTax = z
  .strictObject({
    name: z.string().openapi({ description: 'CGST, SGST, IGST or Tax.', example: 'CGST' }),
    rate: z.number().openapi({ description: 'Percent.', example: 9 }),
    base_minor: minor('What the tax was counted from'),
    amount_minor: minor('The tax'),
  })
  .openapi('InvoiceTax')
export type InvoiceTax = z.infer<typeof InvoiceTax>

export const itemExample = {
  id: example.item,
  catalog_item_id: example.product,
  sku: 'AMUL-MILK-1L',
  billable_id: null,
  description: 'Amul milk, 1 litre',
  qty: 1,
  rate: 68,
  rate_minor: 6800,
  tax_rate: 0,
  tax_inclusive: false,
  hsn_code: '0401',
  subtotal_minor: 6800,
  tax_minor: 0,
  total_minor: 6800,
}
