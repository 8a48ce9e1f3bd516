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
  const answer = await answerOf(target, new Request(request.url, { method: request.method, headers, body }))
  // What the test's own server has sent is an event.
  received.push({ event: JSON.parse(body) as WebhookEvent, headers, body, status: answer.status })
  return answer
}

/** What a framework would make of a handler that throws, or, whatever the types promise, answers nothing. */
async function answerOf(target: WebhookTarget, request: Request): Promise<Response> {
  try {
    const answer: Response | undefined = await target(request)
    if (answer) return answer
  } catch {}
  return new Response(null, { status: 500 })
}
