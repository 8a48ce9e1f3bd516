import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { EventOf, KnownEvent, KnownEventType } from '@bahi/webhooks'
import { webhookHandler } from '@bahi/webhooks/express'
import express from 'express'

/** How long a delivery may take to arrive before the story is called wrong. */
const PATIENCE_MS = 5_000

/** An Express app that verifies what comes in and keeps it for `next`. */
export async function openReceiver() {
  const secrets: string[] = []
  const arrived = new Map<string, PromiseWithResolvers<KnownEvent>>()
  const arrival = (type: KnownEventType) => {
    const known = arrived.get(type) ?? Promise.withResolvers<KnownEvent>()
    arrived.set(type, known)
    return known
  }

  const app = express()
  app.post(
    '/webhooks',
    webhookHandler({
      secrets,
      on: {
        'invoice.created': (event) => arrival(event.type).resolve(event),
        'invoice.sent': (event) => arrival(event.type).resolve(event),
      },
      onUnknown: (event) => console.log(`   (not asked for: ${event.type})`),
    }),
  )
  const http = createServer(app).listen(0, '127.0.0.1')
  await once(http, 'listening')
  const { port } = http.address() as AddressInfo // a TCP server that listens has one

  return {
    url: `http://127.0.0.1:${port}/webhooks`,
    /** The endpoint's secret: deliveries signed with it are let in from now on. */
    accept: (secret: string) => void secrets.push(secret),
    /** The first event of this type, as soon as it has arrived. */
    async next<T extends KnownEventType>(type: T): Promise<EventOf<T>> {
      const late = setTimeout(
        () => arrival(type).reject(new Error(`no ${type} arrived in ${PATIENCE_MS} ms`)),
        PATIENCE_MS,
      )
      const event = await arrival(type).promise
      clearTimeout(late)
      return event as EventOf<T> // kept under its own type
    },
    close: () => new Promise<void>((resolve) => http.close(() => resolve())),
  }
}
