import type { FastifyInstance } from 'fastify'
import type { Context, Hono } from 'hono'
import type Koa from 'koa'
import type { NextApiHandler } from 'next'
import type { NextRequest } from 'next/server.js'
import { expectTypeOf } from 'vitest'
import type { EventOf } from '../src/events.ts'
import { webhookHandler as onFastify } from '../src/fastify.ts'
import { webhookHandler as onHono } from '../src/hono.ts'
import { webhookHandler as onKoa } from '../src/koa.ts'
import { webhookHandler as onNext } from '../src/next.ts'
import { webhookHandler as onNextPages } from '../src/next-pages.ts'

declare const fastify: FastifyInstance
declare const hono: Hono
declare const koa: Koa
const options = {
  secrets: [process.env.BAHI_WEBHOOK_SECRET],
  on: { 'invoice.sent': (sent: EventOf<'invoice.sent'>) => sent.data.id },
  onUnknown: () => {},
}

// Handlers are mounted as they are, by the types of their own frameworks.
fastify.post('/webhooks', onFastify(options))
hono.post('/webhooks', onHono(options))
koa.use(onKoa(options))
expectTypeOf(onHono(options)).toExtend<(context: Context) => Promise<Response>>()
expectTypeOf(onKoa(options)).toExtend<Koa.Middleware>()
expectTypeOf(onNext(options)).toExtend<(request: NextRequest) => Promise<Response>>()
expectTypeOf(onNextPages(options)).toExtend<NextApiHandler>()

// Each asks for a handler of every type, or for onUnknown.
const few = { secrets: options.secrets, on: options.on }
// @ts-expect-error most types have no handler
onFastify(few)
// @ts-expect-error most types have no handler
onHono(few)
// @ts-expect-error most types have no handler
onKoa(few)
// @ts-expect-error most types have no handler
onNext(few)
// @ts-expect-error most types have no handler
onNextPages(few)
