import { z } from '@hono/zod-openapi'
import { example, stamps } from './example.ts'
import {
  amountMinor,
  countOf,
  currency,
  MAX_STOCK,
  metadata,
  rate,
  rule,
  stockCount,
  stockLevel,
  storable,
  taxRate,
  text,
} from './field.ts'
import { listQuery, pageOf } from './list.ts'
import { resource, stamped } from './resource.ts'
import { defineRoute } from './route.ts'

const sku = () =>
  text(64).openapi({ description: 'Stock keeping unit, unique in the environment.', example: 'AMUL-MILK-1L' })

const details = {
  description: text(2000).nullable().optional(),
  tax_rate: taxRate().optional(),
  tax_inclusive: z.boolean().optional().openapi({ description: 'Whether the price includes the tax.' }),
  hsn_code: z
    .string()
    .regex(/^\d{4,8}$/, { error: 'must be 4 to 8 digits' })
    .nullable()
    .optional()
    .openapi({ description: "India's code of goods and services.", example: '0401' }),
  low_stock_level: z.int().min(0).max(MAX_STOCK).nullable().optional().openapi({
    description: 'Stock of all stores at which it is low: `stock.low` tells when it falls so far.',
    example: 50,
  }),
  allow_backorder: z
    .boolean()
    .optional()
    .openapi({ description: 'Whether more may be sold than is there: stock goes below 0 then.' }),
  metadata: metadata().optional(),
}

export const ProductCreate = rule(
  z.strictObject({
    sku: sku(),
    name: text(200),
    rate: rate().optional(),
    rate_minor: amountMinor('Price per unit').optional(),
    currency: currency().optional().openapi({ description: "ISO 4217; the tenant's if left out." }),
    stock: stockCount()
      .optional()
      .openapi({ description: 'Opening stock, in the default store; 0 if left out.', example: 1000 }),
    ...details,
  }),
  (value) => countOf(value, ['rate', 'rate_minor']) === 1,
  {
    path: ['rate'],
    code: 'one_of',
    error: 'give the price as `rate` (major units) or `rate_minor`, one of the two',
  },
).openapi('ProductCreate')
export type ProductCreate = z.infer<typeof ProductCreate>

export const ProductUpdate = rule(
  z.strictObject({
    sku: sku().optional(),
    name: text(200).optional(),
    rate: rate().optional(),
    rate_minor: amountMinor('Price per unit').optional(),
    ...details,
  }),
  (value) => countOf(value, ['rate', 'rate_minor']) <= 1,
  {
    path: ['rate'],
    code: 'one_of',
    error: 'give the price as `rate` (major units) or `rate_minor`, not both',
  },
).openapi('ProductUpdate')
export type ProductUpdate = z.infer<typeof ProductUpdate>

export const Product = z
  .strictObject({
    ...resource('product', 'itm'),
    sku: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    rate: rate(),
    rate_minor: amountMinor('Price per unit'),
    currency: currency(),
    tax_rate: taxRate(),
    tax_inclusive: z.boolean(),
    hsn_code: z.string().nullable(),
    stock: stockLevel('What is there now, in all stores.'),
    low_stock_level: z.int().nullable(),
    allow_backorder: z.boolean(),
    archived: z.boolean(),
    metadata: metadata(),
    ...stamped,
  })
  .openapi('Product')
export type Product = z.infer<typeof Product>

const productExample = {
  id: example.product,
  object: 'product',
  sku: 'AMUL-MILK-1L',
  name: 'Amul milk, 1 litre',
  description: null,
  rate: 68,
  rate_minor: 6800,
  currency: 'INR',
  tax_rate: 0,
  tax_inclusive: false,
  hsn_code: '0401',
  stock: 1000,
  low_stock_level: 50,
  allow_backorder: false,
  archived: false,
  metadata: {},
  ...stamps,
}

/** What a publishable key may read: nothing that tells of cost, stock policy or the tenant's own notes. */
const publicMembers = [
  'id',
  'object',
  'sku',
  'name',
  'description',
  'rate',
  'rate_minor',
  'currency',
  'tax_rate',
  'tax_inclusive',
  'archived',
  'livemode',
] as const

const one = (description: string) => ({ description, schema: Product, example: productExample })

export const createProduct = defineRoute({
  operationId: 'createProduct',
  method: 'post',
  path: '/products',
  tag: 'Products',
  summary: 'Create a product',
  description: 'A catalog item with its price, tax and opening stock.',
  scope: 'products:write',
  body: ProductCreate,
  bodyExample: { sku: 'AMUL-MILK-1L', name: 'Amul milk, 1 litre', rate: 68, hsn_code: '0401', stock: 1000 },
  answers: { 201: one('The new product.') },
  problems: ['already_exists'],
})

export const retrieveProduct = defineRoute({
  operationId: 'retrieveProduct',
  method: 'get',
  path: '/products/{id}',
  tag: 'Products',
  summary: 'Retrieve a product',
  description: 'One product by its id. A publishable key reads its public members.',
  scope: 'products:read',
  publishable: publicMembers,
  answers: { 200: one('The product.') },
  problems: [],
})

export const listProducts = defineRoute({
  operationId: 'listProducts',
  method: 'get',
  path: '/products',
  tag: 'Products',
  summary: 'List products',
  description: 'Newest first. A publishable key reads their public members.',
  scope: 'products:read',
  publishable: publicMembers,
  query: z.strictObject({
    sku: storable(255).optional().openapi({ description: 'Exact.' }),
    ...listQuery,
  }),
  answers: {
    200: {
      description: 'A page of products.',
      schema: pageOf('ProductList', Product),
      example: { data: [productExample], has_more: false, next_cursor: null },
    },
  },
  problems: [],
})

export const updateProduct = defineRoute({
  operationId: 'updateProduct',
  method: 'patch',
  path: '/products/{id}',
  tag: 'Products',
  summary: 'Update a product',
  description: 'Changes the members that are sent; invoices keep the price and tax that they were made with.',
  scope: 'products:write',
  body: ProductUpdate,
  bodyExample: { rate: 70 },
  answers: { 200: one('The product as it is now.') },
  problems: ['already_exists'],
})

export const archiveProduct = defineRoute({
  operationId: 'archiveProduct',
  method: 'post',
  path: '/products/{id}/archive',
  tag: 'Products',
  summary: 'Archive a product',
  description:
    'It stays readable and on its invoices, and goes on no new one. Archiving it again changes nothing.',
  scope: 'products:write',
  answers: { 200: one('The archived product.') },
  problems: [],
})
