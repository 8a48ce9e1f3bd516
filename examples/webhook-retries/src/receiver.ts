import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { verifySignature } from '@bahi/webhooks'

/** What one attempt brought. */
export interface Arrival {
  readonly id: string
  readonly timestamp: number
  readonly answered: number
}

/** An app that verifies every attempt, with the usual tolerance of 300 seconds, and fails until it is mended. */
export async function openReceiver() {
  const arrivals: Arrival[] = []
  let secret = ''
  let status = 500
  const http = createServer(async (request, response) => {
    const body = await bodyOf(request)
    const headers = request.headers as Record<string, string> // the signed ones come once each
    verifySignature(body, headers, secret, { toleranceSeconds: 300 })
    arrivals.push({
      id: headers['webhook-id'] ?? '',
      timestamp: Number(headers['webhook-timestamp']),
      answered: status,
    })
    response.writeHead(status).end()
  }).listen(0, '127.0.0.1')
  await once(http, 'listening')
  const { port } = http.address() as AddressInfo // a TCP server that listens has one
  return {
    url: `http://127.0.0.1:${port}/webhooks`,
    arrivals,
    accept: (key: string) => {
      secret = key
    },
    mend: () => {
      status = 200
    },
    close: () => new Promise<void>((resolve) => http.close(() => resolve())),
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}
