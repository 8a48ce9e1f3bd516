import { z } from '@hono/zod-openapi'
import { example, stamps } from './example.ts'
import { timestamp } from './field.ts'
import { resource, stamped } from './resource.ts'

/** The steps of the chase, by their distance to the due date in days. */
export const reminderSteps = {
  before_due: -3,
  on_due: 0,
  after_3_days: 3,
  after_7_days: 7,
  after_14_days: 14,
} as const
export type ReminderStep = keyof typeof reminderSteps
const stepNames = Object.keys(reminderSteps) as ReminderStep[] // the keys of a closed literal

/** One step of the chase, as it was sent. It is told in events only. */
export const Reminder = z
  .strictObject({
    ...resource('reminder', 'rem'),
    invoice_id: z.string(),
    invoice_no: z.string().nullable(),
    step: z.enum(stepNames).openapi('ReminderStep'),
    amount_due_minor: z.int(),
    currency: z.string(),
    due_at: timestamp(),
    sent_at: timestamp(),
    ...stamped,
  })
  .openapi('Reminder')
export type Reminder = z.infer<typeof Reminder>

export const reminderExample = {
  id: example.reminder,
  object: 'reminder',
  invoice_id: example.invoice,
  invoice_no: 'INV-2026-00001',
  step: 'after_3_days',
  amount_due_minor: 6800,
  currency: 'INR',
  due_at: '2026-07-05T10:14:22.000Z',
  sent_at: '2026-07-08T10:14:22.000Z',
  ...stamps,
}
