import { advice } from './advice.ts'
import { createFetchHandler } from './fetch-handler.ts'
import type { WebhookHandlerOptions } from './receive.ts'

export type { WebhookHandlerOptions } from './receive.ts'

/** What is needed of Hono's context. */
export interface HonoContext {
  readonly req: { readonly raw: Request }
}

/**
 * A Hono 4 handler that receives, verifies and de-duplicates deliveries and calls the handler of each event's type,
 * on every runtime that Hono runs on. It answers every request itself.
 *
 * @example
 * app.post('/webhooks', webhookHandler({ secrets: [process.env.BAHI_WEBHOOK_SECRET], on, onUnknown }))
 */
export function webhookHandler(options: WebhookHandlerOptions): (context: HonoContext) => Promise<Response> {
  const handle = createFetchHandler(options, advice.hono)
  return (context) => handle(context.req.raw)
}
