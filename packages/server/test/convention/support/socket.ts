import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** A connection that sends bytes as they are and reads answers one by one. */
export interface RawConnection {
  readonly socket: Socket
  send(text: string | Uint8Array): void
  /** The next answer, by its Content-Length or in chunks; rejects when the connection ends before it is whole. */
  answer(options?: { head?: boolean }): Promise<RawAnswer>
  /** Resolves when the other side has ended. */
  readonly ended: Promise<unknown>
}

export interface RawAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: string
}

export async function openConnection(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  onTestFinished(() => void socket.destroy())
  let received = Buffer.alloc(0)
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk])
  })
  socket.on('error', () => {}) // a reset is told by `ended` and by `answer`
  const ended = new Promise((resolve) => socket.once('close', resolve))
  await once(socket, 'connect')
  return {
    socket,
    ended,
    send: (text) => void socket.write(text),
    async answer({ head = false } = {}) {
      for (;;) {
        const found = parse(received, head)
        if (found !== null) {
          received = received.subarray(found.length)
          return found.answer
        }
        if (socket.destroyed) throw new Error('The connection ended without an answer.')
        await Promise.race([once(socket, 'data').catch(() => {}), ended])
      }
    },
  }
}

/** The lines of a request's head, and the empty one behind them. */
export const headOf = (...lines: string[]) => [...lines, '', ''].join('\r\n')

const BLANK = '\r\n\r\n'

function parse(received: Buffer, head: boolean): { answer: RawAnswer; length: number } | null {
  const text = received.toString('latin1')
  const end = text.indexOf(BLANK)
  if (end === -1) return null
  const [first = '', ...lines] = text.slice(0, end).split('\r\n')
  const headers = new Headers(
    lines.map((line): [string, string] => [line.split(':')[0] ?? '', line.replace(/^[^:]*: ?/, '')]),
  )
  const status = Number(first.split(' ')[1])
  const start = end + BLANK.length
  const bodyLength = head || status === 204 || status < 200 ? 0 : lengthOf(text.slice(start), headers)
  if (bodyLength === null || received.length < start + bodyLength) return null
  const raw = received.subarray(start, start + bodyLength).toString()
  const chunked = headers.get('Transfer-Encoding') === 'chunked'
  const body = chunked ? raw.replace(/^[0-9a-f]+\r\n|\r\n[0-9a-f]+\r\n/gi, '').replace(/\r\n$/, '') : raw
  return { answer: { status, headers, body }, length: start + bodyLength }
}

function lengthOf(rest: string, headers: Headers): number | null {
  if (headers.get('Transfer-Encoding') !== 'chunked') return Number(headers.get('Content-Length') ?? 0)
  const last = rest.indexOf('0\r\n\r\n')
  return last === -1 ? null : last + '0\r\n\r\n'.length
}
