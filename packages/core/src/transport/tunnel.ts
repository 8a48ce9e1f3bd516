import type http from 'node:http'
import type https from 'node:https'
import type { Duplex } from 'node:stream'
import type tls from 'node:tls'
import { PROXY_ERROR } from './proxy.ts'

/** How the proxy itself is reached. */
export interface Through {
  readonly module: Pick<typeof http, 'request'>
  readonly options: http.RequestOptions & { readonly headers: Readonly<Record<string, string>> }
}

/** Modules of Node's that only a tunnel needs: they are loaded for it, not by importing this package. */
export interface TunnelModules {
  readonly https: typeof https
  readonly tls: typeof tls
}

// A proxy that says nothing would hold its connection for ever: the request that waits for it has its own bound.
const CONNECT_TIMEOUT_MS = 30_000

/** An agent whose connections lead through a proxy (CONNECT, RFC 9110 §9.3.6); what passes it is encrypted end to end. */
export function tunnelAgent(
  { https, tls }: TunnelModules,
  options: https.AgentOptions,
  { module, options: proxy }: Through,
): http.Agent {
  class TunnelAgent extends https.Agent {
    override createConnection(
      target: http.ClientRequestArgs,
      callback: (error: Error | null, stream: Duplex) => void,
    ): undefined {
      const failed = (error: Error) => (callback as (error: Error) => void)(error) // Node reads no stream then
      const path = `${String(target.host).includes(':') ? `[${target.host}]` : target.host}:${target.port}`
      const headers = { ...proxy.headers, host: path }
      const request = module.request({ ...proxy, method: 'CONNECT', path, headers, agent: false })
      request.setTimeout(CONNECT_TIMEOUT_MS, () => request.destroy(refused('the proxy does not answer')))
      request.once('error', (error) => failed(Object.assign(error, { code: PROXY_ERROR })))
      request.once('connect', ({ statusCode }, socket) => {
        if (statusCode === 200) return callback(null, tls.connect({ ...target, socket } as object))
        socket.destroy()
        failed(refused(`the proxy answered ${statusCode} to CONNECT`))
      })
      request.end()
    }
  }
  return new TunnelAgent(options)
}

const refused = (message: string) => Object.assign(new Error(message), { code: PROXY_ERROR })
