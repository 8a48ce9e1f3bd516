import { visit } from 'jsonc-parser'
import { Refusal } from '../kit/errors.ts'
import { toSnake } from '../kit/inflection.ts'
import type { Exchange } from './exchange.ts'
import { LostAnswer } from './fault.ts'

export const MAX_BODY_BYTES = 1_048_576
/** The contract's bodies are five deep; this bounds what walks a body before it was validated. */
export const MAX_BODY_DEPTH = 32

/** The body as snake_case JSON; an empty one is an empty object. */
export async function readBody(c: Exchange): Promise<unknown> {
  const bytes = await readBytes(c.req.raw)
  if (bytes.length === 0) return {}
  refuseMediaType(c)
  const text = decode(bytes)
  refuseDepth(text)
  const body = parse(text)
  return c.get('inflection') === 'camel' ? toSnake(body) : body
}

async function readBytes(request: Request): Promise<Buffer> {
  if (Number(request.headers.get('Content-Length') ?? 0) > MAX_BODY_BYTES) throw tooLarge()
  if (request.body === null) return Buffer.alloc(0)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of received(request.body)) {
    size += chunk.byteLength
    if (size > MAX_BODY_BYTES) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** RFC 9110, 8.4.1: said, it means that there is no coding. */
const PLAIN = 'identity'

/** Looks before what was sent is read as text, which another type or coding may not be. */
function refuseMediaType(c: Exchange): void {
  const type = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new Refusal('unsupported_media_type')
  const coding = c.req.header('Content-Encoding') || PLAIN
  if (coding.toLowerCase() === PLAIN) return
  throw new Refusal('unsupported_media_type', {
    detail: 'Send the body as it is, without `Content-Encoding`: no coding is read here.',
  })
}

/** A body that breaks off is a client that has gone: there is nobody to answer, and nothing to report. */
export async function* received(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body
  } catch (cause) {
    throw new LostAnswer('The body broke off.', { cause })
  }
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw malformed(new TextDecoder().decode(bytes), brokenAt(bytes), 'is not valid UTF-8')
  }
}

/** Where the text, encoded again, parts from the bytes: a replacement character may have been sent as one. */
function brokenAt(bytes: Buffer): number {
  const again = Buffer.from(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes))
  const whole = again.subarray(
    0,
    again.findIndex((byte, at) => byte !== bytes[at]),
  )
  return new TextDecoder().decode(whole, { stream: true }).length
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw malformed(text, faultAt(text), 'could not be parsed as JSON')
  }
}

/** Reads the text, not what is parsed from it: the parsers below recurse, and would run out of stack. */
function refuseDepth(text: string): void {
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]
    if (inString && char === '\\') at += 1
    else if (char === '"') inString = !inString
    else if (inString) continue
    else if (char === '{' || char === '[') depth += 1
    else if (char === '}' || char === ']') depth -= 1
    if (depth > MAX_BODY_DEPTH) throw malformed(text, at, `is nested more than ${MAX_BODY_DEPTH} levels deep`)
  }
}

class Fault extends Error {
  readonly at: number

  constructor(at: number) {
    super()
    this.at = at
  }
}

/** Where the first fault is. JSON.parse names the place in some of its messages only. */
function faultAt(text: string): number {
  const onError = (_: unknown, at: number) => {
    throw new Fault(at) // what comes behind the first is not read: it may nest without end
  }
  try {
    visit(text, { onError }, { disallowComments: true, allowTrailingComma: false })
  } catch (error) {
    if (error instanceof Fault) return error.at
    throw error
  }
  return text.length
}

function malformed(text: string, position: number, what: string): Refusal {
  const before = text.slice(0, position).split('\n')
  const place = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`
  return new Refusal('malformed_json', {
    detail: `The body ${what} at position ${position} (${place}).`,
    position,
  })
}

const tooLarge = () => new Refusal('payload_too_large', { max_bytes: MAX_BODY_BYTES })
