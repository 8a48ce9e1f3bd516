import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import express from 'express'
import fastify, { type FastifyInstance } from 'fastify'
import { Hono } from 'hono'
import Koa from 'koa'
import type { NextApiRequest, NextApiResponse } from 'next'
import { NextRequest } from 'next/server.js'
import { webhookHandler as onExpress } from '../src/express.ts'
import { webhookHandler as onFastify } from '../src/fastify.ts'
import { webhookHandler as onFetch } from '../src/fetch.ts'
import { webhookHandler as onHono } from '../src/hono.ts'
import { webhookHandler as onKoa } from '../src/koa.ts'
import { webhookHandler as onNext } from '../src/next.ts'
import { webhookHandler as onNextPages } from '../src/next-pages.ts'
import { webhookHandler as onNode } from '../src/node.ts'
import type { WebhookHandlerOptions } from '../src/receive.ts'

type App = (options: WebhookHandlerOptions) => RequestListener | Promise<RequestListener>

/** One framework: an app with the handler at /webhooks for every verb, one whose body is parsed before, and what to change. */
export interface Framework {
  name: string
  app: App
  parsedBefore: App
  advice: string
}

export const frameworks: Framework[] = [
  {
    name: 'express 5',
    app: (options) => express().all('/webhooks', onExpress(options)),
    parsedBefore: (options) => express().use(express.json()).post('/webhooks', onExpress(options)),
    advice: "app.post('/webhooks', webhookHandler(…)) above app.use(express.json())",
  },
  {
    name: 'fastify 5',
    app: (options) => listening(fastify(), (app) => app.all('/webhooks', onFastify(options))),
    parsedBefore: (options) =>
      listening(fastify(), (app) => app.post('/webhooks', onFastify(options).handler)),
    advice: "app.post('/webhooks', webhookHandler(…)) with all that webhookHandler gives",
  },
  {
    name: 'hono 4',
    app: (options) => getRequestListener(new Hono().all('/webhooks', onHono(options)).fetch),
    parsedBefore: (options) => {
      const app = new Hono().use(async (context, next) => {
        await context.req.json()
        await next()
      })
      return getRequestListener(app.post('/webhooks', onHono(options)).fetch)
    },
    advice: "app.post('/webhooks', webhookHandler(…)) above the middleware",
  },
  {
    name: 'koa 3',
    app: (options) => quiet(new Koa()).use(onKoa(options)).callback(),
    parsedBefore: (options) => {
      const app = quiet(new Koa()).use(async ({ req, request }, next) => {
        Object.assign(request, { body: await parsed(req) })
        await next()
      })
      return app.use(onKoa(options)).callback()
    },
    advice: 'move app.use(webhookHandler(…)), or its router, above app.use(bodyParser())',
  },
  {
    name: "next 16's Request",
    app: (options) => getRequestListener(asNext(onNext(options))),
    parsedBefore: (options) => getRequestListener(asNext(readFirst(onNext(options)))),
    advice: 'export const POST = webhookHandler(…)',
  },
  {
    name: "next 16's pages/api",
    app: (options) => asPages(onNextPages(options)),
    parsedBefore: (options) => async (request, response) => {
      const body = await parsed(request)
      await asPages(onNextPages(options))(Object.assign(request, { body }), response)
    },
    advice: 'export const config = { api: { bodyParser: false } }',
  },
  {
    name: 'node:http',
    app: (options) => onNode(options),
    parsedBefore: (options) => async (request, response) => {
      await parsed(request)
      await onNode(options)(request, response)
    },
    advice: 'before anything listens to the data of the request',
  },
  {
    name: 'fetch',
    app: (options) => getRequestListener(onFetch(options)),
    parsedBefore: (options) => getRequestListener(readFirst(onFetch(options))),
    advice: 'request.clone().json()',
  },
]

// Koa prints what a hung-up sender causes.
function quiet(app: Koa): Koa {
  return Object.assign(app, { silent: true })
}

type Handle = (request: Request) => Promise<Response>

function readFirst(handle: Handle): Handle {
  return async (request) => {
    await request.json()
    return handle(request)
  }
}

// The app router hands a NextRequest over; the types of both routers are Next's own.
function asNext(handle: (request: NextRequest) => Promise<Response>): Handle {
  return (request) =>
    handle(
      new NextRequest(request.url, {
        method: request.method,
        headers: request.headers,
        ...(request.body && { body: request.body, duplex: 'half' }),
      }),
    )
}

type Pages = (request: NextApiRequest, response: NextApiResponse) => Promise<void>

// Next extends Node's own request and response in place; the handler uses none of what it adds.
function asPages(handle: Pages): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return (request, response) => handle(request as NextApiRequest, response as NextApiResponse)
}

async function parsed(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of request) text += chunk
  return JSON.parse(text)
}

async function listening(
  app: FastifyInstance,
  route: (app: FastifyInstance) => unknown,
): Promise<RequestListener> {
  route(app)
  await app.ready()
  return (request, response) => app.routing(request, response)
}
