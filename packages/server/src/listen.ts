import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { problems } from '@bahi/spec'
import { getRequestListener, type HttpBindings, RequestError } from '@hono/node-server'
import type { Bindings } from './http/exchange.ts'
import { answerUnread, MAX_HEAD_BYTES, unreadProblem } from './http/unread.ts'

/** Where to listen. */
export interface ListenOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number
  /** 127.0.0.1 if left out. */
  readonly host?: string
}

/** An open port. */
export interface Listening {
  /** `http://127.0.0.1:4010`. */
  readonly url: string
  readonly port: number
  /** Whether only this machine can reach it. */
  readonly loopback: boolean
  /** Takes no more connections and waits for the requests under way, 8 s at most. */
  close(): Promise<void>
}

/** What answers on a port, and names what never comes to be a request. */
export interface Answering {
  answer(request: Request, bindings: Bindings): Promise<Response>
  newRequestId(): string
}

/** Serves it on a port. */
export async function listen(
  { answer, newRequestId }: Answering,
  { port = 0, host = '127.0.0.1' }: ListenOptions,
): Promise<Listening> {
  const listener = getRequestListener(
    (request, env) => answer(request, bindingsOf(env as HttpBindings)), // HTTP/1: that of createServer
    { overrideGlobalObjects: false, errorHandler: (error) => unanswered(error, newRequestId) },
  )
  // without a host an address can be none, and is refused as such
  const server = createServer({ maxHeaderSize: MAX_HEAD_BYTES, requireHostHeader: false }, listener)
  answerUnread(server, newRequestId)
  const drain = trackConnections(server)
  await new Promise<void>((resolve, reject) => {
    if (host === '') throw new TypeError('An empty host is every address of this machine: name one.')
    server.once('error', reject)
    server.listen(port, host, resolve)
  }).catch((cause) => {
    throw cannotListen(host, port, cause)
  })
  const { port: taken } = server.address() as AddressInfo // a TCP server that listens has one
  return {
    url: urlOf(host, taken),
    port: taken,
    loopback: isLoopback(host),
    close: drain,
  }
}

/** An address of IPv6 stands in brackets. */
export const urlOf = (host: string, port: number): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}`

/** What has an address that can be none. Else the connection was ended already, and nobody is there to read the answer. */
function unanswered(error: unknown, newRequestId: () => string): Response {
  if (!(error instanceof RequestError)) return new Response(null, { status: problems.internal_error.status })
  const { body, ...init } = unreadProblem('malformed_request', newRequestId())
  return new Response(body, init)
}

function bindingsOf({ incoming, outgoing }: HttpBindings): Bindings {
  const address = incoming.socket.remoteAddress
  return { ...(address === undefined ? {} : { address }), hangUp: () => outgoing.destroy() }
}

/** Longer than a request may wait for another one, shorter than what containers are given to end (10 s). */
const DRAIN_MS = 8_000

/**
 * How to close the server. Node would wait five seconds for each connection that is kept alive, and for ever for one
 * that has sent half a request or none.
 */
function trackConnections(server: HttpServer): () => Promise<void> {
  const underWay = new Map<Socket, number>()
  let draining = false
  const count = (socket: Socket, change: number) => {
    const requests = underWay.get(socket)
    if (requests === undefined) return
    underWay.set(socket, requests + change)
    if (draining && requests + change === 0) socket.destroySoon()
  }
  server.on('connection', (socket: Socket) => {
    underWay.set(socket, 0)
    socket.once('close', () => underWay.delete(socket))
  })
  server.on('request', ({ socket }, outgoing) => {
    count(socket, 1)
    outgoing.once('close', () => count(socket, -1))
  })
  return async () => {
    draining = true
    const timer = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
    await new Promise((resolve) => {
      server.close(resolve)
      for (const socket of underWay.keys()) count(socket, 0)
    })
    clearTimeout(timer)
  }
}

const isLoopback = (host: string) => host === 'localhost' || host === '::1' || host.startsWith('127.')

function cannotListen(host: string, port: number, cause: NodeJS.ErrnoException): Error {
  const advice =
    cause.code === 'EADDRINUSE'
      ? 'Something listens there already: choose another --port, or 0 for a free one.'
      : cause.message
  return new Error(`Cannot listen on ${host}:${port}. ${advice}`, { cause })
}
