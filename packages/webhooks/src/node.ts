import { type NodeRequest, readNodeBody } from './node-body.ts'
import { createReceiver, type Platform, type Reply, type WebhookHandlerOptions } from './receive.ts'
import { verify } from './verify.ts'

export type { NodeRequest } from './node-body.ts'
export type { WebhookHandlerOptions } from './receive.ts'

/** What is needed of node:http's ServerResponse. */
export interface NodeResponse {
  readonly headersSent: boolean
  statusCode: number
  setHeader(name: string, value: string): unknown
  end(body: string): unknown
}

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
  const receive = createReceiver(platform, options)
  return async (request, response) => write(await receive(request), response)
}

const platform: Platform<NodeRequest> = {
  headers: (request) => request.headers,
  readBody: readNodeBody,
  verify,
}

function write({ status, headers, body }: Reply, response: NodeResponse): void {
  // Somebody else (a timeout middleware) answered meanwhile.
  if (response.headersSent) return
  response.statusCode = status
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  response.end(body)
}
