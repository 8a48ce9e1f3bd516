import { advice } from './advice.ts'
import type { NodeRequest } from './node-body.ts'
import { createNodeHandler, type NodeResponse } from './node-handler.ts'
import type { WebhookHandlerOptions } from './receive.ts'
import { verify } from './verify.ts'

export type { NodeRequest } from './node-body.ts'
export type { NodeResponse } from './node-handler.ts'
export type { WebhookHandlerOptions } from './receive.ts'

/**
 * A request listener for node:http that receives, verifies and de-duplicates deliveries and calls the handler of
 * each event's type. It answers every request itself and its promise never rejects.
 *
 * @example
 * createServer(webhookHandler({ secrets, on: { 'invoice.sent': (event) => log(event.data.id) }, onUnknown: () => {} }))
 */
export function webhookHandler(
  options: WebhookHandlerOptions,
): (request: NodeRequest, response: NodeResponse) => Promise<void> {
  return createNodeHandler(options, advice.node, verify)
}
