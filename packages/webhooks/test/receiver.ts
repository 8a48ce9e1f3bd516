import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WebhookEvent } from '../src/events.ts'
import type { WebhookHandlerOptions } from '../src/receive.ts'
import { secret, signed } from './deliveries.ts'

/** Handler options that note what they hear. */
export function recorder(more: Partial<WebhookHandlerOptions> = {}) {
  const handled: WebhookEvent[] = []
  const errors: unknown[] = []
  const options: WebhookHandlerOptions = {
    secrets: [secret],
    on: { 'invoice.sent': (event) => handled.push(event) },
    onUnknown: (event) => handled.push(event),
    onError: (error) => errors.push(error),
    ...more,
  }
  return { handled, errors, options }
}

/** Serves `listener` on a free port of the loopback while `work` runs. */
export async function serving<Result>(
  listener: RequestListener,
  work: (url: string) => Promise<Result>,
): Promise<Result> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A TCP server's address is never a pipe's name.
  const { port } = server.address() as AddressInfo
  try {
    return await work(`http://127.0.0.1:${port}/webhooks`)
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

/** Sends one signed delivery; the answer's status and JSON body. */
export async function deliver(url: string, payload: string | Uint8Array, more: Record<string, string> = {}) {
  const headers = { 'content-type': 'application/json', ...signed(payload), ...more }
  const answer = await fetch(url, { method: 'POST', headers, body: Buffer.from(payload) })
  return { status: answer.status, headers: answer.headers, body: await answer.json() }
}

/** A request that streams its body, so that no length is declared. */
export function streaming(body: ReadableStream, headers: Record<string, string>): RequestInit {
  // `duplex` is required for a stream, and missing in the DOM's types.
  return { method: 'POST', headers, body, duplex: 'half' } as RequestInit
}

/** A promise and the function that keeps it. */
export function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}
