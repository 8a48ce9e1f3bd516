import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type EventOf, type KnownEvent, type KnownEventType, verifySignature } from '@bahi/webhooks'
import { webhookHandler } from '@bahi/webhooks/express'
import express, { type Request } from 'express'

/** How long a delivery may take to arrive before the story is called wrong. */
const PATIENCE_MS = 5_000

/** The merchant's own site: it receives webhooks, and payers come back to `/thanks`. */
export async function openShop() {
  const secrets: string[] = []
  const arrived = new Map<string, PromiseWithResolvers<KnownEvent>>()
  const arrival = (type: KnownEventType) => {
    const known = arrived.get(type) ?? Promise.withResolvers<KnownEvent>()
    arrived.set(type, known)
    return known
  }

  const app = express()
  const keep = (event: KnownEvent) => arrival(event.type).resolve(event)
  app.post(
    '/webhooks',
    webhookHandler({
      secrets,
      on: { 'payment.recorded': keep, 'payment_link.paid': keep },
      onUnknown: (event) => console.log(`   (not asked for: ${event.type})`),
    }),
  )
  app.get('/thanks', (request, response) => {
    const { id, status } = readReturn(request, secrets)
    response.type('text').send(`Thank you, payment_link ${id} is ${status}.`)
  })
  const http = createServer(app).listen(0, '127.0.0.1')
  await once(http, 'listening')
  const { port } = http.address() as AddressInfo // a TCP server that listens has one

  return {
    url: `http://127.0.0.1:${port}`,
    accept: (secret: string) => void secrets.push(secret),
    async next<T extends KnownEventType>(type: T): Promise<EventOf<T>> {
      const late = setTimeout(
        () => arrival(type).reject(new Error(`no ${type} arrived in ${PATIENCE_MS} ms`)),
        PATIENCE_MS,
      )
      const event = await arrival(type).promise
      clearTimeout(late)
      return event as EventOf<T> // kept under its own type
    },
    close: () =>
      new Promise<void>((resolve) => {
        http.close(() => resolve())
        http.closeAllConnections()
      }),
  }
}

/** Believes what the payer's address says only if a webhook secret has signed it. */
function readReturn({ query }: Request, secrets: string[]) {
  const { payment_link_id: id, payment_link_status: status, payment_id, timestamp, signature } = query
  const headers = {
    'webhook-id': String(id),
    'webhook-timestamp': String(timestamp),
    'webhook-signature': String(signature),
  }
  verifySignature(`${id}|${status}|${payment_id}`, headers, secrets)
  return { id, status }
}
