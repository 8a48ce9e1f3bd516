import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WebhookEvent } from '@bahi/webhooks'
import { getRequestListener } from '@hono/node-server'

/** A webhook handler as route handlers, Workers and Hono have it. */
export type WebhookTarget = (request: Request) => Response | Promise<Response>

/** One delivery that has come. */
export interface Received {
  readonly event: WebhookEvent
  readonly headers: Readonly<Record<string, string>>
  /** As it was signed. */
  readonly body: string
  /** What the handler answered; 500 when it threw or answered nothing. */
  readonly status: number
  /** What the handler threw, or why its answer could not be sent. */
  readonly error?: unknown
}

export interface Receiver {
  readonly url: string
  readonly received: readonly Received[]
  close(): Promise<void>
}

/** A port on 127.0.0.1 that hands what comes to the handler and keeps it. */
export async function openReceiver(target: WebhookTarget): Promise<Receiver> {
  const received: Received[] = []
  const listener = getRequestListener((request) => receive(request, target, received), {
    overrideGlobalObjects: false,
  })
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // a server that listens has one
  return {
    url: `http://127.0.0.1:${port}/webhooks`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function receive(request: Request, target: WebhookTarget, received: Received[]): Promise<Response> {
  const body = await request.text()
  const headers = Object.fromEntries(request.headers)
  const copy = new Request(request.url, { method: request.method, headers, body })
  const { answer, ...failure } = await answerOf(target, copy)
  // What the test's own server has sent is an event.
  const event = JSON.parse(body) as WebhookEvent
  received.push({ event, headers, body, status: answer.status, ...failure })
  return answer
}

interface Answered {
  readonly answer: Response
  readonly error?: unknown
}

/** What goes out, whole; of a handler that throws, what a framework would make of it. */
async function answerOf(target: WebhookTarget, request: Request): Promise<Answered> {
  try {
    return { answer: await whole(await target(request)) }
  } catch (error) {
    return { answer: new Response(null, { status: 500 }), error }
  }
}

/** Reads a copy: a handler may answer with one Response each time. Throws for what can't be sent. */
async function whole(answer: Response): Promise<Response> {
  // Plain JavaScript forgets to return one.
  if (typeof answer?.clone !== 'function')
    throw new TypeError(`A webhook handler answers with a Response, not ${String(answer)}.`)
  const body = await answer.clone().arrayBuffer()
  const { status, headers } = answer
  return new Response(body.byteLength === 0 ? null : body, { status, headers })
}
