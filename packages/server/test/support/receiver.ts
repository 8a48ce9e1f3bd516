import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'

/** What a receiver was sent. */
export interface Received {
  readonly path: string
  readonly method: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** The body as JSON. */
  readonly event: ReceivedEvent
  /** Wall clock. */
  readonly at: number
}

/** An event's envelope as it arrived. */
export interface ReceivedEvent {
  readonly id: string
  readonly type: string
  readonly sequence: number
  readonly [member: string]: unknown
}

export interface ScriptedAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Waits before it answers. */
  readonly delayMs?: number
}

/** An answer, a function for the odd ones (it may answer by itself), or one that never comes. */
export type Script = ScriptedAnswer | ((request: Received, response: ServerResponse) => void) | 'hang'

export interface Receiver {
  readonly url: string
  readonly requests: readonly Received[]
  /** The answers to the next requests, in turn; after them 200. */
  answer(...scripts: readonly Script[]): void
  /** When `count` requests have come in all; throws after `withinMs`. */
  received(count: number, withinMs?: number): Promise<readonly Received[]>
  close(): Promise<void>
}

/** An answer that takes its time, and how many of it were under way at once at the most. */
export function slowAnswer(delayMs: number): { readonly script: Script; most(): number } {
  let underWay = 0
  let most = 0
  return {
    script(_, response) {
      underWay += 1
      most = Math.max(most, underWay)
      setTimeout(() => {
        underWay -= 1
        response.end()
      }, delayMs)
    },
    most: () => most,
  }
}

const WITHIN_MS = 10_000

/** A real receiver on 127.0.0.1, closed when the test is over. */
export async function openReceiver(): Promise<Receiver> {
  const requests: Received[] = []
  const scripts: Script[] = []
  const waiters = new Set<() => void>()
  const server = createServer(async (request, response) => {
    const received = await read(request)
    requests.push(received)
    for (const check of [...waiters]) check()
    play(scripts.shift() ?? { status: 200, body: 'ok' }, received, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  onTestFinished(close)
  return {
    url: `http://127.0.0.1:${portOf(server)}/hooks`,
    requests,
    answer: (...more) => void scripts.push(...more),
    received: (count, withinMs = WITHIN_MS) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (requests.length < count) return
          clearTimeout(timer)
          waiters.delete(check)
          resolve(requests)
        }
        const timer = setTimeout(
          () => reject(new Error(`${requests.length} of ${count} requests came within ${withinMs} ms.`)),
          withinMs,
        )
        waiters.add(check)
        check()
      }),
    close,
  }
}

/** The port of a server that listens on TCP. */
export function portOf(server: { address(): unknown }): number {
  const address = server.address()
  if (typeof address === 'object' && address !== null && 'port' in address) return Number(address.port)
  throw new Error('The server does not listen.')
}

async function read(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks).toString('utf8')
  return {
    path: request.url ?? '',
    method: request.method ?? '',
    headers: request.headers,
    body,
    event: JSON.parse(body),
    at: Date.now(),
  }
}

function play(script: Script, received: Received, response: ServerResponse): void {
  if (script === 'hang') return
  if (typeof script === 'function') {
    script(received, response)
    return
  }
  const { status, headers = {}, body = '', delayMs = 0 } = script
  setTimeout(() => response.writeHead(status, headers).end(body), delayMs)
}
