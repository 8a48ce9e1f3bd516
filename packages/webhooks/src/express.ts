import { type NodeRequest, type NodeResponse, webhookHandler as nodeHandler } from './node.ts'
import type { WebhookHandlerOptions } from './receive.ts'

export type { WebhookHandlerOptions } from './receive.ts'

/**
 * An Express 4 or 5 route handler that receives, verifies and de-duplicates deliveries and calls the handler of each
 * event's type. Mount it above `express.json()`, or behind `express.raw({ type: 'application/json' })`. It answers
 * every request itself, and never calls `next`.
 *
 * @example
 * app.post('/webhooks', webhookHandler({ secrets: [process.env.BAHI_WEBHOOK_SECRET], on, onUnknown }))
 */
export function webhookHandler(
  options: WebhookHandlerOptions,
): (request: NodeRequest, response: NodeResponse) => Promise<void> {
  return nodeHandler(options)
}
