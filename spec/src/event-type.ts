import { z } from '@hono/zod-openapi'

/** Every event that the server fires. A new one begins here. */
export const eventTypes = [
  'invoice.created',
  'invoice.sent',
  'invoice.voided',
  'invoice.overdue',
  'invoice.paid',
  'invoice.refunded',
  'payment.recorded',
  'payment_link.paid',
  'payment_link.expired',
  'credit_note.issued',
  'stock.low',
  'reminder.sent',
  'customer.created',
  'webhook_endpoint.disabled',
  'webhook_endpoint.test',
] as const
export type EventType = (typeof eventTypes)[number]
export const EventTypeName = z.enum(eventTypes).openapi('EventType')
