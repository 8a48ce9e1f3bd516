import { rawPayload, type WebhookPayload } from './payload.ts'
import { BodyTooLargeError, createReceiver, type WebhookHandlerOptions } from './receive.ts'
import { verifyAsync } from './verify-async.ts'

/** What every adapter on `Request` and `Response` is; `advice` names the line to change in its framework. */
export function createFetchHandler(
  options: WebhookHandlerOptions,
  advice: string,
): (request: Request) => Promise<Response> {
  const platform = {
    headers: (request: Request) => request.headers,
    readBody: (request: Request, maxBytes: number) => readBody(request, maxBytes, advice),
    verify: verifyAsync,
  }
  const receive = createReceiver(platform, options)
  return async (request) => {
    const { status, headers, body } = await receive(request)
    return new Response(body, { status, headers })
  }
}

async function readBody(request: Request, maxBytes: number, advice: string): Promise<WebhookPayload> {
  if (request.bodyUsed || request.body?.locked) return rawPayload(undefined, advice)
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes)
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    size += next.value.length
    if (size > maxBytes) {
      reader?.cancel().catch(() => {}) // not waited for: its source may never answer
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
