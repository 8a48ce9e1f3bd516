import type http from 'node:http'
import { Agent, type AgentOptions } from 'node:https'
import type { Duplex } from 'node:stream'
import { connect } from 'node:tls'
import { PROXY_ERROR } from './proxy.ts'

/** How the proxy itself is reached. */
export interface Through {
  readonly module: Pick<typeof http, 'request'>
  readonly options: http.RequestOptions & { readonly headers: Readonly<Record<string, string>> }
}

/** An agent whose connections lead through a proxy (CONNECT, RFC 9110 §9.3.6); what passes it is encrypted end to end. */
export function tunnelAgent(options: AgentOptions, through: Through): http.Agent {
  return new TunnelAgent(options, through)
}

// A proxy that says nothing would hold its connection for ever: the request that waits for it has its own bound.
const CONNECT_TIMEOUT_MS = 30_000

class TunnelAgent extends Agent {
  readonly #through: Through

  constructor(options: AgentOptions, through: Through) {
    super(options)
    this.#through = through
  }

  override createConnection(
    options: http.ClientRequestArgs,
    callback: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const failed = (error: Error) => (callback as (error: Error) => void)(error) // Node reads no stream then
    const { module, options: proxy } = this.#through
    const target = `${String(options.host).includes(':') ? `[${options.host}]` : options.host}:${options.port}`
    const headers = { ...proxy.headers, host: target }
    const request = module.request({ ...proxy, method: 'CONNECT', path: target, headers, agent: false })
    request.setTimeout(CONNECT_TIMEOUT_MS, () => request.destroy(refused('the proxy does not answer')))
    request.once('error', (error) => failed(Object.assign(error, { code: PROXY_ERROR })))
    request.once('connect', ({ statusCode }, socket) => {
      if (statusCode === 200) return callback(null, connect({ ...options, socket } as object))
      socket.destroy()
      failed(refused(`the proxy answered ${statusCode} to CONNECT`))
    })
    request.end()
  }
}

const refused = (message: string) => Object.assign(new Error(message), { code: PROXY_ERROR })
