import { rawPayload, type WebhookPayload } from './payload.ts'
import { BodyTooLargeError } from './receive.ts'

/** Where a body parser leaves what it read: on Node's request, or on the framework's own beside it. */
export interface ParsedBody {
  /** What a body parser left: its bytes or text are used as they are, anything else is a body lost. */
  readonly body?: unknown
  /** The bytes that some hosts (Cloud Functions, Firebase) keep beside the parsed body. */
  readonly rawBody?: unknown
}

/** What is needed of node:http's IncomingMessage, Express's and Vercel's requests included. */
export interface NodeRequest extends ParsedBody {
  readonly method?: string | undefined
  readonly headers: { readonly [name: string]: string | string[] | undefined }
  readonly readableDidRead?: boolean
  readonly readableEnded?: boolean
  readonly destroyed?: boolean
  /** Hears of each piece of the body. */
  on(event: 'data', listener: (chunk: Uint8Array | string) => void): unknown
  /** Hears that there are no more. */
  on(event: 'end' | 'close', listener: () => void): unknown
  /** Hears that it broke. */
  on(event: 'error', listener: (error: Error) => void): unknown
}

/**
 * The raw body of a Node request: off the wire, or as a body parser left it.
 *
 * Throws `BodyTooLargeError`, `body_already_parsed`, or the stream's own error.
 */
export async function readNodeBody(
  request: NodeRequest,
  maxBytes: number,
  advice: string,
  left: ParsedBody = request,
): Promise<WebhookPayload> {
  const raw = left.rawBody ?? left.body
  if (isRaw(raw)) return within(rawPayload(raw), maxBytes)
  // Asked of the stream first: Express 4's parsers leave an empty object even for a body still on the wire.
  const consumed = request.readableDidRead ?? (request.readableEnded === true || raw !== undefined)
  if (consumed) return rawPayload(raw, advice)
  // Whoever waited before us (a session, a rate limit) may have outlasted the sender; no event would ever come.
  if (request.destroyed) throw hungUp()
  if (Number(request.headers['content-length'] ?? 0) > maxBytes + MAX_DISCARDED_BYTES)
    throw tooLarge(maxBytes)
  return collect(request, maxBytes)
}

function isRaw(value: unknown): boolean {
  return typeof value === 'string' || ArrayBuffer.isView(value)
}

function within(payload: string | Uint8Array, maxBytes: number): string | Uint8Array {
  if (Buffer.byteLength(payload) > maxBytes) throw tooLarge(maxBytes)
  return payload
}

// A body that is somewhat too large is read to its end, so that the client gets to read the 413 on an orderly
// connection; a flood is cut off.
function collect(request: NodeRequest, maxBytes: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = []
    let size = 0
    request.on('data', (piece) => {
      const chunk = typeof piece === 'string' ? Buffer.from(piece) : piece
      size += chunk.length
      if (size <= maxBytes) chunks.push(chunk)
      if (size > maxBytes + MAX_DISCARDED_BYTES) reject(tooLarge(maxBytes))
    })
    request.on('end', () => (size > maxBytes ? reject(tooLarge(maxBytes)) : resolve(whole(chunks))))
    request.on('error', reject)
    request.on('close', () => reject(hungUp()))
  })
}

function whole(chunks: Uint8Array[]): Uint8Array {
  const [first] = chunks
  return chunks.length === 1 && first ? first : Buffer.concat(chunks)
}

function hungUp(): Error {
  return new Error('The sender hung up before the end of the body.')
}

function tooLarge(maxBytes: number): BodyTooLargeError {
  return new BodyTooLargeError(`The body is over ${maxBytes} bytes.`)
}

/** Read past the bound and thrown away before the connection is cut instead. */
const MAX_DISCARDED_BYTES = 4 * 1024 * 1024
