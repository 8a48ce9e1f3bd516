import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface Captured {
  readonly headers: Record<string, string>
  readonly body: string
}

export interface Tap {
  readonly url: string
  readonly seen: readonly Captured[]
  close(): void
}

/** Hands requests on to `target` and keeps a copy of each. */
export async function openTap(target: string): Promise<Tap> {
  const seen: Captured[] = []
  const server = createServer(async (request, response) => {
    const body = await text(request)
    const signed = Object.entries(request.headers).filter(([name]) =>
      /^(webhook-|x-billkart-|content-type)/.test(name),
    )
    const headers = Object.fromEntries(signed.map(([name, value]) => [name, String(value)]))
    seen.push({ headers, body })
    const answer = await fetch(target, { method: 'POST', headers, body })
    response.writeHead(answer.status).end(await answer.text())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a TCP server that listens has one
  return { url: `http://127.0.0.1:${port}/`, seen, close: () => void server.close() }
}

export function captured(tap: Tap): Captured {
  const [first] = tap.seen
  assert.ok(first, 'a delivery went by')
  return first
}
