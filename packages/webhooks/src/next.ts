import { advice } from './advice.ts'
import { createFetchHandler } from './fetch-handler.ts'
import type { WebhookHandlerOptions } from './receive.ts'

export type { WebhookHandlerOptions } from './receive.ts'

/**
 * A route handler for Next's app router, on Node or edge, that receives, verifies and de-duplicates deliveries and
 * calls the handler of each event's type. For `pages/api` take `@bahi/webhooks/next-pages`.
 *
 * @example
 * export const POST = webhookHandler({ secrets: [process.env.BAHI_WEBHOOK_SECRET], on, onUnknown })
 */
export function webhookHandler(options: WebhookHandlerOptions): (request: Request) => Promise<Response> {
  return createFetchHandler(options, advice.next)
}
