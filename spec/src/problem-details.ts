import { z } from '@hono/zod-openapi'
import { problemCodes } from './problem.ts'

export const FieldProblem = z
  .strictObject({
    pointer: z.string().openapi({
      description: 'RFC 6901 pointer into the body, or `/name` of a query parameter or header.',
      example: '/items/0/qty',
    }),
    in: z
      .enum(['body', 'query', 'header'])
      .openapi({ description: 'The part of the request that is meant.' }),
    code: z.string().openapi({ description: 'Stable name of the fault.', example: 'required' }),
    detail: z.string().openapi({ description: 'What is wrong and what to send.' }),
  })
  .openapi('FieldProblem')

/** What a store lacks for one line, or for one adjustment. */
export const Shortage = z
  .strictObject({
    pointer: z.string().openapi({
      description: 'RFC 6901 pointer to the quantity in the body.',
      example: '/items/0/qty',
    }),
    product_id: z.string(),
    sku: z.string(),
    store_id: z.string(),
    available: z
      .number()
      .openapi({ description: 'What is there for this line: the lines before it come first.', example: 1 }),
    requested: z.number().openapi({ description: 'What it asks for.', example: 2 }),
  })
  .openapi('StockShortage')
export type Shortage = z.infer<typeof Shortage>

/** RFC 9457 problem details, with the members that WIRE §2 adds. */
export const Problem = z
  .object({
    type: z.string().openapi({ description: 'Address of the page about this code.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().openapi({ example: 'urn:bahi:request:req_01J9XG6T4S0Q2V8N3M5K7P9R1A' }),
    code: z.enum(problemCodes).openapi('ProblemCode'),
    request_id: z.string(),
    retryable: z.boolean(),
    errors: z.array(FieldProblem).optional(),
    mismatches: z
      .array(z.string())
      .optional()
      .openapi({ description: 'JSON Pointers that differ from the first request.' }),
    supported_versions: z.array(z.string()).optional(),
    required_scope: z.string().optional(),
    state: z.string().optional(),
    allowed_acts: z.array(z.string()).optional(),
    amount_due_minor: z.int().optional(),
    refundable_minor: z.int().optional(),
    shortages: z
      .array(Shortage)
      .optional()
      .openapi({ description: 'Every line for which too little is there.' }),
    max_stores: z.int().optional(),
    violated_policies: z.array(z.string()).optional(),
    max_bytes: z.int().optional(),
    position: z
      .int()
      .optional()
      .openapi({ description: 'Where the JSON breaks off, in characters from its start.' }),
  })
  .openapi('Problem')
