import { advice } from './advice.ts'
import { type NodeRequest, type ParsedBody, readNodeBody } from './node-body.ts'
import { createReceiver, type Platform, type WebhookHandlerOptions } from './receive.ts'
import { verify } from './verify.ts'

export type { NodeRequest, ParsedBody } from './node-body.ts'
export type { WebhookHandlerOptions } from './receive.ts'

/** What is needed of Fastify's request. */
export interface FastifyRequest extends ParsedBody {
  readonly raw: NodeRequest
}

/** What is needed of Fastify's reply. */
export interface FastifyReply {
  readonly sent: boolean
  /** Sets the status. */
  code(status: number): unknown
  /** Adds headers. */
  headers(headers: Record<string, string>): unknown
  /** Answers. */
  send(body: string): unknown
}

/** A route's options, with its handler among them. */
export interface FastifyRoute {
  /** Receives, before the body parsers. */
  onRequest(request: FastifyRequest, reply: FastifyReply): Promise<unknown>
  /** The same, for a route without the hook. */
  handler(request: FastifyRequest, reply: FastifyReply): Promise<unknown>
}

/**
 * A Fastify 4 or 5 route that receives, verifies and de-duplicates deliveries and calls the handler of each event's
 * type. Its `onRequest` answers every request, before Fastify's body parsers see it, so they may stay as they are.
 *
 * @example
 * app.post('/webhooks', webhookHandler({ secrets: [process.env.BAHI_WEBHOOK_SECRET], on, onUnknown }))
 */
export function webhookHandler(options: WebhookHandlerOptions): FastifyRoute {
  const receive = createReceiver(platform, options)
  const handle = async (request: FastifyRequest, reply: FastifyReply) => {
    const { status, headers, body } = await receive({ method: request.raw.method, request })
    // A time-out of Fastify's may have answered meanwhile.
    if (reply.sent) return reply
    reply.code(status)
    reply.headers(headers)
    return reply.send(body)
  }
  // Fastify asks for a handler; it is reached only by who takes it without the hook, and then says what is wrong.
  return { onRequest: handle, handler: handle }
}

interface Received {
  readonly method: string | undefined
  readonly request: FastifyRequest
}

const platform: Platform<Received> = {
  headers: ({ request }) => request.raw.headers,
  readBody: ({ request }, maxBytes) => readNodeBody(request.raw, maxBytes, advice.fastify, request),
  verify,
}
