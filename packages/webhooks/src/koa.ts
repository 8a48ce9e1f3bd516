import { advice } from './advice.ts'
import { type NodeRequest, readNodeBody } from './node-body.ts'
import { createReceiver, type Platform, type WebhookHandlerOptions } from './receive.ts'
import { verify } from './verify.ts'

export type { NodeRequest } from './node-body.ts'
export type { WebhookHandlerOptions } from './receive.ts'

/** What is needed of Koa's context. */
export interface KoaContext {
  readonly req: NodeRequest
  /** Koa's own request, where its body parsers leave `body` and `rawBody`. */
  readonly request: object
  status: number
  body: unknown
  /** Adds headers. */
  set(headers: { [name: string]: string }): void
}

/**
 * A Koa 2 or 3 middleware that receives, verifies and de-duplicates deliveries and calls the handler of each event's
 * type. Give it a route of its own, above `bodyParser()`. It answers every request itself, and never calls `next`.
 *
 * @example
 * router.post('/webhooks', webhookHandler({ secrets: [process.env.BAHI_WEBHOOK_SECRET], on, onUnknown }))
 */
export function webhookHandler(options: WebhookHandlerOptions): (context: KoaContext) => Promise<void> {
  const receive = createReceiver(platform, options)
  return async (context) => {
    const { status, headers, body } = await receive({ method: context.req.method, context })
    context.set(headers)
    context.status = status
    context.body = body
  }
}

interface Received {
  readonly method: string | undefined
  readonly context: KoaContext
}

const platform: Platform<Received> = {
  headers: ({ context }) => context.req.headers,
  readBody: ({ context }, maxBytes) => readNodeBody(context.req, maxBytes, advice.koa, context.request),
  verify,
}
