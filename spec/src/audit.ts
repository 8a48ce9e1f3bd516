import { z } from '@hono/zod-openapi'
import { example } from './example.ts'
import { timestamp } from './field.ts'
import { defineRoute } from './route.ts'

/** What the audit proves, each by reading the data anew. */
export const auditChecks = [
  'entries_balance',
  'invoices_equal_ledger',
  'payments_equal_ledger',
  'credit_within_invoice',
  'stock_equals_history',
  'events_have_outbox_rows',
  'event_sequence_gapless',
  'invoice_numbers_gapless',
  'credit_note_numbers_gapless',
  'sales_equal_ledger',
] as const

/** No more of one fault helps anybody. */
export const MAX_FINDINGS = 100

export const Audit = z
  .strictObject({
    object: z.literal('audit'),
    at: timestamp(),
    clean: z.boolean(),
    checks: z.array(
      z.strictObject({
        name: z.enum(auditChecks).openapi('AuditCheckName'),
        clean: z.boolean(),
        checked: z.int().openapi({ description: 'How many rows were looked at.' }),
        findings: z.array(z.strictObject({ id: z.string(), detail: z.string() }).openapi('AuditFinding')),
      }),
    ),
    livemode: z.boolean(),
  })
  .openapi('Audit')
export type Audit = z.infer<typeof Audit>

export const retrieveAudit = defineRoute({
  operationId: 'retrieveAudit',
  method: 'get',
  path: '/audit',
  tag: 'Audit',
  summary: 'Audit the books',
  description: `Proves anew, from the data alone, that the books are right. Up to ${MAX_FINDINGS} findings a check.`,
  scope: 'ledger:read',
  answers: {
    200: {
      description: 'What was checked and found.',
      schema: Audit,
      example: {
        object: 'audit',
        at: example.at,
        clean: true,
        checks: auditChecks.map((name) => ({ name, clean: true, checked: 3, findings: [] })),
        livemode: false,
      },
    },
  },
  problems: [],
})
