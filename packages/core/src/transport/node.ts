import type { IncomingMessage } from 'node:http'
import type { OnEnd } from '../bounded.ts'
import { VERSION } from '../version.ts'
import type { Ca } from './ca.ts'
import { fetchTransport } from './fetch.ts'
import { type Route, routeTo } from './route.ts'
import {
  type AnswerHeaders,
  AnswerTooLarge,
  MAX_ANSWER_BYTES,
  type Transport,
  type WireAnswer,
  type WireRequest,
} from './transport.ts'

const fetchAtImport = globalThis.fetch
const globalFetch = fetchTransport()

const AGENT = `bahi-node/${VERSION}`

/**
 * node:http with kept connections: half the cost of fetch. A global fetch that was replaced since import goes first. The
 * way to the server, a proxy of the environment included, is found by the first call and kept.
 */
export function nodeTransport(ca: Ca | undefined): Transport {
  let known: { readonly origin: string; readonly coming: Promise<Route>; route?: Route } | undefined
  const sendFirst = async (origin: string, request: WireRequest, onEnd: OnEnd) => {
    if (known?.origin !== origin) known = { origin, coming: routeTo(new URL(origin), ca) }
    const found = known
    let calledOff = false
    onEnd(() => {
      calledOff = true
    })
    found.route = await found.coming
    if (calledOff) throw new Error('called off before it was sent')
    return sendBy(found.route, request, onEnd)
  }
  return (request, onEnd) => {
    if (globalThis.fetch !== fetchAtImport) return globalFetch(request, onEnd)
    const origin = originOf(request.url)
    // Known, it is taken at once: to wait for what is there costs as much as to make the request's options.
    if (known?.route !== undefined && known.origin === origin) return sendBy(known.route, request, onEnd)
    return sendFirst(origin, request, onEnd)
  }
}

function sendBy(
  { module, options, absolute }: Route,
  { method, url, headers: own, body }: WireRequest,
  onEnd: OnEnd,
): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const { agent, protocol, hostname, port } = options
    const headers = { 'user-agent': AGENT, ...options.headers, ...own }
    const path = absolute ? url : url.slice(originOf(url).length)
    const all = { agent, protocol, hostname, port, method, path, headers }
    // Looked up at each call: interceptors replace this member of the module.
    const outgoing = module.request(all, (incoming) => readAnswer(incoming, resolve, reject))
    outgoing.on('error', reject)
    // Without a listener Node lets go of such an answer, and of the request, without a word.
    outgoing.on('upgrade', (_, socket) => {
      socket.destroy()
      reject(new Error('the server changed the protocol'))
    })
    onEnd(() => outgoing.destroy())
    outgoing.end(body)
  })
}

/** Everything before the path. Cheaper than a `URL`, whose making is a tenth of what this client does for a call. */
function originOf(url: string): string {
  const end = url.indexOf('/', url.indexOf('://') + 3)
  return end < 0 ? url : url.slice(0, end)
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
      const own = name.toLowerCase()
      return Object.hasOwn(incoming.headers, own) ? String(incoming.headers[own]) : null
    },
  }
}
