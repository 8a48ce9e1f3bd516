import { advice } from './advice.ts'
import { createFetchHandler } from './fetch-handler.ts'
import type { WebhookHandlerOptions } from './receive.ts'

export type { WebhookHandlerOptions } from './receive.ts'

/**
 * A handler from `Request` to `Response` that receives, verifies and de-duplicates deliveries and calls the handler
 * of each event's type: for Workers, Deno, Bun and route handlers. Its promise never rejects.
 *
 * @example
 * export default { fetch: webhookHandler({ secrets, on, onUnknown }) }
 */
export function webhookHandler(options: WebhookHandlerOptions): (request: Request) => Promise<Response> {
  return createFetchHandler(options, advice.fetch)
}
