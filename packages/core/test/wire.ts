import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fetch as undici } from 'undici'
import { type ClientOptions, createClient } from '../src/index.ts'
import { KEY } from './scripted.ts'

export interface Received {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
  /** The client's side of the connection: equal numbers are one socket. */
  readonly port: number
}

export type Behaviour = (response: ServerResponse, request: Received) => void

/** The ways to reach a server: node:http, which is the default on Node, the global fetch, and undici's. */
export const transports: readonly [name: string, options: ClientOptions][] = [
  ['node:http', {}],
  ['fetch', { fetch: (url, init) => fetch(url, init) }],
  ['undici', { fetch: undici }],
]

/** A real server on a port of its own that behaves as told, one behaviour a request; the last is repeated. */
export async function wired(behaviours: readonly Behaviour[], options: ClientOptions = {}) {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers, socket } = request
    const body = await textOf(request).catch(() => '')
    const behaviour = behaviours[Math.min(received.length, behaviours.length - 1)]
    received.push({ method, url, headers, body, port: socket.remotePort ?? 0 })
    behaviour?.(response, received.at(-1) as Received) // pushed above
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo // of a server that listens on TCP
  const client = createClient({
    apiKey: KEY,
    baseUrl: `http://127.0.0.1:${port}/v1`,
    random: () => 0,
    timeoutMs: 2_000,
    ...options,
  })
  return {
    client,
    received,
    port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Behaviour =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'request-id': 'req_w', ...headers })
    response.end(JSON.stringify(body))
  }

export const drop: Behaviour = (response) => {
  response.socket?.destroy()
}

export const reset: Behaviour = (response) => {
  response.socket?.resetAndDestroy()
}

export const hang: Behaviour = () => {}

/** Half of the body that its headers promise, and then nothing or the end of the connection. */
export const half =
  (end: 'truncate' | 'stall' | 'truncate-chunked'): Behaviour =>
  (response) => {
    const length = end === 'truncate-chunked' ? {} : { 'content-length': '1000' }
    response.writeHead(200, { 'content-type': 'application/json', ...length })
    response.write('{"id":"ctc_1",')
    if (end !== 'stall') setTimeout(() => response.socket?.destroy(), 20)
  }

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}
