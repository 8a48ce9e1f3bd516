import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { instrument } from '../src/opentelemetry.ts'
import { failureOf, KEY, ok, problem, scripted } from './scripted.ts'

/** `traceparent` of W3C Trace Context, as the SDK's own propagator writes it. */
const traceparent = {
  inject(at: ReturnType<typeof context.active>, carrier: Record<string, string>) {
    const span = trace.getSpanContext(at)
    if (span) carrier.traceparent = `00-${span.traceId}-${span.spanId}-01`
  },
  extract: (at: ReturnType<typeof context.active>) => at,
  fields: () => ['traceparent'],
}

const exporter = new InMemorySpanExporter()
const tracerProvider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] })

beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  propagation.setGlobalPropagator(traceparent)
})
afterAll(() => {
  context.disable()
  propagation.disable()
})

/** Spans of what is called meanwhile, those that began first before the others. */
async function spansOf(calls: () => Promise<unknown>) {
  exporter.reset()
  const stop = instrument({ tracerProvider })
  try {
    await calls()
  } finally {
    stop()
  }
  return exporter.getFinishedSpans()
}

test('a call is a span with one below it for each attempt, named and described by the conventions for HTTP', async () => {
  const { create, sent } = scripted([problem(503, 'unavailable'), ok])
  const spans = await spansOf(() => create({ idempotencyKey: 'k-1' }))
  const [first, second, call] = spans
  expect(spans.map(({ name, kind }) => [name, kind])).toEqual([
    ['POST /contacts', SpanKind.CLIENT],
    ['POST /contacts', SpanKind.CLIENT],
    ['bahi POST /contacts', SpanKind.INTERNAL],
  ])
  const id = call?.spanContext().spanId
  expect([first?.parentSpanContext?.spanId, second?.parentSpanContext?.spanId]).toEqual([id, id])
  expect(first?.attributes).toMatchObject({
    'http.request.method': 'POST',
    'url.template': '/contacts',
    'url.full': 'http://bahi.test/v1/contacts',
    'server.address': 'bahi.test',
    'server.port': 80,
    'http.response.status_code': 503,
    'error.type': '503',
  })
  expect(second?.attributes).toMatchObject({
    'http.request.resend_count': 1,
    'http.response.status_code': 201,
    'bahi.request_id': 'req_ok',
    'bahi.idempotency_key': 'k-1',
  })
  expect(spans.map(({ status }) => status.code)).toEqual([
    SpanStatusCode.ERROR,
    SpanStatusCode.UNSET,
    SpanStatusCode.UNSET,
  ])
  expect(sent.map(({ headers }) => headers.traceparent)).toEqual(
    [first, second].map((span) => `00-${call?.spanContext().traceId}-${span?.spanContext().spanId}-01`),
  )
})

test('a call belongs to the span that it was made in', async () => {
  const { create } = scripted([ok])
  const outer = tracerProvider.getTracer('app').startSpan('checkout')
  const [, call] = await spansOf(() => context.with(trace.setSpan(context.active(), outer), () => create()))
  expect(call?.parentSpanContext?.spanId).toBe(outer.spanContext().spanId)
})

test('a failure is an error of its span, without the words of the server, which may be personal', async () => {
  const { create } = scripted([problem(409, 'already_exists', { detail: 'Rahul has this phone already.' })])
  const spans = await spansOf(() => failureOf(create()))
  expect(spans.map(({ status }) => status)).toEqual([
    { code: SpanStatusCode.ERROR, message: '' },
    { code: SpanStatusCode.ERROR, message: 'already_exists' },
  ])
  expect(spans[1]?.attributes).toMatchObject({ 'error.type': '409', 'bahi.outcome': 'rejected' })
  const told = JSON.stringify(
    spans.map(({ attributes, events, name, status }) => [attributes, events, name, status]),
  )
  expect(told).not.toMatch(/Rahul|9876543210/)
  expect(told).not.toContain(KEY)
})

test('stopped is silent, and a header of a trace is sent no more', async () => {
  await spansOf(async () => {})
  const { create, sent } = scripted([ok])
  await create()
  expect(exporter.getFinishedSpans()).toEqual([])
  expect(sent[0]?.headers).not.toHaveProperty('traceparent')
})
