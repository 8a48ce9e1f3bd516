import { rawPayload, type WebhookPayload } from './payload.ts'
import { BodyTooLargeError, createReceiver, type Platform, type WebhookHandlerOptions } from './receive.ts'
import { verifyAsync } from './verify-async.ts'

export type { WebhookHandlerOptions } from './receive.ts'

/**
 * A handler from `Request` to `Response` that receives, verifies and de-duplicates deliveries and calls the handler
 * of each event's type: for Workers, Deno, Bun and route handlers. Its promise never rejects.
 *
 * @example
 * export default { fetch: webhookHandler({ secrets, on, onUnknown }) }
 */
export function webhookHandler(options: WebhookHandlerOptions): (request: Request) => Promise<Response> {
  const receive = createReceiver(platform, options)
  return async (request) => {
    const { status, headers, body } = await receive(request)
    return new Response(body, { status, headers })
  }
}

const platform: Platform<Request> = {
  headers: (request) => request.headers,
  readBody,
  verify: verifyAsync,
}

async function readBody(request: Request, maxBytes: number): Promise<WebhookPayload> {
  if (request.bodyUsed) return rawPayload(undefined)
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes)
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    size += next.value.length
    if (size > maxBytes) {
      await reader?.cancel()
      throw tooLarge(maxBytes)
    }
    chunks.push(next.value)
  }
  return joined(chunks, size)
}

function joined(chunks: Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.length
  }
  return whole
}

function tooLarge(maxBytes: number): BodyTooLargeError {
  return new BodyTooLargeError(`The body is over ${maxBytes} bytes.`)
}
