import { advice } from './advice.ts'
import type { NodeRequest } from './node-body.ts'
import { createNodeHandler, type NodeResponse } from './node-handler.ts'
import type { WebhookHandlerOptions } from './receive.ts'
import { verify } from './verify.ts'

export type { WebhookHandlerOptions } from './receive.ts'

/**
 * An API route for Next's pages router that receives, verifies and de-duplicates deliveries and calls the handler of
 * each event's type. The route's file must turn Next's body parser off, with the literal line below.
 *
 * @example
 * export const config = { api: { bodyParser: false } }
 * export default webhookHandler({ secrets: [process.env.BAHI_WEBHOOK_SECRET], on, onUnknown })
 */
export function webhookHandler(
  options: WebhookHandlerOptions,
): (request: NodeRequest, response: NodeResponse) => Promise<void> {
  return createNodeHandler(options, advice.nextPages, verify)
}
