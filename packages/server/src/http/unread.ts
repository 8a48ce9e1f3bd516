import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { CURRENT_API_VERSION, type ProblemCode } from '@bahi/spec'
import { Refusal } from '../kit/errors.ts'
import { problemOf } from './problem.ts'

/**
 * Answers with a problem what Node could not read as a request: no HTTP, too long a head, or not whole in time. Requests
 * that came whole before it on its connection are answered first, each in its turn; then the connection ends.
 */
export function answerUnread(server: Server, newRequestId: () => string): void {
  const taken = new WeakMap<Duplex, Taken[]>()
  const refused = new WeakSet<Duplex>()
  server.on('request', (incoming, outgoing) => {
    const open = (taken.get(incoming.socket) ?? []).filter(({ outgoing }) => !outgoing.closed)
    taken.set(incoming.socket, [...open, { incoming, outgoing }])
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (refused.has(socket)) return // what it goes on to send is no request either
    refused.add(socket)
    const code = codes[error.code ?? ''] ?? 'malformed_request'
    afterThoseBefore(taken.get(socket) ?? [], (isAnswered) =>
      end(socket, isAnswered ? null : textOf(unreadProblem(code, newRequestId()))),
    )
  })
  server.on('connect', (_, socket) => {
    // from here on the connection is nobody's: what comes is let pass, and that the client has gone is no fault
    socket.on('error', () => {}).resume()
    const problem = unreadProblem('malformed_request', newRequestId(), noProxy)
    afterThoseBefore(taken.get(socket) ?? [], () => end(socket, textOf(problem)))
  })
  server.on('checkExpectation', (_, outgoing) => {
    const { status, headers, body } = unreadProblem('invalid_header', newRequestId(), unknownExpectation)
    outgoing.writeHead(status, headers).end(body)
  })
}

/** The first line and the headers together: what `headers_too_large` tells. */
export const MAX_HEAD_BYTES = 16_384

/** Node's names for what it could not read. */
const codes: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
}

const noProxy = {
  detail:
    'CONNECT asks for a tunnel, and this server is no proxy. Send it the request itself, and what is for another through another proxy.',
} as const

const unknownExpectation = {
  errors: [
    {
      pointer: '/expect',
      in: 'header',
      code: 'invalid_value',
      detail: 'Send 100-continue, or leave it out.',
    },
  ],
} as const

interface Unread {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** The problem of a request that never came to a route. */
export function unreadProblem(code: ProblemCode, requestId: string, facts: Refusal['facts'] = {}): Unread {
  const problem = problemOf(new Refusal(code, facts), requestId)
  const body = JSON.stringify(problem)
  const headers = {
    'Content-Type': 'application/problem+json',
    'Content-Length': String(Buffer.byteLength(body)),
    'Request-Id': requestId,
    'API-Version': CURRENT_API_VERSION,
  }
  return { status: problem.status, headers, body }
}

/** A request that was handed on, and its answer. */
interface Taken {
  readonly incoming: IncomingMessage
  readonly outgoing: ServerResponse
}

/**
 * Goes on when the requests that came whole are answered. One that did not is the one that is wrong: whether its answer
 * has begun, so that nothing may come behind it, is told.
 */
function afterThoseBefore(taken: readonly Taken[], go: (isAnswered: boolean) => void): void {
  const broken = taken.find(({ incoming }) => !incoming.complete)
  const last = taken.findLast(({ incoming, outgoing }) => incoming.complete && !outgoing.closed)
  const next = () => go(broken?.outgoing.headersSent ?? false)
  if (last === undefined) next()
  else last.outgoing.once('close', next)
}

/** As Node would write it, were there a response. */
function textOf({ status, headers, body }: Unread): string {
  const lines = Object.entries({ ...headers, Connection: 'close' }).map(
    ([name, value]) => `${name}: ${value}`,
  )
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n')
}

/** A connection that is closed with bytes unread is reset, and the answer may be lost on its way: what still comes is let pass. */
const LINGER_MS = 1_000

function end(socket: Duplex, text: string | null): void {
  if (!socket.writable || text === null) {
    socket.destroy()
    return
  }
  const timer = setTimeout(() => socket.destroy(), LINGER_MS)
  socket.once('close', () => clearTimeout(timer))
  socket.end(text)
}
