import { readFileSync } from 'node:fs'
import { createServer, type RequestListener, request, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { type AddressInfo, connect } from 'node:net'
import type { Duplex } from 'node:stream'
import { vi } from 'vitest'

const read = (name: string) => readFileSync(new URL(`tls/${name}`, import.meta.url), 'utf8')

/** The authority that signed the certificate of our HTTPS servers. */
export const ca = read('ca.pem')

const identity = { key: read('server.key'), cert: read('server.pem') }

export const plainServer = (listener: RequestListener) => listening(createServer(listener))
export const secureServer = (listener: RequestListener) => listening(createSecureServer(identity, listener))

export interface ProxyOptions {
  readonly secure?: boolean
  /** The status of its answer to CONNECT, where it opens no tunnel. */
  readonly refuses?: number
}

/** A proxy that leads every host to 127.0.0.1, and keeps what it was asked for. */
export async function proxyServer({ secure = false, refuses }: ProxyOptions = {}) {
  const asked: { what: string; authorization: string | undefined; apiKey: string | undefined }[] = []
  const forward: RequestListener = (incoming, outgoing) => {
    const { method = '', url = '', headers } = incoming
    asked.push(noted(`${method} ${url}`, headers))
    const { port, pathname, search } = new URL(url)
    const target = { host: '127.0.0.1', port, method, path: pathname + search, headers }
    incoming.pipe(
      request(target, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
        answer.pipe(outgoing)
      }),
    )
  }
  const server = secure ? createSecureServer(identity, forward) : createServer(forward)
  const sockets = new Set<Duplex>()
  server.on('connect', (incoming, socket: Duplex, head) => {
    asked.push(noted(`CONNECT ${incoming.url}`, incoming.headers))
    if (refuses !== undefined) return void socket.end(`HTTP/1.1 ${refuses} No\r\n\r\n`)
    const target = connect(Number(incoming.url?.split(':').at(-1)), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      target.write(head)
      target.pipe(socket).pipe(target)
    })
    for (const end of [socket, target]) {
      sockets.add(end)
      end.on('error', () => {})
    }
  })
  const { port, [Symbol.asyncDispose]: close } = await listening(server)
  return {
    asked,
    port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await close()
    },
  }
}

const NAMES = [
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'REQUEST_METHOD',
]

/** Sets the environment's proxies to these alone, until the test is over. */
export function environment(given: Readonly<Record<string, string>>): Disposable {
  for (const name of NAMES) vi.stubEnv(name, given[name])
  return { [Symbol.dispose]: () => vi.unstubAllEnvs() }
}

function noted(what: string, headers: NodeJS.Dict<string | string[]>) {
  return {
    what,
    authorization: headers['proxy-authorization']?.toString(),
    apiKey: headers.authorization?.toString(),
  }
}

async function listening(server: Server) {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo // of a server that listens on TCP
  return {
    port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
