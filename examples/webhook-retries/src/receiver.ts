import type { IncomingMessage } from 'node:http'
import { listen } from '@bahi/example-story'
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
  const { origin, close } = await listen(async (request, response) => {
    const body = await bodyOf(request)
    const headers = request.headers as Record<string, string> // the signed ones come once each
    verifySignature(body, headers, secret, { toleranceSeconds: 300 })
    arrivals.push({
      id: headers['webhook-id'] ?? '',
      timestamp: Number(headers['webhook-timestamp']),
      answered: status,
    })
    response.writeHead(status).end()
  })
  return {
    url: `${origin}/webhooks`,
    arrivals,
    accept: (key: string) => {
      secret = key
    },
    mend: () => {
      status = 200
    },
    close,
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}
