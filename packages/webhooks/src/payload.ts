import { anyAdvice } from './advice.ts'
import { WebhookVerificationError } from './error.ts'
import type { WebhookEvent } from './events.ts'

/** The raw body as it came: text or bytes (a Buffer, a Uint8Array, an ArrayBuffer). */
export type WebhookPayload = string | ArrayBuffer | ArrayBufferView

/** The payload as text or bytes, not copied; throws `body_already_parsed` for anything else. */
export function rawPayload(payload: unknown, advice: string = anyAdvice): string | Uint8Array {
  if (typeof payload === 'string') return payload
  if (payload instanceof Uint8Array) return payload
  if (ArrayBuffer.isView(payload))
    return new Uint8Array(payload.buffer, payload.byteOffset, payload.byteLength)
  if (isArrayBuffer(payload)) return new Uint8Array(payload)
  throw new WebhookVerificationError('body_already_parsed', howToKeepTheBody(payload, advice))
}

/** The event in a payload whose signature was found right; throws `bad_payload` when it isn't a JSON object. */
export function parseEvent(payload: string | Uint8Array): WebhookEvent {
  const event = parseJson(typeof payload === 'string' ? payload : decoder.decode(payload))
  if (typeof event !== 'object' || event === null || Array.isArray(event)) {
    throw new WebhookVerificationError(
      'bad_payload',
      'The signature is right, but the body is not a JSON object.',
    )
  }
  // The parse boundary: the signature proves that Bahi wrote it, and no field is checked further, so that
  // an event of a newer server passes an older receiver.
  return event as WebhookEvent
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

// By tag, since under Jest and in vm contexts the classes are another realm's and instanceof is false.
function isArrayBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]'
}

function howToKeepTheBody(payload: unknown, advice: string): string {
  const got = payload === null ? 'null' : typeof payload
  return `The payload must be the raw body (text or bytes); it is of type ${got}, so something has read or parsed it already. ${advice}`
}

// A byte order mark is part of what was signed; JSON.parse refuses it on every runtime alike.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
