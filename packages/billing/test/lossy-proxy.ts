import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How an answer is lost: with no byte of it sent, after its headers, or within its body. */
const losses = ['nothing', 'headers', 'half'] as const

// Ten retries are one attempt more: without a bound one run in five hundred would lose them all.
const MOST = 10

/**
 * A proxy before a server on 127.0.0.1 that waits for each answer to be whole, and then loses some: what they tell of has
 * been committed. `chance` gives numbers from 0 to 1.
 */
export async function lossyProxy(target: string, share: number, chance: () => number) {
  let lost = 0
  const lostOf = new Map<unknown, number>()
  const isLost = (key: unknown) => {
    const before = lostOf.get(key) ?? 0
    if (chance() >= share || before === MOST) return false
    lostOf.set(key, before + 1)
    return true
  }
  const proxy = createServer(async (incoming, outgoing) => {
    const answer = await forwarded(target, incoming).catch(() => null)
    if (answer === null) {
      incoming.socket.destroy()
      return
    }
    const { status, headers, body } = answer
    if (!isLost(incoming.headers['idempotency-key'])) {
      outgoing.writeHead(status, headers).end(body)
      return
    }
    lose(outgoing, { status, body }, losses[lost++ % losses.length] ?? 'nothing')
  })
  await new Promise<void>((resolve) => {
    proxy.listen(0, '127.0.0.1', resolve)
  })
  const { port } = proxy.address() as AddressInfo // of a server that listens on TCP
  return {
    url: `http://127.0.0.1:${port}`,
    lost: () => lost,
    async close() {
      proxy.closeAllConnections()
      await new Promise((resolve) => proxy.close(resolve))
    },
  }
}

function lose(
  outgoing: ServerResponse,
  { status, body }: { readonly status: number; readonly body: Buffer },
  how: (typeof losses)[number],
): void {
  if (how !== 'nothing') {
    outgoing.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length })
    if (how === 'half') outgoing.write(body.subarray(0, body.length / 2))
    else outgoing.flushHeaders()
  }
  setImmediate(() => outgoing.socket?.destroy())
}

function forwarded(target: string, incoming: IncomingMessage) {
  const { method, url, headers } = incoming
  return new Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }>(
    (resolve, reject) => {
      // A connection each: the server may close one that is kept, just as it is used again.
      const outgoing = request(target + url, { method, headers, agent: false }, async (answer) => {
        const chunks: Buffer[] = []
        for await (const chunk of answer) chunks.push(chunk)
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) })
      })
      outgoing.on('error', reject)
      incoming.pipe(outgoing)
    },
  )
}
