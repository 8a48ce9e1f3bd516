import { advice } from './advice.ts'
import type { NodeRequest } from './node-body.ts'
import { createNodeHandler, type NodeResponse } from './node-handler.ts'
import type { WebhookHandlerOptions } from './receive.ts'
import { verify } from './verify.ts'

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
  return createNodeHandler(options, advice.express, verify)
}
