import { type ParseError, parseTree } from 'jsonc-parser'
import { Refusal } from '../kit/errors.ts'
import type { Exchange } from './exchange.ts'
import { toSnake } from './inflection.ts'

export const MAX_BODY_BYTES = 1_048_576
/** The contract's bodies are five deep; this bounds what walks a body before it was validated. */
export const MAX_BODY_DEPTH = 32

/** The body as snake_case JSON; an empty one is an empty object. */
export async function readBody(c: Exchange): Promise<unknown> {
  const text = await readText(c.req.raw)
  if (text === '') return {}
  const type = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new Refusal('unsupported_media_type')
  const body = parse(text)
  refuseDepth(body, 0)
  return c.get('inflection') === 'camel' ? toSnake(body) : body
}

async function readText(request: Request): Promise<string> {
  if (Number(request.headers.get('Content-Length') ?? 0) > MAX_BODY_BYTES) throw tooLarge()
  if (request.body === null) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body) {
    size += chunk.byteLength
    if (size > MAX_BODY_BYTES) throw tooLarge()
    chunks.push(chunk)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    throw new Refusal('malformed_json', { detail: 'The body is not valid UTF-8. Encode the JSON as UTF-8.' })
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw malformed(text)
  }
}

/** JSON.parse names the place in some of its messages only, so a second parser finds it. */
function malformed(text: string): Refusal {
  const errors: ParseError[] = []
  parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
  const position = errors[0]?.offset ?? text.length
  const before = text.slice(0, position).split('\n')
  const place = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`
  return new Refusal('malformed_json', {
    detail: `The body could not be parsed as JSON at position ${position} (${place}).`,
    position,
  })
}

function refuseDepth(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return
  if (depth >= MAX_BODY_DEPTH) {
    throw new Refusal('malformed_json', {
      detail: `The body is nested more than ${MAX_BODY_DEPTH} levels deep.`,
    })
  }
  for (const entry of Object.values(value)) refuseDepth(entry, depth + 1)
}

const tooLarge = () => new Refusal('payload_too_large', { max_bytes: MAX_BODY_BYTES })
