import type { createServer } from 'node:http'
import type { Router } from 'express'
import { expectTypeOf } from 'vitest'
import type { EventData, EventOf, UnknownEvent, WebhookEvent } from '../src/events.ts'
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
    'customer.created': (created) =>
      expectTypeOf(created.data).toEqualTypeOf<EventData['customer.created']>(),
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
  case 'invoice.overdue':
  case 'invoice.paid':
  case 'invoice.refunded':
  case 'invoice.voided':
  case 'payment.recorded':
  case 'credit_note.issued':
  case 'stock.low':
  case 'customer.created':
  case 'payment_link.paid':
  case 'payment_link.expired':
  case 'reminder.sent':
  case 'webhook_endpoint.disabled':
  case 'webhook_endpoint.test':
    break
  default:
    expectTypeOf(event).toEqualTypeOf<UnknownEvent>()
    expectTypeOf(event.type).toExtend<string>()
    expectTypeOf(event.data).toEqualTypeOf<Record<string, unknown>>()
}
