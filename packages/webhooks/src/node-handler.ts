import { type NodeRequest, readNodeBody } from './node-body.ts'
import { createReceiver, type Platform, type Reply, type WebhookHandlerOptions } from './receive.ts'

/** What is needed of node:http's ServerResponse. */
export interface NodeResponse {
  readonly headersSent: boolean
  statusCode: number
  /** Sets a header. */
  setHeader(name: string, value: string): unknown
  /** Sends the answer. */
  end(body: string): unknown
}

/** What every adapter on Node's requests and responses is; `advice` names the line to change in its framework. */
export function createNodeHandler(
  options: WebhookHandlerOptions,
  advice: string,
  verify: Platform<NodeRequest>['verify'],
): (request: NodeRequest, response: NodeResponse) => Promise<void> {
  const platform: Platform<NodeRequest> = {
    headers: (request) => request.headers,
    readBody: (request, maxBytes) => readNodeBody(request, maxBytes, advice),
    verify,
  }
  const receive = createReceiver(platform, options)
  return async (request, response) => write(await receive(request), response)
}

function write({ status, headers, body }: Reply, response: NodeResponse): void {
  // Somebody else (a timeout middleware) answered meanwhile.
  if (response.headersSent) return
  response.statusCode = status
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  response.end(body)
}
