import type { createServer } from 'node:http'
import type { Router } from 'express'
import { expectTypeOf } from 'vitest'
import type { EventOf, KnownEventType, UnknownEvent, WebhookEvent } from '../src/events.ts'
import { webhookHandler } from '../src/express.ts'
import { webhookHandler as fetchHandler } from '../src/fetch.ts'
import type { EventHandlers } from '../src/receive.ts'

declare const router: Router
declare const listen: typeof createServer
declare const event: WebhookEvent
declare const every: EventHandlers
const secrets = [process.env.BAHI_WEBHOOK_SECRET]
const onUnknown = (unknown: WebhookEvent) => expectTypeOf(unknown.type).toExtend<string>()

// Handlers are mounted as they are, and each hears its own event.
const on = { 'invoice.sent': (sent: EventOf<'invoice.sent'>) => sent.data.id }
router.post('/webhooks', webhookHandler({ secrets, on, onUnknown }))
listen(webhookHandler({ secrets, on, onUnknown }))
expectTypeOf(fetchHandler({ secrets, on, onUnknown })).toExtend<(request: Request) => Promise<Response>>()
webhookHandler({
  secrets,
  on: {
    'customer.created': (created) => expectTypeOf(created.data.phone).toEqualTypeOf<string | null>(),
  },
  onUnknown: (rest) => expectTypeOf(rest).toEqualTypeOf<WebhookEvent>(),
})

// Either every known type has its handler, or onUnknown takes the rest.
webhookHandler({ secrets, on: every })
// @ts-expect-error most types have no handler, and there is no onUnknown
webhookHandler({ secrets, on })
// @ts-expect-error a misspelt type
webhookHandler({ secrets, on: { 'invoice.snet': () => {} }, onUnknown })

// A switch narrows, and leaves the unknown events.
switch (event.type) {
  case 'invoice.sent':
    expectTypeOf(event).toEqualTypeOf<EventOf<'invoice.sent'>>()
    break
  case 'invoice.created':
  case 'invoice.voided':
  case 'invoice.overdue':
  case 'invoice.paid':
  case 'invoice.refunded':
  case 'payment.recorded':
  case 'payment_link.paid':
  case 'payment_link.expired':
  case 'credit_note.issued':
  case 'stock.low':
  case 'reminder.sent':
  case 'customer.created':
  case 'webhook_endpoint.disabled':
  case 'webhook_endpoint.test':
    break
  default:
    expectTypeOf(event).toEqualTypeOf<UnknownEvent>()
    expectTypeOf(event.type).toExtend<string>()
    expectTypeOf(event.data).toEqualTypeOf<{ [key: string]: unknown }>()
}

// The names are exactly the contract's, and a new one shows up here.
expectTypeOf<KnownEventType>().toEqualTypeOf<
  | 'invoice.created'
  | 'invoice.sent'
  | 'invoice.voided'
  | 'invoice.overdue'
  | 'invoice.paid'
  | 'invoice.refunded'
  | 'payment.recorded'
  | 'payment_link.paid'
  | 'payment_link.expired'
  | 'credit_note.issued'
  | 'stock.low'
  | 'reminder.sent'
  | 'customer.created'
  | 'webhook_endpoint.disabled'
  | 'webhook_endpoint.test'
>()
