import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import {
  context,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  type TracerProvider,
  trace,
} from '@opentelemetry/api'
import { REQUEST, REQUEST_START, type RequestMessage } from './telemetry/channel.ts'
import { VERSION } from './version.ts'

export type { RequestMessage } from './telemetry/channel.ts'

/** How spans are made. */
export interface InstrumentOptions {
  /** Default: the global one. */
  readonly tracerProvider?: TracerProvider | undefined
}

/**
 * Makes spans of every call of every client in this process, by OpenTelemetry's conventions for HTTP clients: one for
 * the call (internal), and in it one for each attempt (client), whose context is sent along as `traceparent`. Returns how
 * to stop. On Node only.
 *
 * @example
 * import { instrument } from '@bahi/core/opentelemetry'
 * const stop = instrument()
 */
export function instrument({ tracerProvider }: InstrumentOptions = {}): () => void {
  const spans = new WeakMap<RequestMessage, Span>()
  const begin = (message: unknown) => {
    // Nothing else is published on a channel of this name.
    const { kind, call, operation, attributes } = message as RequestMessage
    const parent = call && spans.get(call)
    const within = parent ? trace.setSpan(context.active(), parent) : context.active()
    const tracer = (tracerProvider ?? trace).getTracer('@bahi/core', VERSION)
    const options = { kind: kind === 'call' ? SpanKind.INTERNAL : SpanKind.CLIENT, attributes }
    const span = tracer.startSpan(kind === 'call' ? `bahi ${operation}` : operation, options, within)
    spans.set(message as RequestMessage, span)
    if (kind === 'attempt') sendAlong(message as RequestMessage, span)
  }
  const finish = (message: unknown) => {
    const span = spans.get(message as RequestMessage)
    if (span !== undefined) end(span, message as RequestMessage)
  }
  subscribe(REQUEST_START, begin)
  subscribe(REQUEST, finish)
  return () => {
    unsubscribe(REQUEST_START, begin)
    unsubscribe(REQUEST, finish)
  }
}

function sendAlong({ setHeader }: RequestMessage, span: Span): void {
  const headers: Record<string, string> = {}
  propagation.inject(trace.setSpan(context.active(), span), headers)
  for (const [name, value] of Object.entries(headers)) setHeader(name, value)
}

function end(span: Span, { attributes, requestId, idempotencyKey, error }: RequestMessage): void {
  span.setAttributes(attributes)
  if (requestId !== null) span.setAttribute('bahi.request_id', requestId)
  if (idempotencyKey !== null) span.setAttribute('bahi.idempotency_key', idempotencyKey)
  if (error !== null) span.setAttribute('bahi.outcome', error.outcome)
  // The text of an error is left out: a server's may speak of people.
  if ('error.type' in attributes) span.setStatus({ code: SpanStatusCode.ERROR, message: error?.code ?? '' })
  span.end()
}
