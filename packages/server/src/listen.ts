import type { Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import type { Bindings } from './http/exchange.ts'

export interface ListenOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number
  /** 127.0.0.1 if left out. */
  readonly host?: string
}

export interface Listening {
  /** `http://127.0.0.1:4010`. */
  readonly url: string
  readonly port: number
  /** Whether only this machine can reach it. */
  readonly loopback: boolean
  /** Takes no more connections and waits for the requests under way. */
  close(): Promise<void>
}

type Answer = (request: Request, bindings: Bindings) => Promise<Response>

/** Serves `answer` on a port. */
export async function listen(
  answer: Answer,
  { port = 0, host = '127.0.0.1' }: ListenOptions,
): Promise<Listening> {
  const server = createAdaptorServer({
    overrideGlobalObjects: false,
    fetch: (request, env) => answer(request, bindingsOf(env as HttpBindings)), // HTTP/1: the default of createAdaptorServer
  }) as HttpServer // likewise
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(cannotListen(host, port, cause)))
    server.listen(port, host, resolve)
  })
  const { port: taken } = server.address() as AddressInfo // a TCP server that listens has one
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    port: taken,
    loopback: isLoopback(host),
    close: () => closed(server),
  }
}

function bindingsOf({ incoming, outgoing }: HttpBindings): Bindings {
  const address = incoming.socket.remoteAddress
  return { ...(address === undefined ? {} : { address }), hangUp: () => outgoing.destroy() }
}

function closed(server: HttpServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })
}

const isLoopback = (host: string) => host === 'localhost' || host === '::1' || host.startsWith('127.')

function cannotListen(host: string, port: number, cause: NodeJS.ErrnoException): Error {
  const advice =
    cause.code === 'EADDRINUSE'
      ? 'Something listens there already: choose another --port, or 0 for a free one.'
      : cause.message
  return new Error(`Cannot listen on ${host}:${port}. ${advice}`, { cause })
}
