import type http from 'node:http'
import type { IncomingMessage, Agent as NodeAgent, RequestOptions } from 'node:http'
import { VERSION } from '../version.ts'
import { globalFetchTransport } from './fetch.ts'
import {
  type AnswerHeaders,
  AnswerTooLarge,
  MAX_ANSWER_BYTES,
  type Transport,
  type WireAnswer,
} from './transport.ts'

const fetchAtImport = globalThis.fetch

/** node:http with kept connections: half the cost of fetch. A global fetch that was replaced since import goes first. */
export const nodeTransport: Transport = async (request, cancellation) => {
  if (globalThis.fetch !== fetchAtImport) return globalFetchTransport(request, cancellation)
  const url = new URL(request.url)
  const { agent, module } = await doorOf(url.protocol)
  return new Promise<WireAnswer>((resolve, reject) => {
    const options: RequestOptions = {
      agent,
      protocol: url.protocol,
      hostname: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port,
      path: url.pathname + url.search,
      method: request.method,
      headers: { 'user-agent': `bahi-node/${VERSION}`, ...request.headers },
    }
    // Looked up at each call: interceptors replace this member of the module.
    const outgoing = module.request(options, (incoming) => readAnswer(incoming, resolve, reject))
    outgoing.on('error', reject)
    cancellation.onCancel(() => outgoing.destroy())
    outgoing.end(request.body)
  })
}

interface Door {
  readonly module: Pick<typeof http, 'request'>
  readonly agent: NodeAgent
}

// Sockets at once to one host: more wait their turn, rather than take every file descriptor of the process.
const agentOptions = { keepAlive: true, maxSockets: 256, scheduling: 'lifo' } as const

// The modules are loaded by the first call, not by importing this package.
const doors: { http?: Promise<Door>; https?: Promise<Door> } = {}

function doorOf(protocol: string): Promise<Door> {
  if (protocol === 'https:') {
    doors.https ??= import('node:https').then(({ default: module }) => ({
      module,
      agent: new module.Agent(agentOptions),
    }))
    return doors.https
  }
  doors.http ??= import('node:http').then(({ default: module }) => ({
    module,
    agent: new module.Agent(agentOptions),
  }))
  return doors.http
}

function readAnswer(
  incoming: IncomingMessage,
  resolve: (answer: WireAnswer) => void,
  reject: (error: Error) => void,
): void {
  const chunks: Buffer[] = []
  let size = 0
  incoming.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > MAX_ANSWER_BYTES) incoming.destroy(new AnswerTooLarge())
    else chunks.push(chunk)
  })
  incoming.on('end', () => {
    const [first] = chunks
    const whole = chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks)
    resolve({ status: incoming.statusCode ?? 0, headers: headersOf(incoming), text: whole.toString() })
  })
  // A connection that closes before the body is whole ends here, never in `end`.
  incoming.on('error', reject)
}

function headersOf(incoming: IncomingMessage): AnswerHeaders {
  return {
    get(name) {
      const value = incoming.headers[name.toLowerCase()]
      return value === undefined ? null : String(value)
    },
  }
}
